from django.apps import AppConfig


class StartConfig(AppConfig):
    name = "chainon.portal.start"
    label = "start"

    def ready(self) -> None:
        from chainon.base.journal.verbs import register

        from .events import OPENED

        register(OPENED)
