from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class OverviewConfig(AppConfig):
    name = "chainon.portal.overview"
    label = "overview"

    def ready(self) -> None:
        from chainon.base.ui.menu import register_menu
        from chainon.territory.places.page import register_place_page

        from .views.places import place_page

        register_menu("overview", _("Vision globale"), "overview:overview", 22, visible=_has_territory)
        register_place_page(place_page)


def _has_territory(request: HttpRequest) -> bool:
    return getattr(request, "territory", None) is not None
