"""What the pages of the guarantors start with."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from chainon.base.chain.fetching import node_of, territory_of
from chainon.territory.places.converters import public_id_of

from . import selectors
from .models import Act, Appointment


def appointment_of(request: HttpRequest, handle: str) -> Appointment:
    found = selectors.appointment_with_id(territory_of(request), public_id_of(handle))
    if found is None:
        raise Http404
    return found


def act_of(request: HttpRequest, handle: str) -> Act:
    found = selectors.act_of_node(node_of(request, public_id_of(handle)))
    if found is None:
        raise Http404
    return found
