"""Public pages answer 304 to whoever has them already, and never when something has changed since."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.services import rename_account
from chainon.base.scopes.models import Territory
from chainon.governance.bodies.services import change_body
from chainon.governance.charters.models import Charter
from chainon.governance.charters.services import record_adoption
from chainon.governance.draws import services
from chainon.governance.draws.models import Draw
from chainon.governance.draws.services.closing import purge_draw
from chainon.governance.draws.tests.making import drawn, frozen, make_draw
from chainon.territory.places.models import Place
from chainon.territory.places.services import add_municipality, change_place

from .people import Cast, cast, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db: None) -> Cast:
    return cast()


@pytest.fixture
def draw(people: Cast) -> Draw:
    return frozen(make_draw(people.territory, people.bruno), people.chantal)


@pytest.fixture
def place(people: Cast) -> Place:
    return add_municipality(by=people.bruno, territory=people.territory, code="56260")


def pages(draw: Draw, place: Place) -> list[str]:
    return [f"/tirages/{draw.public_id}", draw.body.get_absolute_url(), place.get_absolute_url(), "/"]


def again(client: Client, address: str, etag: str, **headers: str) -> int:
    return client.get(address, headers={"If-None-Match": etag, **headers}).status_code


def test_a_page_already_had_is_not_made_again(client: Client, draw: Draw, place: Place) -> None:
    for address in pages(draw, place):
        page = client.get(address)
        assert page.status_code == 200 and page.headers["Cache-Control"] == "no-cache", address
        assert {"Cookie", "Accept-Language", "HX-Request"} <= set(page.headers["Vary"].split(", "))
        answer = client.get(address, headers={"If-None-Match": page.headers["ETag"]})
        assert (answer.status_code, answer.content) == (304, b""), address
        assert answer.headers["ETag"] == page.headers["ETag"]
        assert again(client, address, f'"other", W/{page.headers["ETag"]}, {page.headers["ETag"]}') == 304
        assert again(client, address, '"other"') == 200


def test_nothing_new_costs_one_query_and_two_milliseconds(
    client: Client, draw: Draw, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    address = f"/tirages/{draw.public_id}"
    etag = client.get(address).headers["ETag"]
    with django_assert_max_num_queries(1):
        assert again(client, address, etag) == 304
    spent = []
    for _ in range(30):
        start = time.process_time()
        again(client, address, etag)
        spent.append(time.process_time() - start)
    assert min(spent) <= 0.004, "the budget is 2 ms; the test's own client costs as much again"


@pytest.fixture
def act_by_act(people: Cast, place: Place) -> list[tuple[str, Callable[[Draw], object]]]:
    def read(draw: Draw) -> object:
        return services.read_numbers(by=people.bruno, draw=draw, values=["174"])

    def confirm(draw: Draw) -> object:
        reading = draw.readings.get()
        return services.confirm_reading(by=people.bruno, draw=draw, reading=reading, attendance=84)

    def adopt(draw: Draw) -> object:
        charter = Charter.objects.get(body=draw.body)
        day = clock.today()
        return record_adoption(by=people.bruno, charter=charter, adopted_by="Conseil", adopted_on=day, present=9)

    return [
        ("the body is renamed", lambda draw: _renamed(people, draw)),
        ("its charter is adopted again", adopt),
        ("numbers are read", read),
        ("the panel is drawn", confirm),
        ("the guarantor verifies", lambda draw: services.record_verification(by=people.chantal, draw=draw)),
        ("the place changes its name", lambda draw: change_place(by=people.bruno, place=place, name="Vannes-Est")),
        ("the guarantor changes name", lambda draw: rename_account(by=people.chantal, display_name="Chantal M.")),
        ("data are purged", lambda draw: purge_draw(draw=draw)),
        ("the draw is cancelled", lambda draw: services.cancel_draw(by=people.bruno, draw=draw, reason="Erreur.")),
    ]


def _renamed(people: Cast, draw: Draw) -> object:
    body = draw.body
    return change_body(
        by=people.bruno,
        body=body,
        kind=body.kind,
        name="Jury",
        seats=body.seats,
        term_months=body.term_months,
        purpose=body.purpose,
    )


def test_after_each_act_nothing_stale_is_shown(
    client: Client, draw: Draw, place: Place, act_by_act: list[tuple[str, Callable[[Draw], object]]]
) -> None:
    for name, act in act_by_act:
        had = {address: client.get(address).headers["ETag"] for address in pages(draw, place)}
        act(draw)
        assert 304 not in [again(client, address, etag) for address, etag in had.items()], name
        draw = Draw.objects.get(pk=draw.pk)
        place = Place.objects.get(pk=place.pk)


def test_each_language_and_each_day_has_its_own(client: Client, draw: Draw) -> None:
    address = f"/tirages/{draw.public_id}"
    etag = client.get(address, headers={"Accept-Language": "fr"}).headers["ETag"]
    assert again(client, address, etag, **{"Accept-Language": "fr"}) == 304
    assert again(client, address, etag, **{"Accept-Language": "en"}) == 200
    with clock.at(clock.now() + timedelta(days=1)):
        assert again(client, address, etag, **{"Accept-Language": "fr"}) == 200


def test_a_page_made_for_one_person_has_none(client: Client, people: Cast, draw: Draw) -> None:
    address = f"/tirages/{draw.public_id}"
    etag = client.get(address).headers["ETag"]
    for someone in (people.bruno, people.chantal):
        page = client_of(someone).get(address, headers={"If-None-Match": etag})
        assert page.status_code == 200 and "ETag" not in page.headers
    client.cookies["messages"] = signing.dumps("something said")
    assert again(client, address, etag) == 200


def test_what_is_not_found_or_moved_has_none(client: Client, people: Cast, place: Place) -> None:
    hidden = make_draw(people.territory, people.bruno)
    moved = place.get_absolute_url().rsplit("-", 1)[0]
    found = [client.get(address) for address in ("/tirages/nothing222", f"/tirages/{hidden.public_id}", moved)]
    assert [page.status_code for page in found] == [404, 404, 301]
    assert not any("ETag" in page.headers for page in found)


def test_the_territory_s_version_only_grows(people: Cast) -> None:
    before = Territory.objects.get().version
    drawn(make_draw(people.territory, people.bruno), people.chantal, people.bruno)
    assert Territory.objects.get().version > before + 5
