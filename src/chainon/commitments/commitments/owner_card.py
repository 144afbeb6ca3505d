"""The promises of an answerer, on the page of all that is theirs: what is late, then what is due soonest."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from chainon.base import clock
from chainon.base.chain.calendar import zone_of
from chainon.commitments.answers.models import Answerer

from .links import path_of
from .models import Commitment


def owner_card(answerer: Answerer, request: HttpRequest) -> str:
    """One query whatever their number."""
    today = clock.today(zone_of(answerer.territory))
    found = Commitment.objects.open().filter(answerer=answerer).select_related("node").order_by("due_on", "pk")
    rows = [(each, path_of(each), each.due_on < today) for each in found]
    return render_to_string("commitments/owner_card.html", {"rows": rows}, request) if rows else ""
