from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Role, User
from chainon.base.accounts.services import give_role, open_account
from chainon.base.chain.models import Relation
from chainon.base.chain.services import expect
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory, set_pre_election
from chainon.deliberation.debates.tests import making as debates
from chainon.deliberation.proposals.tests.making import said
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.services import open_body
from chainon.governance.draws import services as draws
from chainon.governance.draws.models import Draw
from chainon.governance.draws.tests import making
from chainon.governance.gatherings.services import cancel
from chainon.governance.gatherings.tests import making as gatherings
from chainon.governance.processes.tests import making as processes
from chainon.governance.volunteers.models import VolunteerList
from chainon.governance.volunteers.services import change_list, open_list


def page(client: Client) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def open_form(territory: Territory, by: User, days: int = 20, name: str = "Conseil des jeunes") -> VolunteerList:
    body = open_body(by=by, parent=territory.scope, kind=BodyKind.YOUTH_COUNCIL, name=name, seats=12)
    opened = open_list(by=by, body=body, title="Volontaires", min_age=16)
    VolunteerList.objects.filter(pk=opened.pk).update(form_until=clock.today() + timedelta(days=days))
    return opened


def test_before_any_territory_the_page_says_where_the_link_is(client: Client, db: None) -> None:
    shown = page(client)
    assert "terminal" in shown and "/demarrer/…" in shown and "quatre écrans" in shown


def test_an_empty_territory_says_what_will_be_there(client: Client, territory: Territory) -> None:
    shown = page(client)
    assert "Valmont" in shown and "recompter" in shown
    for words in (
        "Rien n’est ouvert en ce moment",
        "Aucune n’est annoncée",
        "Rien n’est attendu de personne",
        "attend sa première ligne",
        "Personne ne veille",
    ):
        assert words in shown
    assert "Les tirages au sort" not in shown and "Essayer" not in shown


def test_a_frozen_draw_is_to_come_then_done(client: Client, territory: Territory, bruno: User, chantal: User) -> None:
    draw = making.frozen(making.make_draw(territory, bruno), chantal)
    shown = page(client)
    assert "6 places à tirer parmi 40 volontaires" in shown and "Salle des fêtes" in shown
    assert 'class="chain__current" aria-current="step"' in shown
    reading = draws.read_numbers(by=bruno, draw=draw, values=["174"])
    draws.confirm_reading(by=bruno, draw=draw, reading=reading, attendance=84)
    shown = page(client)
    assert "6 personnes tirées parmi 40 volontaires" in shown
    assert "chain__current" not in shown and "chain__to-come" not in shown


def test_a_draw_in_preparation_is_nobody_s_business(client: Client, territory: Territory, bruno: User) -> None:
    making.make_draw(territory, bruno)
    assert "Les tirages au sort" not in page(client)


def test_a_cancelled_draw_stays_visible(client: Client, territory: Territory, bruno: User, chantal: User) -> None:
    draw = making.frozen(making.make_draw(territory, bruno), chantal)
    draws.cancel_draw(by=bruno, draw=draw, reason="La salle est fermée.")
    assert "annulé" in page(client) and "chain__current" not in page(client)


def test_one_is_asked_to_volunteer_while_a_form_is_open(client: Client, territory: Territory, bruno: User) -> None:
    opened = open_form(territory, bruno)
    shown = page(client)
    assert "Me porter volontaire" in shown and f'href="/volontaires/{opened.public_id}"' in shown
    assert client.get(f"/volontaires/{opened.public_id}").status_code == 200
    with clock.at(clock.now() + timedelta(days=21)):
        assert "On cherche des volontaires" not in page(client) and "Me porter volontaire" not in page(client)


def test_the_guarantor_is_named_for_they_act_in_public(client: Client, chantal: User, bruno: User) -> None:
    shown = page(client)
    assert "<strong>Chantal</strong>" in shown and "Bruno" not in shown


