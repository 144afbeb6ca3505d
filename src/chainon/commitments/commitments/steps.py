"""What may come next: a promise after a yes, residents who take it on, news of a promise."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.base.chain.kinds import url_of
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
        if commitment is None or not rules.may_update(by, commitment):
            return []
        address = reverse("commitments:news", args=[url_of(node).rsplit("/", 1)[-1]])
        return [NextStep(_("Donner des nouvelles"), address, is_main=True)]
    found = []
    if node.stage == Stage.DECISION and rules.may_record_promise(by, node):
        is_due = node.waits.open().filter(expects=Relation.COMMITMENT).exists()
        address = reverse("commitments:record", args=[node.public_id])
        found.append(NextStep(_("Saisir l’engagement pris"), address, is_main=is_due))
    if node.stage <= Stage.DELIBERATION and rules.may_take_on(by, node):
        found.append(NextStep(_("On s’en occupe nous-mêmes"), reverse("commitments:take_on", args=[node.public_id])))
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
