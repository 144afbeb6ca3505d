"""Who hands a word over, and who may answer. All of it is in `permissions.txt` beside this file."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chainon.base.accounts.models import Role
from chainon.base.accounts.rules import By, has_role
from chainon.base.chain.models import Node
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse

from .models import Answerer, AnswerKind, Draft, Handover, Move, MoveKind

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
    if handover.answer_id is not None:
        return refuse(_("Cette réponse a déjà été donnée : elle est publique et ne change plus."))
    if handover.ended_at is not None:
        if handover.ended_for:
            return refuse(_("Cette demande a été reprise par l’équipe : il n’y a plus rien à répondre."))
        return refuse(_("Vous avez déjà clos cette demande, ou vous l’avez transmise à quelqu’un d’autre."))
    if not handover.node.is_public:
        return refuse(_("Cette parole n’est plus publique : il n’y a plus rien à répondre."))
    return ALLOWED


def says_what_will_be_done(kind: str, after: str) -> Verdict:
    """A « oui, autrement » is read beside what was asked, and does not change any more: it says what will be done."""
    if kind == AnswerKind.MODIFIED and not after.strip():
        return refuse(_("C’est « oui, autrement » : écrivez, mot pour mot, ce qui sera fait."))
    return ALLOWED


def may_record_answer(by: By, handover: Handover) -> Verdict:
    """Type an answer that came by letter or in a meeting, for who gave it; say that it is studied, or settled."""
    may = may_hand_over(by, handover.node)
    return may_answer(handover) if may else may


def may_take_back(by: By, handover: Handover) -> Verdict:
    if handover.answer_id is not None or handover.ended_at is not None:
        return refuse(_("Cette transmission est déjà close."))
    return may_hand_over(by, handover.node)


def may_pass_on(handover: Handover, to: Answerer) -> Verdict:
    """From one answerer to another who is inscribed here."""
    may = may_answer(handover)
    if not may:
        return may
    if to.pk == handover.answerer_id:
        return refuse(_("C’est vous : choisissez quelqu’un d’autre."))
    return may_hand_to(to, handover.node)


def may_carry(handover: Handover) -> Verdict:
    """One third party at a time: what is carried is waited for before it is carried elsewhere."""
    may = may_answer(handover)
    if may and Move.objects.filter(handover=handover, kind=MoveKind.CARRIED, ended_at=None).exists():
        return refuse(_("Vous la portez déjà auprès de quelqu’un : notez d’abord leur réponse, ou dites pourquoi non."))
    return may


def may_end_carrying(move: Move) -> Verdict:
    """Whoever carries it, by their link; the team, as it may record an answer."""
    if move.kind != MoveKind.CARRIED or move.ended_at is not None:
        return refuse(_("Il n’y a plus rien à attendre ici : c’est clos."))
    if not move.asked.is_public:
        return refuse(_("Cette parole n’est plus publique : il n’y a plus rien à répondre."))
    return ALLOWED


def may_end_carrying_for(by: By, move: Move) -> Verdict:
    may = may_hand_over(by, move.asked)
    return may_end_carrying(move) if may else may


def may_sign(draft: Draft) -> Verdict:
    """By the signer's link: what was sent to be signed, once, while all that it answers may still be answered."""
    if draft.answer_id is not None:
        return refuse(_("Cette réponse est déjà signée et publiée."))
    if draft.sent_at is None:
        return refuse(_("Cette réponse n’a pas encore été envoyée à signer."))
    for handover in draft.handovers.select_related("node"):
        may = may_answer(handover)
        if not may:
            return may
    return ALLOWED