def test_another_territory_s_news_are_not_here(client: Client, territory: Territory, chantal: User) -> None:
    other = create_territory(name="Ailleurs", host="ailleurs.example")
    boss = open_account(email="b@example.org", display_name="Baya")[0]
    for role in (Role.FACILITATOR,):
        give_role(by=None, role=role, scope=other.scope, user=boss)
    watcher = open_account(email="w@example.org", display_name="Wanda")[0]
    give_role(by=None, role=Role.GUARANTOR, scope=other.scope, user=watcher)
    making.frozen(making.make_draw(other, boss), watcher)
    shown = page(client)
    assert "Les tirages au sort" not in shown and "Wanda" not in shown


@pytest.mark.parametrize(
    ("who", "leads"), [("admin", "/mon-bureau"), ("bruno", "/mon-bureau"), ("chantal", "/garants/veille"), ("", "")]
)
def test_each_is_led_to_where_things_wait_for_them(
    request: pytest.FixtureRequest, client_of: Callable[[User], Client], territory: Territory, who: str, leads: str
) -> None:
    shown = page(client_of(request.getfixturevalue(who)) if who else Client())
    main = shown.partition("<main")[2]
    for address in ("/mon-bureau", "/garants/veille"):
        assert (f'href="{address}"' in main) == (address == leads)


def test_what_is_open_now_is_read_first_what_ends_first_at_the_top(
    client: Client, territory: Territory, bruno: User
) -> None:
    open_form(territory, bruno, days=9)
    processes.published(bruno, territory.scope)
    word = said(territory.scope, by=bruno)
    debates.opened(bruno, word.node, until_on=clock.today() + timedelta(days=4))
    shown = page(client).partition("Ouvert en ce moment")[2].partition("Les prochaines rencontres")[0]
    order = [shown.index(words) for words in (debates.QUESTION, "Conseil des jeunes")]
    assert order == sorted(order) and processes.TITLE in shown and "Être tiré n’oblige à rien" in shown
    with clock.at(clock.now() + timedelta(days=5)):
        assert debates.QUESTION not in page(client)


def test_what_is_not_open_any_more_is_not_called_open(client: Client, territory: Territory, bruno: User) -> None:
    with clock.at(clock.now() - timedelta(days=9)):
        debate = debates.opened(bruno, said(territory.scope, by=bruno).node)
        debates.argued(debate, bruno)
        debates.summed_up(debate, bruno)
    assert "Rien n’est ouvert en ce moment" in page(client)


def test_the_next_gatherings_are_there_without_those_cancelled(
    client: Client, territory: Territory, bruno: User
) -> None:
    gone = gatherings.convened(bruno, territory.scope, days=2, title="Annulée")
    cancel(by=bruno, gathering=gone, reason="Pas de salle.")
    for days in (9, 3):
        gatherings.convened(bruno, territory.scope, days=days, title=f"Dans {days} jours")
    shown = page(client).partition("Les prochaines rencontres")[2]
    assert shown.index("Dans 3 jours") < shown.index("Dans 9 jours") and "Annulée" not in shown


def test_before_an_election_nothing_is_praised(client: Client, territory: Territory) -> None:
    assert "Tenu récemment" in page(client)
    today = clock.today()
    set_pre_election(territory=territory.scope, first=today, last=today)
    shown = page(client)
    assert "Tenu récemment" not in shown and "Une élection approche" in shown


def test_a_visitor_costs_few_queries_whatever_there_is(
    client: Client, territory: Territory, bruno: User, chantal: User, django_assert_max_num_queries: Any
) -> None:
    making.frozen(making.make_draw(territory, bruno), chantal)
    for number in range(8):
        open_list(by=bruno, body=open_form(territory, bruno, name=f"Conseil {number}").body, title="Autre", min_age=16)
        gatherings.convened(bruno, territory.scope, days=number + 1)
        word = said(territory.scope, by=bruno, title=f"Un banc, {number}")
        debates.opened(bruno, word.node)
        expect(node=word.node, expects=Relation.ANSWER, whose="La ville", whose_key="town", days=10)
    with django_assert_max_num_queries(14):
        shown = page(client)
    assert len(shown.encode()) <= 40_000


# --- nothing new costs a 304


def test_nothing_new_answers_304_and_any_act_makes_it_new(client: Client, territory: Territory, admin: User) -> None:
    seen = client.get("/").headers["ETag"]
    assert client.get("/", headers={"If-None-Match": seen}).status_code == 304
    give_role(by=admin, role=Role.RELAY, scope=territory.scope, email="lila@example.org")
    assert client.get("/", headers={"If-None-Match": seen}).status_code == 200


