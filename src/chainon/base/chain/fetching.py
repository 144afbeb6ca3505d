"""What the pages of the chain, and those of the rooms above, start with: the territory, a public node, the account."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Scope, Territory
from chainon.base.scopes.verdict import Refused

from .models import Node
from .selectors import node_with_id


def territory_of(request: HttpRequest) -> Scope:
    territory: Territory | None = getattr(request, "territory", None)
    if territory is None:
        raise Http404
    return territory.scope


def node_of(request: HttpRequest, public_id: str) -> Node:
    """A public node of the territory asked for."""
    node = node_with_id(territory_of(request), public_id)
    if node is None:
        raise Http404
    return node


def account_of(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Refused(_("Connectez-vous."))
    return request.user
