from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from chainon.base.ui.asked import has_territory


class JournalConfig(AppConfig):
    name = "chainon.base.journal"
    label = "journal"

    def ready(self) -> None:
        from chainon.base.ui.menu import register_footer

        register_footer("journal", _("Journal public"), "journal:lines", 20, has_territory)
