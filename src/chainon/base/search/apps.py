from django.apps import AppConfig

from chainon.base.ui.asked import has_territory


class SearchConfig(AppConfig):
    name = "chainon.base.search"
    label = "search"

    def ready(self) -> None:
        from chainon.base.scopes.emitting import subscribe
        from chainon.base.scopes.services import ScopeRenamed
        from chainon.base.ui.menu import register_search

        from .services import find_by_new_name

        register_search("search:find", visible=has_territory)
        subscribe(ScopeRenamed, find_by_new_name)
