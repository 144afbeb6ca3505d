from django.apps import AppConfig
from django.http import HttpRequest


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
        register_footer("report", _("Bilan"), "report:report", 21, _has_territory)


def _has_territory(request: HttpRequest) -> bool:
    return getattr(request, "territory", None) is not None
