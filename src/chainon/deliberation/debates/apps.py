from django.apps import AppConfig
from django.urls import register_converter
from django.utils.translation import gettext_lazy as _

from chainon.base.ui.asked import has_territory


class DebatesConfig(AppConfig):
    name = "chainon.deliberation.debates"
    label = "debates"

    def ready(self) -> None:
        from chainon.base.accounts.leaving import register_erasure, register_export
        from chainon.base.chain.cards import register_node_card
        from chainon.base.chain.kinds import register_kind
        from chainon.base.chain.steps import register_next_steps
        from chainon.base.journal.verbs import register
        from chainon.base.tasks.registry import register_periodic
        from chainon.base.ui.menu import register_menu
        from chainon.governance.bodies.cards import register_body_card, register_next_step
        from chainon.territory.places.converters import HandleConverter

        from . import cards, selectors, services
        from .node import DEBATE
        from .verbs import VERBS

        register(*VERBS)
        register_kind(DEBATE)
        register_converter(HandleConverter, "debate")
        register_menu("debates", _("Débats"), "debates:debate_list", 17, visible=has_territory)
        register_node_card(30, cards.node_card)
        register_next_steps(40, cards.next_steps)
        register_body_card(40, cards.body_card)
        register_next_step(60, cards.body_step)
        register_periodic("syntheses", services.expect_syntheses)
        register_export("débats", selectors.own_words)
        register_erasure("debates", services.forget_author)
