from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "chainon.governance.volunteers"
    label = "volunteers"

    def ready(self) -> None:
        from chainon.base.journal.verbs import register
        from chainon.base.tasks.registry import register_periodic

        from . import events
        from .services import purge_old_imports

        register(events.OPENED, events.IMPORTED, events.WITHDRAWN, events.CRITERIA_CHANGED, events.PURGED)
        register_periodic("volunteers.staged", purge_old_imports)