def test_a_form_that_opens_or_closes_makes_it_new(client: Client, territory: Territory, bruno: User) -> None:
    opened = open_form(territory, bruno)
    seen = client.get("/").headers["ETag"]
    change_list(by=bruno, volunteer_list=opened, title="Volontaires", min_age=16, form_until=None)
    assert client.get("/", headers={"If-None-Match": seen}).status_code == 200


def test_whoever_is_logged_in_never_shares_a_page(client_of: Callable[[User], Client], bruno: User) -> None:
    assert "ETag" not in client_of(bruno).get("/").headers


# --- the demonstration


@pytest.fixture
def demonstration(db: None) -> Territory:
    territory = create_territory(name="Port-aux-Saules", is_demonstration=True)
    people = {}
    for name, role in (("Bruno", Role.FACILITATOR), ("Chantal", Role.GUARANTOR), ("Amina", Role.RELAY)):
        people[role], _ = open_account(email=f"{name}@example.org", display_name=name, is_demonstration=True)
        give_role(by=None, role=role, scope=territory.scope, user=people[role])
    making.frozen(making.make_draw(territory, people[Role.FACILITATOR]), people[Role.GUARANTOR])
    return territory


def test_the_demonstration_leads_by_the_hand(client: Client, demonstration: Territory) -> None:
    shown = page(client)
    for words in ("Essayer en dix minutes", "Conduire la cérémonie", "Préparer un tirage", "commencer chez moi"):
        assert words in shown
    assert "Bruno <small>animation</small>" in shown and "@example.org" not in shown


def test_one_click_leads_to_the_ceremony_that_waits(client: Client, demonstration: Territory) -> None:
    entered = client.post("/demonstration/essayer/ceremonie")
    draw = Draw.objects.get()
    assert entered.headers["Location"] == f"/tirages/{draw.public_id}/ceremonie"
    assert client.get(entered.headers["Location"]).status_code == 200
    assert "Vous êtes à la place de <strong>Bruno</strong> (animation)" in page(client)


def test_one_click_leads_to_a_draw_of_one_s_own(client: Client, demonstration: Territory) -> None:
    assert client.post("/demonstration/essayer/preparer").headers["Location"] == "/instances/ouvrir"
    bruno = User.objects.get(email="bruno@example.org")
    body = open_body(by=bruno, parent=demonstration.scope, kind=BodyKind.COLLECTIVE, name="Collectif", seats=5)
    assert client.post("/demonstration/essayer/preparer").headers["Location"] == body.get_absolute_url()


def test_once_drawn_one_verifies(client: Client, demonstration: Territory) -> None:
    bruno = User.objects.get(email="bruno@example.org")
    draw = Draw.objects.get()
    reading = draws.read_numbers(by=bruno, draw=draw, values=["174"])
    draws.confirm_reading(by=bruno, draw=draw, reading=reading, attendance=84)
    assert f'href="/tirages/{draw.public_id}#verifier"' in page(client)
    assert client.post("/demonstration/essayer/ceremonie").status_code == 404


def test_the_doors_of_the_demonstration_are_shut_elsewhere(
    client: Client, demonstration: Territory, settings: Any
) -> None:
    assert client.get("/demonstration/essayer/ceremonie").status_code == 405
    assert client.post("/demonstration/essayer/autre").status_code == 404
    settings.CHAINON_URL = "https://participation.example"
    assert client.post("/demonstration/essayer/ceremonie").status_code == 403
    shown = page(client)
    assert (
        "Vider la démonstration" not in shown
        and "Conduire la cérémonie" not in shown
        and "à la place de quelqu’un" not in shown
    )
    settings.CHAINON_URL = "http://localhost:8000"
    Territory.objects.update(is_demonstration=False)
    assert client.post("/demonstration/essayer/ceremonie").status_code == 404
    assert "Essayer" not in page(client)


def test_an_account_without_a_role_is_said_to_have_none(
    demonstration: Territory, resident: User, client_of: Any
) -> None:
    shown = page(client_of(resident))
    assert "à la place de <strong>Rachid</strong>, qui a un compte, sans rôle" in shown and "(—)" not in shown
