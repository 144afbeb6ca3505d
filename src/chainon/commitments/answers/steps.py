"""What the team may do next with a word: hand it over, type the answer that came, see what else may be done."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.base.chain.models import Node, Stage
from chainon.base.chain.steps import NextStep

from . import rules, selectors


def steps(node: Node, request: HttpRequest) -> list[NextStep]:
    """Words and debates only: what is decided already is not handed over."""
    if node.kind == "move" or node.stage > Stage.DELIBERATION or not rules.may_hand_over(request.user, node):
        return []
    waiting = selectors.open_handovers(node)
    is_first = not waiting and node.reached < Stage.DECISION
    found = [
        NextStep(
            _("Transmettre à qui peut répondre"),
            reverse("answers:hand_over", args=[node.public_id]),
            _("Personne n’a encore à répondre.") if is_first else "",
            is_main=is_first,
        )
    ]
    for each in waiting:
        address = reverse("answers:follow_up", args=[each.public_id])
        found.append(NextStep(_("Où en est : {name}").format(name=each.answerer.name), address))
    return found
