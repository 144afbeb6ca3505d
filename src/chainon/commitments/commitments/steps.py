"""What may come next: a promise after a word or a yes, residents who take it on, what becomes of a promise."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.base.accounts.models import User
from chainon.base.chain.models import Node, Relation, Stage
from chainon.base.chain.steps import NextStep
from chainon.commitments.answers.models import Handover

from . import rules, selectors
from .links import path_of
from .models import Commitment


def steps(node: Node, request: HttpRequest) -> list[NextStep]:
    by = request.user
    if node.kind == "commitment":
        commitment = selectors.commitment_of_node(node)
        return _of_promise(commitment, request) if commitment is not None else []
    found = []
    if node.stage <= Stage.DECISION and rules.may_record_promise(by, node):
        is_due = node.waits.open().filter(expects=Relation.COMMITMENT).exists()
        address = reverse("commitments:record", args=[node.public_id])
        found.append(NextStep(_("Saisir l’engagement pris"), address, is_main=is_due))
    if node.stage <= Stage.DELIBERATION and isinstance(by, User) and rules.may_promise_after(node):
        found.append(NextStep(_("On s’en occupe nous-mêmes"), reverse("commitments:take_on", args=[node.public_id])))
    return found


def _of_promise(commitment: Commitment, request: HttpRequest) -> list[NextStep]:
    """Those who follow it; whoever only looks has the cards of the page."""
    by, today = request.user, selectors.today_of(commitment)
    key = [commitment.node.public_id]
    found = []
    if rules.may_update(by, commitment):
        found += [
            NextStep(_("Donner des nouvelles"), reverse("commitments:news", args=key), is_main=True),
            NextStep(_("Les étapes"), reverse("commitments:steps", args=key)),
            NextStep(_("Revu avec les habitants"), reverse("commitments:revise", args=key)),
        ]
    if rules.may_call_for_hands(by, commitment):
        found.append(NextStep(_("Demander des coups de main"), reverse("commitments:call", args=key)))
    notice = selectors.waiting_notice(commitment)
    may_watch = rules.may_withdraw_notice(by, notice) if notice else rules.may_announce_not_kept(by, commitment, today)
    if may_watch:
        label = _("L’annonce de « non tenu »") if notice else _("Annoncer « non tenu »")
        found.append(NextStep(label, reverse("commitments:announce", args=key)))
    if rules.may_count_checks(by, commitment, today):
        found.append(NextStep(_("Noter ce que des habitants ont vu"), reverse("commitments:count", args=key)))
    return found


def owner_steps(handover: Handover, token: str) -> list[NextStep]:
    """On the page of their signed link, once they have said yes."""
    answer = handover.answer
    if answer is None or not answer.is_yes:
        return []
    promised = Commitment.objects.filter(source=answer.node, answerer=handover.answerer).select_related("node")
    found = [NextStep(_("Donner des nouvelles : {what}").format(what=each.what), path_of(each)) for each in promised]
    label = _("Dire qui fait quoi, et pour quand") if not found else _("Ajouter un engagement")
    return [NextStep(label, reverse("commitments:promise", args=[token]), is_main=not found), *found]
