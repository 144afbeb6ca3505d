from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chainon.base import clock
from chainon.base.accounts.landing import landing_of
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.accounts.services.people import note_address
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.deliberation.proposals.tests.making import said
from chainon.governance.gatherings.tests import making as gatherings
from chainon.portal import desk
from chainon.portal.desk.selectors import SORTS, tasks_of
from chainon.portal.desk.tasks import TODAY, Task

from .waiting import WAITS, World

PAGE = "/mon-bureau"


def waiting(who: User, territory: Territory, sort: str) -> list[Task]:
    found = tasks_of(who, territory.scope)
    everything = [*found.today, *(task for folded in found.later for task in folded.tasks)]
    return [task for task in everything if task.sort == sort]


def elsewhere(territory: Territory) -> User:
    """Of the team, in a place where nothing of this happens."""
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Le Bourg")
    other = User.objects.create_user("other@example.org", "Omar")
    Grant.objects.create(user=other, role=Role.FACILITATOR, scope=place, given_at=clock.now())
    return other


@pytest.mark.parametrize("name", WAITS)
def test_what_waits_is_on_the_desk_until_it_is_done(world: World, name: str, client_of: Any) -> None:
    who, waits = WAITS[name]
    person, sort = getattr(world, who), name.partition("/")[0]
    story = waits(world)
    next(story)
    found = waiting(person, world.territory, sort)
    assert len(found) == 1
    assert client_of(person).get(found[0].url, follow=True).status_code == 200
    assert not waiting(elsewhere(world.territory), world.territory, sort)
    next(story, None)
    assert not waiting(person, world.territory, sort)


def test_every_sort_of_thing_is_tried() -> None:
    assert set(SORTS) <= {name.partition("/")[0] for name in WAITS}


def test_seven_things_at_most_today_and_no_more_than_three_of_a_sort(world: World, client_of: Any) -> None:
    with world.ago(80):
        town = world.town()
        for _time in range(5):
            world.handed(town)
    said(world.scope)
    for days in (9, 10, 11, 12):
        gatherings.held(world.bruno, world.scope, days_ago=days)
    found = tasks_of(world.bruno, world.scope)
    assert [task.sort for task in found.today] == ["turns"] * 3 + ["proposals"] + ["minutes"] * 3
    assert len(found.today) == TODAY and found.left == 3
    page = client_of(world.bruno).get(PAGE).content.decode()
    assert "7 choses à faire aujourd’hui" in page and page.count("tag--late") == 3
    later = page.partition("Ensuite, quand vous aurez le temps")[2]
    assert "<details>" in later and "tag--late" not in later


def test_the_oldest_comes_first_and_is_counted_once_with_the_others(world: World) -> None:
    for days in (4, 9, 2):
        with world.ago(days):
            said(world.scope)
    (task,) = waiting(world.bruno, world.territory, "proposals")
    assert task.what == "3 propositions à relire" and task.on == clock.today() - timedelta(days=9)


def test_more_than_is_read_is_said_to_be_more(world: World) -> None:
    for _time in range(31):
        said(world.scope)
    (task,) = waiting(world.bruno, world.territory, "proposals")
    assert task.what.startswith("30 ") and "les 30 plus anciennes" in task.why


def test_nothing_is_said_kindly(territory: Territory, resident: User, client_of: Any) -> None:
    page = client_of(resident).get(PAGE).content.decode()
    assert "Rien ne vous attend aujourd’hui" in page and "choses à faire" not in page


QUERIES = 15


@pytest.mark.parametrize("who", ["bruno", "admin"])
def test_it_costs_fifteen_queries_whatever_waits(world: World, who: str, client_of: Any) -> None:
    person = getattr(world, who)
    note_address(user=person, is_proven=True)
    client = client_of(person)
    for name, (_who, waits) in WAITS.items():
        if name not in {"ceremonies", "places", "terms", "draws", "doubles", "mandates", "turns/suspension"}:
            next(waits(world), None)
    for _time in range(2):
        said(world.scope)
        gatherings.held(world.bruno, world.scope, days_ago=12)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(PAGE).content.decode()
    assert "7 choses à faire" in page
    assert len(queries) <= QUERIES, [each["sql"][:120] for each in queries]


def test_the_menu_shows_it_to_those_for_whom_things_wait(territory: Territory, client_of: Any) -> None:
    rows = [line.split() for line in matrix() if line.startswith("menu")]
    people = next(line.split()[1:] for line in matrix() if line.startswith("act"))
    answers = dict(zip(people, rows[0][1:], strict=True))
    for role, answer in answers.items():
        client = Client()
        if role != "nobody":
            user = User.objects.create_user(f"{role}@example.net", role)
            if role != "resident":
                Grant.objects.create(user=user, role=Role(role), scope=territory.scope, given_at=clock.now())
            client = client_of(user)
        assert (f'href="{PAGE}"' in client.get("/delais").content.decode()) == (answer == "y"), role


def test_a_desk_is_for_an_account(territory: Territory, resident: User, client_of: Any) -> None:
    (row,) = [line.split() for line in matrix() if line.startswith("open")]
    assert row[1] == "n" and set(row[2:]) == {"y"}
    assert Client().get(PAGE).status_code == 302 and client_of(resident).get(PAGE).status_code == 200


def matrix() -> list[str]:
    return (Path(desk.__path__[0]) / "permissions.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("role", "leads"), [(Role.FACILITATOR, PAGE), (Role.GUARANTOR, "/garants/veille"), (None, "/")]
)
def test_one_comes_in_where_one_has_to_act(territory: Territory, rf: Any, role: Role | None, leads: str) -> None:
    user = User.objects.create_user("lea@example.org", "Léa")
    if role is not None:
        Grant.objects.create(user=user, role=role, scope=territory.scope, given_at=clock.now())
    assert led(rf, user, territory) == leads


def test_the_office_that_answers_is_led_to_its_desk(world: World, rf: Any) -> None:
    assert led(rf, world.resident, world.territory) == "/"
    world.office()
    assert led(rf, world.resident, world.territory) == PAGE


def led(rf: Any, user: User, territory: Territory) -> str:
    request = rf.get("/compte/entrer")
    request.user, request.territory = user, territory
    return landing_of(request)
