from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Territory
from chainon.base.scopes.tests.matrix import Line, lines
from chainon.base.scopes.verdict import Refused
from chainon.governance.bodies.models import Body
from chainon.governance.bodies.services import close_body
from chainon.governance.charters import rules, services

from .making import adopted, opened, published


@pytest.fixture
def body(territory: Territory, bruno: User) -> Body:
    body = opened(territory, bruno)
    published(body, bruno)
    services.write_charter(by=bruno, body=body)
    return body


@pytest.mark.parametrize("line", lines(rules), ids=str)
def test_the_matrix_says_who_may_do_what(
    line: Line, body: Body, territory: Territory, bruno: User, client_of: Callable[[User], Client]
) -> None:
    act, state, held = line.asked
    other = opened(territory, bruno, name="Une autre")
    scope = {"territory": territory.scope, "body": body.scope, "elsewhere": other.scope}[held]
    if state == "closed":
        close_body(by=bruno, body=body, reason="Fini.")
        body.refresh_from_db()
    path, rule = {
        "see": ("", None),
        "see_draft": ("/brouillon", rules.may_see_draft),
        "write": ("/ecrire", rules.may_write),
        "publish": ("", rules.may_publish),
        "adopt": ("/adopter", rules.may_record_adoption),
    }[act]
    for by, may in line.people(scope):
        if rule is not None:
            assert bool(rule(by, body)) == may, by
            assert rule(by, body) or rule(by, body).reason
        if act != "publish":
            client = client_of(by) if isinstance(by, User) else Client()
            page = client.get(f"{body.get_absolute_url()}/charte{path}")
            assert page.status_code == (200 if may else 403), by


def test_each_service_asks_its_rule(body: Body, bruno: User, amina: User) -> None:
    draft = body.charters.drafts().get()
    charter = body.charters.published().get()
    adoption = adopted(charter, bruno)
    acts: list[Callable[[], object]] = [
        lambda: services.write_charter(by=amina, body=body),
        lambda: services.discard_draft(by=amina, body=body),
        lambda: services.publish_charter(by=amina, charter=draft),
        lambda: adopted(charter, amina, day=date(2026, 6, 1)),
        lambda: services.withdraw_adoption(by=amina, adoption=adoption, reason="Non."),
    ]
    for act in acts:
        with pytest.raises(Refused):
            act()
    assert body.charters.drafts().get() == draft and body.charters.published().get() == charter


def test_a_member_proposes_words_but_the_team_publishes(body: Body, client_of: Callable[[User], Client]) -> None:
    member = User.objects.create_user("lea@example.org")
    Grant.objects.create(user=member, role=Role.MEMBER, scope=body.scope, given_at=clock.now())
    client = client_of(member)
    assert "Publier cette version" not in client.get(f"{body.get_absolute_url()}/charte/brouillon").content.decode()
    assert client.post(f"{body.get_absolute_url()}/charte/brouillon").status_code == 403
