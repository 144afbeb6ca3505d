from django.apps import AppConfig


class StartConfig(AppConfig):
    name = "chainon.portal.start"
    label = "start"

    def ready(self) -> None:
        from chainon.base.journal.verbs import register

        from . import events

        register(events.OPENED, events.ADDRESS_GIVEN, events.ADDRESS_REMOVED)
