from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.mail.services import post
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.ui.templatetags.ui import moment
from chainon.governance.draws import services
from chainon.governance.draws.models import Draw, Member, Reading, State
from chainon.governance.draws.services.closing import purge_due
from chainon.governance.volunteers.models import Volunteer, VolunteerValue

from .making import SEATS, bounds_of, drawn, frozen, make_draw

pytestmark = pytest.mark.django_db


@pytest.fixture
def draw(territory: Territory, bruno: User, chantal: User) -> Draw:
    return frozen(make_draw(territory, bruno), chantal)


def test_numbers_typed_corrected_confirmed_draw_the_panel(draw: Draw, bruno: User, client_of) -> None:
    client, base = client_of(bruno), f"/tirages/{draw.public_id}/ceremonie"
    assert "Quels nombres" in client.get(base).content.decode()
    client.post(base, {"value-0": "1 7 5"})
    client.post(base, {"value-0": "1 7 4"})
    page = client.get(base + "/confirmer").content.decode()
    assert "groupe n° 174" in page
    reading = Reading.objects.filter(draw=draw).last()
    answer = client.post(base + "/confirmer", {"reading": reading.pk, "attendance": "84"})
    assert answer.url == f"/tirages/{draw.public_id}/groupe"
    draw.refresh_from_db()
    assert draw.state == State.DRAWN and draw.opening["number"] == 174 and draw.attendance == 84
    assert list(Line.objects.values_list("verb", flat=True)[:100]).count("draw.corrected") == 1


def test_the_panel_keeps_the_places(draw: Draw, bruno: User) -> None:
    reading = services.read_numbers(by=bruno, draw=draw, values=["003"])
    services.confirm_reading(by=bruno, draw=draw, reading=reading, attendance=None)
    members = Member.objects.filter(draw=draw)
    assert members.count() == SEATS
    counts: dict[int, int] = {}
    drawn_people = members.values("volunteer")
    for value in VolunteerValue.objects.filter(volunteer__in=drawn_people).values_list("value_id", flat=True):
        counts[value] = counts.get(value, 0) + 1
    for value, (low, high) in bounds_of(draw.volunteers).items():
        assert low <= counts.get(value, 0) <= high


@pytest.mark.parametrize("typed", ["", "12", "1234", "un deux trois", "1 7 x"])
def test_numbers_that_are_not_three_digits_are_refused_in_french(
    draw: Draw, bruno: User, client_of, typed: str
) -> None:
    answer = client_of(bruno).post(f"/tirages/{draw.public_id}/ceremonie", {"value-0": typed})
    assert answer.status_code == 422 and not Reading.objects.exists()


def test_a_double_confirmation_draws_once(draw: Draw, bruno: User) -> None:
    reading = services.read_numbers(by=bruno, draw=draw, values=["174"])
    services.confirm_reading(by=bruno, draw=draw, reading=reading, attendance=None)
    services.confirm_reading(by=bruno, draw=draw, reading=reading, attendance=None)
    assert Line.objects.filter(verb="draw.drawn").count() == 1


def test_a_reading_replaced_meanwhile_cannot_be_confirmed(draw: Draw, bruno: User) -> None:
    old = services.read_numbers(by=bruno, draw=draw, values=["174"])
    services.read_numbers(by=bruno, draw=draw, values=["175"])
    with pytest.raises(Unavailable):
        services.confirm_reading(by=bruno, draw=draw, reading=old, attendance=None)


def test_one_never_draws_twice(draw: Draw, bruno: User) -> None:
    reading = services.read_numbers(by=bruno, draw=draw, values=["174"])
    services.confirm_reading(by=bruno, draw=draw, reading=reading, attendance=None)
    with pytest.raises(Refused):
        services.read_numbers(by=bruno, draw=draw, values=["175"])


