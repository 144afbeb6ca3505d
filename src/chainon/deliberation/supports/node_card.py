"""The counts on the page of what may be supported, and the button; what relays and the team may note."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.base.accounts.models import User
from chainon.base.chain.models import Node
from chainon.base.chain.steps import NextStep

from . import rules, selectors
from .kinds import has_card, is_supported


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
    }
    return render_to_string("supports/card.html", context, request)


def steps(node: Node, request: HttpRequest) -> list[NextStep]:
    by, found = request.user, []
    if not isinstance(by, User) or not is_supported(node):
        return []
    if rules.may_record(by, node):
        found.append(NextStep(_("Noter un soutien"), reverse("supports:record", args=[node.public_id])))
    if rules.may_enter_sheet(by, node):
        found.append(NextStep(_("Feuilles de soutien"), reverse("supports:sheets", args=[node.public_id])))
    return found
