"""What the pages of bodies, and those of the slices above, start with."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from chainon.base.scopes.models import Scope, Territory
from chainon.governance.bodies import selectors
from chainon.governance.bodies.models import Body
from chainon.territory.places.converters import public_id_of


def territory_scope(request: HttpRequest) -> Scope:
    territory: Territory | None = getattr(request, "territory", None)
    if territory is None:
        raise Http404
    return territory.scope


def body_of(request: HttpRequest, handle: str) -> Body:
    """The body named in the address, in the territory asked for; other slices' pages start with it."""
    body = selectors.body_with_id(territory_scope(request), public_id_of(handle))
    if body is None:
        raise Http404
    return body
