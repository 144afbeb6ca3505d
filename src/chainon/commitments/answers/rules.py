"""Who hands a word over, and who may answer. All of it is in `permissions.txt` beside this file."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chainon.base.accounts.models import Role
from chainon.base.accounts.rules import By, has_role
from chainon.base.chain.models import Node
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse

from .models import Answerer, Handover

MANAGERS = (Role.ADMINISTRATOR, Role.FACILITATOR)


def may_keep_answerers(by: By, territory: Scope) -> Verdict:
    """Inscribe those who answer, and take them off."""
    if has_role(by, *MANAGERS, scope=territory):
        return ALLOWED
    return refuse(_("Seules l’animation et l’administration inscrivent les répondants."))


def may_hand_over(by: By, node: Node) -> Verdict:
    """A public word, to someone who may answer: those who animate the place."""
    if not has_role(by, *MANAGERS, scope=node.scope):
        return refuse(_("Seules l’animation et l’administration du lieu transmettent une parole."))
    return ALLOWED if node.is_public else refuse(_("Ceci n’est pas public : publiez-le avant de le transmettre."))


def may_hand_to(answerer: Answerer, node: Node) -> Verdict:
    if answerer.retired_on is not None or answerer.territory_id != node.territory_id:
        return refuse(_("Ce répondant n’est plus inscrit ici : choisissez-en un autre."))
    if Handover.objects.filter(node=node, answerer=answerer, ended_at=None).exists():
        return refuse(_("C’est déjà transmis à ce répondant."))
    return ALLOWED


def may_answer(handover: Handover) -> Verdict:
    """By the signed link, or by the team for them: once, while the word is public and the handover stands."""
    if hasattr(handover, "answer"):
        return refuse(_("Une réponse a déjà été donnée : elle est publique."))
    if handover.ended_at is not None:
        return refuse(_("Cette demande a été reprise par l’équipe : il n’y a plus rien à répondre."))
    if not handover.node.is_public:
        return refuse(_("Cette parole n’est plus publique : il n’y a plus rien à répondre."))
    return ALLOWED


def may_record_answer(by: By, handover: Handover) -> Verdict:
    """Type an answer that came by letter or in a meeting, for who gave it."""
    may = may_hand_over(by, handover.node)
    return may_answer(handover) if may else may


def may_take_back(by: By, handover: Handover) -> Verdict:
    if hasattr(handover, "answer") or handover.ended_at is not None:
        return refuse(_("Cette transmission est déjà close."))
    return may_hand_over(by, handover.node)
