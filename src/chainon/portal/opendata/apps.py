from django.apps import AppConfig
from django.http import HttpRequest


class OpenDataConfig(AppConfig):
    name = "chainon.portal.opendata"
    label = "opendata"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from chainon.base.ui.menu import register_footer

        register_footer("opendata", _("Données ouvertes"), "opendata:catalogue", 22, _has_territory)


def _has_territory(request: HttpRequest) -> bool:
    return getattr(request, "territory", None) is not None
