from django.apps import AppConfig


class ScopesConfig(AppConfig):
    name = "chainon.base.scopes"
    label = "scopes"

    def ready(self) -> None:
        from django.core.checks import Tags, register

        from .checks import databases_keep_their_promises

        register(databases_keep_their_promises, Tags.database)