def test_the_group_appears_one_by_one_and_the_same_each_time(draw: Draw, bruno: User, client) -> None:
    reading = services.read_numbers(by=bruno, draw=draw, values=["174"])
    services.confirm_reading(by=bruno, draw=draw, reading=reading, attendance=None)
    pages = [client.get(f"/tirages/{draw.public_id}/groupe?n={shown}").content.decode() for shown in (1, 2, 6, 6)]
    assert pages[0].count("<li") < pages[1].count("<li") < pages[2].count("<li")
    assert pages[2] == pages[3]


def test_a_resident_cannot_conduct(draw: Draw, resident: User, client_of) -> None:
    assert client_of(resident).get(f"/tirages/{draw.public_id}/ceremonie").status_code == 403


def test_the_guarantor_s_verification_is_dated_and_journalled(
    draw: Draw, bruno: User, chantal: User, client_of
) -> None:
    reading = services.read_numbers(by=bruno, draw=draw, values=["174"])
    services.confirm_reading(by=bruno, draw=draw, reading=reading, attendance=None)
    page = client_of(chantal).post(f"/tirages/{draw.public_id}/verifier").content.decode()
    assert "Le tirage est conforme" in page
    line = Line.objects.get(verb="draw.verified")
    assert line.role == "guarantor" and line.payload["result"] == "conforme"


def test_a_cancelled_draw_stays_visible_with_its_reason(draw: Draw, bruno: User, client_of, client) -> None:
    client_of(bruno).post(f"/tirages/{draw.public_id}/annuler", {"reason": "Salle inondée."})
    page = client.get(f"/tirages/{draw.public_id}").content.decode()
    assert "annulé" in page and "Salle inondée." in page


def test_an_unfrozen_draw_is_shown_to_nobody_outside(
    territory: Territory, bruno: User, resident: User, client_of
) -> None:
    preparing = make_draw(territory, bruno)
    client, base = client_of(resident), f"/tirages/{preparing.public_id}"
    codes = [client.get(base + end).status_code for end in ("", "/preparation", "/avant.json", "/groupe")]
    assert codes == [404, 403, 404, 403]


def test_the_purge_erases_people_and_keeps_the_proof(territory: Territory, bruno: User, chantal: User, client) -> None:
    draw = drawn(make_draw(territory, bruno), chantal, bruno)
    post(to="personne3@example.org", subject="Merci", body="…")
    with clock.at(clock.now() + timedelta(days=380)):
        purge_due()
    assert not Mail.objects.filter(to="personne3@example.org").exists()
    draw.refresh_from_db()
    assert draw.purged_at and draw.verified_holds is True
    assert not Volunteer.objects.filter(list=draw.volunteers).exclude(email="").exists()
    assert client.get(f"/tirages/{draw.public_id}/tirage.json").status_code == 200
    assert "effacées" in client.get(f"/tirages/{draw.public_id}").content.decode()
    verbs = list(Line.objects.values_list("verb", flat=True))
    assert verbs.index("draw.verified") < verbs.index("draw.purged")


def test_months_later_ends_on_a_day_that_exists() -> None:
    from datetime import date

    assert clock.months_later(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert clock.months_later(date(2026, 11, 22), 12) == date(2027, 11, 22)


def test_before_the_day_published_the_ceremony_says_so(draw: Draw, bruno: User, client_of) -> None:
    client, address = client_of(bruno), f"/tirages/{draw.public_id}/ceremonie"
    assert "Tirer plus tôt se verra" in client.get(address).content.decode()
    assert draw.ceremony_at is not None
    with clock.at(draw.ceremony_at):
        assert "Tirer plus tôt se verra" not in client.get(address).content.decode()


def test_the_minutes_tell_the_day_published_and_the_day_of_the_draw(draw: Draw, bruno: User, client) -> None:
    reading = services.read_numbers(by=bruno, draw=draw, values=["174"])
    services.confirm_reading(by=bruno, draw=draw, reading=reading, attendance=None)
    page = client.get(draw.get_absolute_url()).content.decode()
    assert draw.ceremony_at is not None
    assert moment(localtime(draw.ceremony_at)) in page.split("Procès-verbal")[1].split("Les règles figées")[0]
