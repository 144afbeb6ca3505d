from django.apps import AppConfig


class ChartersConfig(AppConfig):
    name = "chainon.governance.charters"
    label = "charters"

    def ready(self) -> None:
        from chainon.base.files.services import sweep_when_due
        from chainon.base.journal.verbs import register
        from chainon.base.search.kinds import register_search_kinds
        from chainon.base.tasks.registry import register_periodic
        from chainon.governance.bodies.cards import register_body_card, register_next_step
        from chainon.governance.guarantors.subjects import register_subject

        from . import guarding
        from .body_card import charter_card, charter_step
        from .finding import CHARTERS
        from .verbs import VERBS

        register(*VERBS)
        register_search_kinds(lambda: (CHARTERS,))
        register_body_card(10, charter_card)
        register_next_step(10, charter_step)
        register_subject(guarding.NAME, guarding.find)
        # files and tasks know nothing of each other: the lowest slice that keeps files starts their sweep
        register_periodic("files.sweep", sweep_when_due)
