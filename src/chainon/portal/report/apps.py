from django.apps import AppConfig

from chainon.base.ui.asked import has_territory


class ReportConfig(AppConfig):
    name = "chainon.portal.report"
    label = "report"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from chainon.base.journal.verbs import register
        from chainon.base.tasks.registry import register_periodic
        from chainon.base.ui.menu import register_footer

        from .events import VERBS
        from .services import publish_finished_quarters

        register(*VERBS)
        register_periodic("report", publish_finished_quarters)
        register_footer("report", _("Bilan"), "report:report", 21, has_territory)
