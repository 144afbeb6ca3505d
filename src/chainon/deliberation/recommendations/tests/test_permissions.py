from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import cells
from chainon.deliberation.recommendations import rules, services
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.services import close_body, open_body

from .making import written


@pytest.mark.parametrize("line", list(cells(rules)), ids="-".join)
def test_the_matrix_says_who_may_do_what(line: tuple[str, ...], territory: Territory, bruno: User) -> None:
    act, state, held, who, answer = line
    body = open_body(by=bruno, parent=territory.scope, kind=BodyKind.ASSEMBLY, name="L’assemblée", seats=12)
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Ailleurs")
    by: User | AnonymousUser = AnonymousUser()
    if who != "nobody":
        by = User.objects.create_user(f"{who}@example.org", who)
    if who not in {"nobody", "resident"}:
        scope = {"territory": territory.scope, "body": body.scope, "elsewhere": elsewhere}[held]
        Grant.objects.create(user=by, role=Role(who), scope=scope, given_at=clock.now())
    sheet = written(body, by=bruno)
    if state == "published":
        sheet = services.publish_sheet(by=bruno, sheet=sheet)
    if state == "closed":
        body = close_body(by=bruno, body=body, reason="Elle a fini.")
    verdict = {
        "write": lambda: rules.may_write(by, body),
        "publish": lambda: rules.may_publish(by, sheet),
        "hand": lambda: rules.may_hand(by, sheet),
    }[act]()
    assert bool(verdict) == (answer == "y")
    assert verdict or verdict.reason
