"""« Ce que dit le garant »: on the page of what it is about; and the guarantor's button there."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.base.accounts.letters import address
from chainon.base.chain.models import Node, Wait
from chainon.base.chain.reach import Reached
from chainon.base.chain.steps import NextStep

from . import rules, selectors
from .letters import team_of
from .models import is_asked_to_suspend
from .node import KINDS
from .subjects import NODE

NAMES = frozenset(kind.name for kind in KINDS)


def acts_card(node: Node, request: HttpRequest) -> str:
    acts = [] if node.kind in NAMES else selectors.acts_of(node.territory, about=node, limit=5)
    return render_to_string("guarantors/card.html", {"acts": acts}, request) if acts else ""


def steps(node: Node, request: HttpRequest) -> list[NextStep]:
    if not node.is_public or node.kind in NAMES or not rules.may_act(request.user, node.scope):
        return []
    return [NextStep(_("Alerter, donner un avis"), reverse("guarantors:speak_of", args=[NODE, node.public_id]))]


def reach(wait: Wait) -> Reached | None:
    """Of a request for suspension: the first of those who animate or administer there."""
    if not is_asked_to_suspend(wait):
        return None
    team = team_of(wait.node.scope)
    path = reverse("guarantors:reply", args=[wait.node.public_id])
    return Reached(team[0].email, address(path, wait.node.territory)) if team else None
