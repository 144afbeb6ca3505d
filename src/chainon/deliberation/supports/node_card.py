"""The counts on the page of what may be supported, and the button; what relays and the team may note."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.base.accounts.models import User
from chainon.base.chain.models import Node
from chainon.base.chain.steps import NextStep

from . import rules, selectors
from .kinds import has_card

Links = Callable[[Node, HttpRequest], list[NextStep]]

_added: list[Links] = []


def register_support_links(links: Links) -> None:
    """What a slice above adds under the counts, for relays and the team. Called from an app's `ready()`."""
    if links not in _added:
        _added.append(links)


def card(node: Node, request: HttpRequest) -> str:
    """Anonymous pages carry no token: their button is a link to the page of the act."""
    if not has_card(node):
        return ""
    by = request.user
    context = {
        "node": node,
        "counts": selectors.counts_of([node.pk]).get(node.pk, selectors.Counts()),
        "takes": bool(rules.takes_support(node)),
        "supports": isinstance(by, User) and selectors.supports(by, node),
        "links": [link for links in (_links, *_added) for link in links(node, request)],
    }
    return render_to_string("supports/card.html", context, request)


def _links(node: Node, request: HttpRequest) -> list[NextStep]:
    by, found = request.user, []
    if not isinstance(by, User):
        return []
    if rules.may_record(by, node):
        found.append(NextStep(_("Noter un soutien"), reverse("supports:record", args=[node.public_id])))
    if rules.may_enter_sheet(by, node):
        found.append(NextStep(_("Feuilles de soutien"), reverse("supports:sheets", args=[node.public_id])))
    return found
