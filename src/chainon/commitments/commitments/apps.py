from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from chainon.base.ui.asked import has_territory


class CommitmentsConfig(AppConfig):
    name = "chainon.commitments.commitments"
    label = "commitments"

    def ready(self) -> None:
        from chainon.base.accounts.leaving import register_erasure, register_export
        from chainon.base.chain.kinds import register_kind
        from chainon.base.chain.notes import register_thread_notes
        from chainon.base.chain.reach import register_reach
        from chainon.base.chain.steps import register_next_steps
        from chainon.base.journal.verbs import register
        from chainon.base.tasks.registry import register_periodic
        from chainon.base.ui.menu import register_menu
        from chainon.commitments.answers.owners import register_owner_card, register_owner_steps

        from . import selectors, services
        from .node import KINDS
        from .owner_card import owner_card
        from .reach import reach
        from .steps import owner_steps, steps
        from .threads import news_notes
        from .verbs import VERBS

        register(*VERBS)
        for kind in KINDS:
            register_kind(kind)
        register_thread_notes(news_notes)
        register_reach("commitments", reach)
        register_next_steps(30, steps)
        register_owner_steps(owner_steps)
        register_owner_card(owner_card)
        register_menu("commitments", _("Engagements"), "commitments:register", 25, visible=has_territory)
        register_periodic("offers", services.forget_old_offers)
        register_periodic("staged-promises", services.forget_staged)
        register_export("engagements", selectors.own_checks_and_offers)
        register_erasure("checks", services.forget_checks)
        register_erasure("offers", services.forget_offers_of)
