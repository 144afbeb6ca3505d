from __future__ import annotations

import pytest

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import Line, lines
from chainon.deliberation.interpellations import rules, services
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.services import open_body

from .making import answerer, asked, neighbours


@pytest.mark.parametrize("line", lines(rules, 4), ids=str)
def test_the_matrix_says_who_may_do_what(line: Line, territory: Territory, bruno: User) -> None:
    act, state, whose, held = line.asked
    kind = BodyKind.YOUTH_COUNCIL if whose == "council" else BodyKind.NEIGHBOURHOOD_TABLE
    body = open_body(by=bruno, parent=territory.scope, kind=kind, name="Elles et eux", seats=9)
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Ailleurs")
    author = User.objects.create_user("auteur@example.org", "Autrice")
    Grant.objects.create(user=author, role=Role.MEMBER, scope=body.scope, given_at=clock.now())
    scope = {"territory": territory.scope, "body": body.scope, "elsewhere": elsewhere}[held]
    services.set_terms(by=bruno, territory=territory.scope, signatures=2, days=15)
    to = answerer(territory.scope, by=bruno)
    if act == "open_for":
        Grant.objects.filter(user=author).delete()
    one = asked(territory.scope, by=author, to=to, body=body if whose == "table" and act != "open_for" else None)
    if state == "addressed" and whose == "residents":
        services.sign(by=neighbours(1)[0], one=one)
    if state == "withdrawn":
        one = services.withdraw(by=author, one=one, reason="C’est fait.")
    one = type(one).objects.select_related("node__territory", "node__scope", "scope", "body__scope").get(pk=one.pk)
    rule = {
        "open": rules.may_open,
        "open_for": lambda by: rules.may_open_for(by, body),
        "sign": lambda by: rules.may_sign(by, one),
        "withdraw": lambda by: rules.may_withdraw(by, one),
        "terms": lambda by: rules.may_set_terms(by, territory.scope),
    }[act]
    for by, may in line.people(scope, author=author):
        verdict = rule(by)
        assert bool(verdict) == may, by
        assert verdict or verdict.reason
