"""Who promises, and who says what became of it. All of it is in `permissions.txt` beside this file."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chainon.base.accounts.models import Role
from chainon.base.accounts.rules import By, has_role
from chainon.base.chain.models import Node, Stage
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse

from .models import Commitment, Outcome

MANAGERS = (Role.ADMINISTRATOR, Role.FACILITATOR)
NEIGHBOURS = (*MANAGERS, Role.MEMBER, Role.RELAY)


def may_promise_after(node: Node) -> Verdict:
    """A promise comes out of a word, of a debate or of an answer that is public."""
    if not node.is_public:
        return refuse(_("Ceci n’est pas public."))
    if node.stage > Stage.DECISION:
        return refuse(_("On s’engage à partir d’une parole, d’un débat ou d’une réponse."))
    return ALLOWED


def may_record_promise(by: By, node: Node) -> Verdict:
    """Type the promise of an institution, said in a letter or a meeting."""
    if not has_role(by, *MANAGERS, scope=node.scope):
        return refuse(_("Seules l’animation et l’administration du lieu saisissent l’engagement d’un autre."))
    return may_promise_after(node)


def may_take_on(by: By, node: Node) -> Verdict:
    """« On s’en occupe nous-mêmes »: members, relays, those who animate, for the residents who will do it."""
    if not has_role(by, *NEIGHBOURS, scope=node.scope) and not (
        node.body is not None and has_role(by, Role.MEMBER, scope=node.body)
    ):
        return refuse(_("Les membres des instances, les relais et l’animation l’écrivent ici pour le groupe."))
    return may_promise_after(node)


def may_update(by: By, commitment: Commitment) -> Verdict:
    """The team; for what residents took on, whoever wrote it too. The owner has a signed link."""
    if commitment.outcome != Outcome.OPEN:
        return refuse(_("Cet engagement est clos."))
    is_theirs = commitment.answerer is None and commitment.entered_by is not None and commitment.entered_by == by
    if is_theirs or has_role(by, *MANAGERS, scope=commitment.scope):
        return ALLOWED
    return refuse(_("Celles et ceux qui l’ont pris, ou l’équipe d’animation, en donnent des nouvelles."))


def may_update_by_link(commitment: Commitment) -> Verdict:
    if commitment.outcome != Outcome.OPEN:
        return refuse(_("Cet engagement est clos."))
    return ALLOWED
