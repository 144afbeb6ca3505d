from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from chainon.base.ui.asked import has_territory


class PlacesConfig(AppConfig):
    name = "chainon.territory.places"
    label = "places"

    def ready(self) -> None:
        from chainon.base.journal.verbs import register
        from chainon.base.search.kinds import register_search_kinds
        from chainon.base.ui.menu import register_menu

        from .events import VERBS
        from .finding import PLACES

        register(*VERBS)
        register_search_kinds(lambda: (PLACES,))
        register_menu("places", _("Lieux"), "places:place_list", 40, visible=has_territory)
