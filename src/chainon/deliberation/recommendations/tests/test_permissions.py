from __future__ import annotations

import pytest

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import Line, lines
from chainon.deliberation.recommendations import rules, services
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.services import close_body, open_body

from .making import written


@pytest.mark.parametrize("line", lines(rules), ids=str)
def test_the_matrix_says_who_may_do_what(line: Line, territory: Territory, bruno: User) -> None:
    act, state, held = line.asked
    body = open_body(by=bruno, parent=territory.scope, kind=BodyKind.ASSEMBLY, name="L’assemblée", seats=12)
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Ailleurs")
    scope = {"territory": territory.scope, "body": body.scope, "elsewhere": elsewhere}[held]
    sheet = written(body, by=bruno)
    if state == "published":
        sheet = services.publish_sheet(by=bruno, sheet=sheet)
    if state == "closed":
        body = close_body(by=bruno, body=body, reason="Elle a fini.")
    rule = {
        "write": lambda by: rules.may_write(by, body),
        "publish": lambda by: rules.may_publish(by, sheet),
        "hand": lambda by: rules.may_hand(by, sheet),
    }[act]
    for by, may in line.people(scope):
        verdict = rule(by)
        assert bool(verdict) == may, by
        assert verdict or verdict.reason
