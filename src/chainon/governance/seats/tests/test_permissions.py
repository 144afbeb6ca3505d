from __future__ import annotations

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.scopes.models import Kind
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import lines
from chainon.governance.draws.models import Draw, State
from chainon.governance.seats import rules


def put_in(draw: Draw, state: str) -> Draw:
    """The rules look at two fields alone: no need to play the whole draw for each of a hundred lines."""
    fields = {
        "frozen": {"state": State.FROZEN},
        "drawn": {},
        "cancelled": {"state": State.CANCELLED},
        "purged": {"purged_at": clock.now()},
    }[state]
    Draw.objects.filter(pk=draw.pk).update(**fields)
    return Draw.objects.select_related("body__scope").get(pk=draw.pk)


@pytest.mark.parametrize("state", ["frozen", "drawn", "cancelled", "purged"])
def test_the_matrix_says_who_may_do_what(state: str, draw: Draw, client_of) -> None:
    draw = put_in(draw, state)
    elsewhere = create_scope(kind=Kind.PLACE, parent=draw.body.scope.root, label="Ailleurs")
    scopes = {"territory": draw.body.scope.root, "body": draw.body.scope, "elsewhere": elsewhere}
    asked = [line for line in lines(rules) if line.asked[1] == state]
    assert asked
    for line in asked:
        act, _state, held = line.asked
        for by, may in line.people(scopes[held]):
            verdict = {"see": rules.may_see, "run": rules.may_run}[act](by, draw)
            assert bool(verdict) == may, (act, held, by)
            assert verdict or verdict.reason
            client = client_of(by) if isinstance(by, User) else Client()
            path = {"see": "/sieges", "run": "/sieges/courriers"}[act]
            expected = 200 if may else 403 if isinstance(by, User) else 302
            assert client.get(f"/tirages/{draw.public_id}{path}").status_code == expected, (act, held, by)
