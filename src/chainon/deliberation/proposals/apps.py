from django.apps import AppConfig
from django.urls import register_converter
from django.utils.translation import gettext_lazy as _

from chainon.base.ui.asked import has_territory


class ProposalsConfig(AppConfig):
    name = "chainon.deliberation.proposals"
    label = "proposals"

    def ready(self) -> None:
        from chainon.base.accounts.leaving import register_erasure, register_export
        from chainon.base.chain.kinds import register_kind
        from chainon.base.journal.verbs import register
        from chainon.base.ui.menu import register_account, register_menu
        from chainon.deliberation.debates.voices import register_speech
        from chainon.deliberation.supports.kinds import register_supported
        from chainon.governance.bodies.cards import register_body_card
        from chainon.governance.processes.cards import (
            register_process_card,
            register_process_nodes,
            register_step_tool,
        )
        from chainon.governance.processes.models import StepKind
        from chainon.territory.places.converters import HandleConverter

        from . import selectors, services
        from .body_card import body_card
        from .node import CHANGED, PROPOSAL
        from .process_card import process_card, said_for, say_tool
        from .verbs import VERBS

        register(*VERBS)
        register_kind(PROPOSAL)
        register_supported(PROPOSAL.name, "", CHANGED)
        register_converter(HandleConverter, "proposal")
        register_menu("proposals", _("Propositions"), "proposals:proposal_list", 15, visible=has_territory)
        register_body_card(22, body_card)
        register_process_card(10, process_card)
        register_process_nodes(said_for)
        register_step_tool(StepKind.COLLECT, 10, say_tool)
        register_account("drafts", _("Mes brouillons"), "proposals:draft_list", 16, visible=has_territory)
        register_export("propositions", selectors.own_proposals)
        register_export("brouillons de propositions", selectors.own_drafts)
        register_export("propositions signées avec d’autres", selectors.own_signatures)
        register_erasure("proposals", services.forget_author)
        register_speech(selectors.has_proposed)
