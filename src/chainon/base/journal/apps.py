from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    name = "chainon.base.journal"
    label = "journal"

    def ready(self) -> None:
        from chainon.base.ui.menu import register_footer

        register_footer("journal", _("Journal public"), "journal:lines", 20, _has_territory)


def _has_territory(request: HttpRequest) -> bool:
    return getattr(request, "territory", None) is not None
