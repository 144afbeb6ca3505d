from django.apps import AppConfig
from django.urls import register_converter
from django.utils.translation import gettext_lazy as _

from chainon.base.ui.asked import has_territory


class GatheringsConfig(AppConfig):
    name = "chainon.governance.gatherings"
    label = "gatherings"

    def ready(self) -> None:
        from chainon.base.chain.kinds import register_kind
        from chainon.base.chain.notes import register_thread_notes
        from chainon.base.journal.verbs import register
        from chainon.base.ui.menu import register_menu
        from chainon.governance.bodies.cards import register_body_card, register_next_step
        from chainon.territory.places.converters import HandleConverter

        from .cards import body_card, convene_step, recount_step
        from .node import DECISION_KIND, GATHERING_KIND
        from .notes import held_notes
        from .verbs import VERBS

        register(*VERBS)
        register_kind(GATHERING_KIND)
        register_kind(DECISION_KIND)
        register_converter(HandleConverter, "gathering")
        register_menu("gatherings", _("Rencontres"), "gatherings:gathering_list", 35, visible=has_territory)
        register_thread_notes(held_notes)
        register_body_card(30, body_card)
        register_next_step(40, convene_step)
        register_next_step(41, recount_step)
