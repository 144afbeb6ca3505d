"""What the page of a proposal says of those beside it; and, for the team, the way to bring two near."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.base.chain.fetching import territory_of
from chainon.base.chain.models import Node, Relation
from chainon.base.chain.steps import NextStep
from chainon.base.search.likeness import near
from chainon.deliberation.proposals.node import KIND
from chainon.deliberation.proposals.services import Words

from . import rules, selectors


def around_card(node: Node, request: HttpRequest) -> str:
    """Nothing where a proposal stands alone."""
    if node.kind != KIND:
        return ""
    found = selectors.around(node)
    return "" if found.is_empty else render_to_string("merging/around.html", {"around": found}, request)


def near_steps(node: Node, request: HttpRequest) -> list[NextStep]:
    if node.kind != KIND or not node.is_public or not rules.may_bring_near(request.user, node.scope):
        return []
    return [NextStep(_("Voir ce qui lui ressemble"), reverse("merging:near_of", args=[node.public_id]))]


def say_hint(words: Words, request: HttpRequest) -> str:
    """« Avez-vous vu celles-ci ? », to someone who is about to publish."""
    rest = "\n".join((words.must_change, words.would_do, words.goes_well))
    found = near(territory_of(request), f"{words.title}\n{rest}", kind=KIND)
    return render_to_string("merging/_hint.html", {"found": found}, request) if found else ""


def is_merged(node: Node) -> bool:
    """It is read in another: what supports it supports that one."""
    return node.links_out.filter(relation=Relation.MERGED).exists()
