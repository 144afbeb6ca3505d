"""What the slices below may ask without knowing who answers: who there is, and hand them a node."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode

from chainon.base.accounts.models import User
from chainon.base.chain.handing import Addressee
from chainon.base.chain.models import Node
from chainon.base.scopes.models import Scope
from chainon.deliberation.proposals.forms.looking import TO_HAND_OVER

from . import selectors, services
from .models import Answerer


def addressees(territory: Scope) -> list[Addressee]:
    known = Answerer.objects.of(territory).active().values_list("public_id", "name")
    return [Addressee(key, name) for key, name in known]


def list_of_unheard(place: str) -> str:
    asked = {"suite": TO_HAND_OVER} | ({"lieu": place} if place else {})
    return f"{reverse('proposals:proposal_list')}?{urlencode(asked)}"


def deliver(*, node: Node, key: str, by: User | None, days: int | None) -> None:
    """Unknown here, or no longer inscribed: nothing is handed, and the team's page says so."""
    answerer = selectors.answerer_with_id(node.territory, key)
    if answerer is None:
        return
    if by is None:
        services.hand_over_by_rule(node=node, answerer=answerer, days=days)
    else:
        services.hand_over(by=by, node=node, answerer=answerer)
