"""What debates add elsewhere: a card on what is debated and on what comes of it, a card on the page of a body, and the
button that opens a debate."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.chain.lineage import ancestors
from chainon.base.chain.models import Node, Stage
from chainon.base.chain.selectors import today
from chainon.base.chain.steps import NextStep
from chainon.governance.bodies.cards import NextStep as BodyStep
from chainon.governance.bodies.models import Body

from . import rules, selectors
from .models import Debate
from .node import KIND
from .words import counts_in_words


def node_card(node: Node, request: HttpRequest) -> str:
    """The debates on this node; and the disagreements they left, wherever the chain carried them."""
    if node.kind == KIND:
        return ""
    above = ancestors(node.pk) if node.stage > Stage.VOICE else set()
    debates = selectors.debates_of_nodes({node.pk, *above})
    if not debates:
        return ""
    torn = [debate.pk for debate in debates if debate.disagreement_count]
    disagreements = selectors.disagreements_of(torn) if torn else {}
    here = [_shown(debate) for debate in debates if debate.source_id == node.pk]
    kept = [{"debate": _shown(debate), "row": row} for debate in debates for row in disagreements.get(debate.pk, [])]
    if not here and not kept:
        return ""
    return render_to_string("debates/node_card.html", {"debates": here, "kept": kept}, request)


def _shown(debate: Debate) -> dict[str, Any]:
    return {
        "question": debate.question,
        "url": url_of(debate.node),
        "state": debate.state,
        "counts": counts_in_words(debate),
    }


def body_card(body: Body, request: HttpRequest) -> dict[str, Any] | None:
    rows = selectors.debates_of_body(body, today(body.scope.root))
    return {"template": "debates/body_card.html", "rows": rows} if rows else None


def body_step(body: Body, request: HttpRequest) -> BodyStep | None:
    if not isinstance(request.user, User) or not rules.may_open(request.user, on=None, body=body):
        return None
    address = f"{reverse('debates:open_question')}?instance={body.public_id}"
    return BodyStep(_("Poser une question à débattre"), address)


def next_steps(node: Node, request: HttpRequest) -> list[NextStep]:
    """To open a debate, for the team and for the members of bodies, where none is open yet."""
    if not isinstance(request.user, User) or node.kind == KIND or not node.is_public:
        return []
    if not (rules.may_open(request.user, on=node, body=None) or rules.speaks_somewhere(request.user, node.territory)):
        return []
    if selectors.is_debated(node):
        return []
    return [NextStep(_("Ouvrir un débat"), reverse("debates:open_on", args=[node.public_id]))]
