from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope, create_territory
from chainon.base.scopes.tests.matrix import Line, lines
from chainon.base.scopes.verdict import Refused
from chainon.deliberation.paper import links, rules, selectors, services
from chainon.deliberation.paper.models import Helper

from .making import paper, pile

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("line", lines(rules), ids=str)
def test_the_matrix_says_who_may_do_what(line: Line, territory: Territory, bruno: User) -> None:
    act, state, held = line.asked
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Ailleurs")
    scope = {"territory": territory.scope, "place": place, "elsewhere": elsewhere}[held]
    batch = pile(place, bruno)
    helper = services.give_help(by=bruno, batch=batch, name="Léa", days=7)
    if state == "ended":
        services.end_help(by=bruno, helper=helper)
    if state == "closed":
        services.close_batch(by=bruno, batch=batch)
    helper = Helper.objects.select_related("batch").get(pk=helper.pk)
    rule = {
        "open": lambda by: rules.may_open_batch(by, place),
        "see": lambda by: rules.may_see(by, batch),
        "type": lambda by: rules.may_type(by, batch),
        "close": lambda by: rules.may_close(by, batch),
        "give": lambda by: rules.may_ask_for_help(by, batch),
        "link": lambda by: rules.may_help(helper),
    }[act]
    asked_at = clock.now() + timedelta(days=8 if state == "expired" else 0)
    for by, may in line.people(scope):
        with clock.at(asked_at):
            verdict = rule(by)
        assert bool(verdict) == may, by
        assert verdict or verdict.reason
        if act == "see" and isinstance(by, User):
            assert (batch in selectors.batches_for(by, territory.scope)) == may, "the twin agrees"


def test_the_services_ask_the_rules_themselves(territory: Territory, bruno: User, resident: User, amina: User) -> None:
    batch = pile(territory.scope, bruno)
    helper = services.give_help(by=bruno, batch=batch, name="Léa", days=1)
    for refused in (
        lambda: pile(territory.scope, resident),
        lambda: services.type_form(by=resident, batch=batch, paper=paper(territory.scope), entry=uuid.uuid4()),
        lambda: services.give_help(by=amina, batch=batch, name="X", days=1),
        lambda: services.end_help(by=amina, helper=helper),
        lambda: services.close_batch(by=resident, batch=batch),
    ):
        with pytest.raises(Refused):
            refused()


def test_a_link_opens_one_pile_and_what_it_typed_and_nothing_else(
    territory: Territory, bruno: User, settings: pytest.FixtureRequest
) -> None:
    mine, other = pile(territory.scope, bruno), pile(territory.scope, bruno, name="Une autre")
    lea = services.give_help(by=bruno, batch=mine, name="Léa", days=7)
    tom = services.give_help(by=bruno, batch=mine, name="Tom", days=7)
    hers = services.help_type(helper=lea, paper=paper(territory.scope, "À elle"), entry=uuid.uuid4())
    his = services.help_type(helper=tom, paper=paper(territory.scope, "À lui"), entry=uuid.uuid4())
    visitor, link = Client(), f"/aider/{links.token_of(lea)}"
    page = visitor.get(link)
    assert page.status_code == 200 and page.headers["Referrer-Policy"] == "same-origin"
    assert "À elle" in page.content.decode() and "À lui" not in page.content.decode()
    assert visitor.get(f"{link}/{hers.public_id}").status_code == 200
    assert visitor.get(f"{link}/{his.public_id}").status_code == 404
    piles = (f"/saisie/{mine.public_id}", f"/saisie/{other.public_id}/pile", "/saisie/")
    for address in (*piles, "/propositions/a-relire"):
        assert visitor.get(address).status_code == 302, "the entrance"
    assert visitor.get(f"/aider/{links.token_of(lea)}x").status_code == 404
    services.end_help(by=bruno, helper=lea)
    assert visitor.get(link).status_code == 410 and visitor.post(link, {}).status_code == 410
    assert visitor.get(f"{link}/{hers.public_id}").status_code == 302


def test_another_territory_s_piles_do_not_exist_here(
    territory: Territory, bruno: User, client_of: Callable[[User], Client], settings: pytest.FixtureRequest
) -> None:
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    batch = pile(territory.scope, bruno)
    helper = services.give_help(by=bruno, batch=batch, name="Léa", days=7)
    create_territory(name="Autreville", host="autre.localhost")
    Territory.objects.filter(scope=territory.scope).update(host="ici.localhost")
    there = {"headers": {"host": "autre.localhost"}}
    assert Client().get(f"/aider/{links.token_of(helper)}", **there).status_code == 404
    assert client_of(bruno).get(f"/saisie/{batch.public_id}", **there).status_code == 404


def test_what_the_team_will_read_is_a_number_for_a_relay_and_a_link_for_the_team(
    territory: Territory, bruno: User, amina: User, client_of: Callable[[User], Client]
) -> None:
    batch = pile(territory.scope, bruno)
    helper = services.give_help(by=bruno, batch=batch, name="Léa", days=7)
    services.help_type(helper=helper, paper=paper(territory.scope, "À lire"), entry=uuid.uuid4())
    address = f"/saisie/{batch.public_id}/pile"
    for by, leads_there in ((bruno, True), (amina, False)):
        client = client_of(by)
        page = client.get(address).content.decode()
        assert ('href="/propositions/a-relire"' in page) == leads_there, by
        assert ("À relire par l’équipe" in page) != leads_there, by
        assert client.get("/propositions/a-relire").status_code == (200 if leads_there else 403)
