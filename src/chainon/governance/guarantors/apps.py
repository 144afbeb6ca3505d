from django.apps import AppConfig

from chainon.base.ui.asked import has_territory


class GuarantorsConfig(AppConfig):
    name = "chainon.governance.guarantors"
    label = "guarantors"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from chainon.base.accounts.keeping import register_keeper
        from chainon.base.accounts.leaving import register_erasure, register_export
        from chainon.base.chain.cards import register_node_card
        from chainon.base.chain.heads import register_heads
        from chainon.base.chain.kinds import register_kind
        from chainon.base.chain.reach import register_reach
        from chainon.base.chain.steps import register_next_steps
        from chainon.base.journal.verbs import register
        from chainon.base.tasks.registry import register_periodic
        from chainon.base.ui.menu import register_footer

        from . import cards, rules, selectors, services
        from .node import KINDS
        from .verbs import VERBS

        register(*VERBS)
        for kind in KINDS:
            register_kind(kind)
        register_node_card(15, cards.acts_card)
        register_next_steps(80, cards.steps)
        register_heads(selectors.heads)
        register_reach("guarantors", cards.reach)
        register_keeper(rules.kept_by_its_appointment)
        register_export("garant de la participation", selectors.own)
        register_erasure("guarantors", services.leave_with_account)
        register_periodic("guarantors.terms", services.end_due_terms)
        register_periodic("guarantors.messages", services.forget_messages)
        register_footer("guarantors", _("Garant de la participation"), "guarantors:guarantors", 7, has_territory)
