from django.apps import AppConfig


class ChainConfig(AppConfig):
    name = "chainon.base.chain"
    label = "chain"

    def ready(self) -> None:
        from chainon.base.journal.verbs import register
        from chainon.base.scopes.emitting import subscribe
        from chainon.base.scopes.events import TerritoryCreated

        from .themes import name_first_themes
        from .verbs import VERBS

        register(*VERBS)
        subscribe(TerritoryCreated, name_first_themes)
