from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "chainon.governance.volunteers"
    label = "volunteers"

    def ready(self) -> None:
        from chainon.base.journal.verbs import register
        from chainon.base.tasks.registry import register_periodic
        from chainon.governance.bodies.cards import register_body_card, register_next_step

        from . import events
        from .body_links import enrol_card, list_step
        from .services import purge_old_imports

        register(events.OPENED, events.IMPORTED, events.WITHDRAWN, events.CRITERIA_CHANGED, events.PURGED)
        register_periodic("volunteers.staged", purge_old_imports)
        register_body_card(30, enrol_card)
        register_next_step(20, list_step)
