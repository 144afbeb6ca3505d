from django.apps import AppConfig
from django.http import HttpRequest


class SearchConfig(AppConfig):
    name = "chainon.base.search"
    label = "search"

    def ready(self) -> None:
        from chainon.base.ui.menu import register_search

        register_search("search:find", visible=_has_territory)


def _has_territory(request: HttpRequest) -> bool:
    return getattr(request, "territory", None) is not None
