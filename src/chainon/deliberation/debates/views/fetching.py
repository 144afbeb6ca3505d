"""What a page starts with: the debate, the reason or the disagreement named in the address, in the territory asked."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest

from chainon.base.chain.fetching import territory_of
from chainon.base.chain.selectors import today
from chainon.deliberation.debates import selectors
from chainon.deliberation.debates.models import Argument, Debate, Disagreement
from chainon.territory.places.converters import public_id_of


def debate_of(request: HttpRequest, debate_handle: str) -> Debate:
    debate = selectors.debate_with_id(territory_of(request), public_id_of(debate_handle))
    if debate is None:
        raise Http404
    return debate


def argument_of(request: HttpRequest, argument_id: str) -> Argument:
    argument = selectors.argument_with_id(territory_of(request), argument_id)
    if argument is None:
        raise Http404
    return argument


def disagreement_of(request: HttpRequest, disagreement_id: str) -> Disagreement:
    disagreement = selectors.disagreement_with_id(territory_of(request), disagreement_id)
    if disagreement is None:
        raise Http404
    return disagreement


def today_here(request: HttpRequest) -> date:
    return today(territory_of(request))
