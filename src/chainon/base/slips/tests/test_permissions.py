from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.chain.tests.things import Things
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import cells
from chainon.base.slips import rules
from chainon.base.slips.services import bind_slip, cancel_pad

from .making import pad


@pytest.mark.parametrize("line", list(cells(rules)), ids="-".join)
def test_the_matrix_says_who_may_do_what(
    line: tuple[str, ...], territory: Territory, bruno: User, things: Things
) -> None:
    act, state, held, who, answer = line
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Ailleurs")
    by: User | AnonymousUser = AnonymousUser()
    if who != "nobody":
        by = User.objects.create_user(f"{who}@example.org", who)
    if who not in {"nobody", "resident"}:
        scope = {"territory": territory.scope, "place": place, "elsewhere": elsewhere}[held]
        Grant.objects.create(user=by, role=Role(who), scope=scope, given_at=clock.now())
    made = pad(place, by=bruno)
    slip = made.slips.get(number=1)
    if state == "bound":
        slip = bind_slip(by=bruno, slip=slip, node=things.add(place).node)
    if state == "cancelled":
        cancel_pad(by=bruno, pad=made)
    verdict = {
        "make": lambda: rules.may_make_pads(by, place),
        "print": lambda: rules.may_print(by, made),
        "cancel": lambda: rules.may_cancel(by, made),
        "release": lambda: rules.may_release(by, slip),
    }[act]()
    assert bool(verdict) == (answer == "y")
    assert verdict or verdict.reason
