from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from chainon.base.ui.asked import has_territory


class OverviewConfig(AppConfig):
    name = "chainon.portal.overview"
    label = "overview"

    def ready(self) -> None:
        from chainon.base.ui.menu import register_menu
        from chainon.territory.places.page import register_place_page

        from .views.places import place_page

        register_menu("overview", _("Vision globale"), "overview:overview", 22, visible=has_territory)
        register_place_page(place_page)
