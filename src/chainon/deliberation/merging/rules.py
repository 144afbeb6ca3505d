"""Who brings two proposals near, who answers for each. All of it is in `permissions.txt` beside this file."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chainon.base.accounts.models import Role, User
from chainon.base.accounts.rules import By, has_role
from chainon.base.chain.models import Node, Relation
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.models import State as Said
from chainon.governance.bodies.rules import may_speak_for

from .models import MergeRequest, State

TEAM = (Role.ADMINISTRATOR, Role.FACILITATOR)


def may_bring_near(by: By, scope: Scope) -> Verdict:
    """Say that two are near, contrary or apart; ask their authors whether they may be one."""
    if has_role(by, *TEAM, scope=scope):
        return ALLOWED
    return refuse(_("Seules l’animation et l’administration rapprochent des propositions."))


def may_read_request(by: By, request: MergeRequest) -> Verdict:
    """Those who were asked, those who ask, the guarantor."""
    if has_role(by, *TEAM, Role.GUARANTOR, scope=request.territory):
        return ALLOWED
    if any(may_answer(by, consent.node.proposal) for consent in request.consents.all()):
        return ALLOWED
    return refuse(_("Seules les personnes à qui l’on demande leur accord lisent cette page."))


def may_answer(by: By, proposal: Proposal) -> Verdict:
    """For a proposal: whoever made it, or those who speak for its body."""
    if isinstance(by, User) and by.is_active and proposal.author_id == by.pk:
        return ALLOWED
    if proposal.body is not None and isinstance(by, User) and has_role(by, Role.MEMBER, scope=proposal.body.scope):
        return may_speak_for(by, proposal.body)
    return refuse(_("C’est à celles et ceux qui l’ont faite de répondre."))


def may_note_answer(by: By, proposal: Proposal) -> Verdict:
    """For someone without an account, or a body that said it in a room: the team, which says when and how it asked."""
    if proposal.author is not None and proposal.author.erased_at is not None:
        return refuse(_("Ce compte est fermé : on ne peut plus demander. Dites-les proches."))
    if proposal.author is not None:
        return refuse(_("Cette personne a un compte : c’est à elle de répondre."))
    return may_bring_near(by, proposal.scope)


def may_be_merged(gone: Proposal, kept: Proposal) -> Verdict:
    """Both public; the one that disappears from lists has no answer yet, and nobody owes one that the other lacks."""
    if gone == kept:
        return refuse(_("C’est la même proposition."))
    if gone.state != Said.PUBLISHED or kept.state != Said.PUBLISHED:
        return refuse(_("Seules des propositions publiques se réunissent."))
    if merged_into(gone.node) is not None or merged_into(kept.node) is not None:
        return refuse(_("L’une des deux est déjà réunie avec une autre."))
    if gone.node.links_out.exists():
        return refuse(
            _("« %(title)s » a déjà une suite : gardez celle-là, ou dites-les proches.") % {"title": gone.title}
        )
    if gone.node.waits.open().exists() and not kept.node.waits.open().exists():
        return refuse(
            _("« %(title)s » attend déjà une réponse : c’est elle qu’il faut garder.") % {"title": gone.title}
        )
    return ALLOWED


def may_be_ended(request: MergeRequest) -> Verdict:
    return ALLOWED if request.state == State.ASKED else refuse(_("Cette demande est close."))


def merged_into(node: Node) -> Node | None:
    """The proposal in which this one is read now."""
    link = node.links_out.filter(relation=Relation.MERGED).select_related("target__territory").first()
    return link.target if link else None
