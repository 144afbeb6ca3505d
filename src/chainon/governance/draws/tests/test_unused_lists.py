"""Lists of volunteers that no draw ever uses: they go on the day announced."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.journal.models import Line
from chainon.base.mail.services import post
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import set_purge_delay
from chainon.base.tasks.registry import periodic_work
from chainon.base.ui.typography import day
from chainon.governance.bodies.models import Body
from chainon.governance.draws.models import State
from chainon.governance.draws.services import create_draw
from chainon.governance.volunteers.models import Volunteer, VolunteerList
from chainon.governance.volunteers.services import change_list

from .making import Path, computed, frozen, make_body, make_draw, make_list

pytestmark = pytest.mark.django_db


def tick_on(when: object) -> None:
    with clock.at(clock.now() + timedelta(days=(when - clock.today()).days)):
        periodic_work()["draws"]()
        periodic_work()["draws.unused_lists"]()


def test_a_list_that_no_draw_uses_goes_on_the_day_its_page_announces(
    territory: Territory, bruno: User, client_of
) -> None:
    volunteers = make_list(make_body(territory, bruno), bruno)
    assert volunteers.purge_on == clock.months_later(clock.today(), 12)
    page = client_of(bruno).get(reverse("volunteers:list", args=[volunteers.public_id])).content.decode()
    assert f"la liste est effacée le {day(volunteers.purge_on)}" in page
    post(to="personne3@example.org", subject="Merci", body="…")
    tick_on(volunteers.purge_on - timedelta(days=1))
    assert Volunteer.objects.count() == 40
    tick_on(volunteers.purge_on)
    volunteers.refresh_from_db()
    assert volunteers.purged_at is not None and not Volunteer.objects.exists()
    assert volunteers.purged_counts["present"] == 40
    assert Line.objects.get(verb="volunteers.purged").payload == {"list": volunteers.public_id, "people": 40}


def test_the_delay_is_the_territory_s_and_what_was_announced_holds(territory: Territory, bruno: User) -> None:
    body = make_body(territory, bruno)
    before = make_list(body, bruno, people=1)
    set_purge_delay(territory=territory.scope, months=3)
    before.refresh_from_db()
    assert before.purge_on == clock.months_later(clock.today(), 12)
    body = Body.objects.get()
    after = make_list(body, bruno, people=1)
    assert after.purge_on == clock.months_later(clock.today(), 3)
    assert create_draw(by=bruno, body=body, volunteers=after, path=Path.SIMPLE).purge_months == 3


def test_a_draw_that_begins_gives_the_list_its_delay_again(territory: Territory, bruno: User) -> None:
    body = make_body(territory, bruno)
    volunteers = make_list(body, bruno, people=1)
    with clock.at(clock.now() + timedelta(days=300)):
        create_draw(by=bruno, body=body, volunteers=volunteers, path=Path.SIMPLE)
        expected = clock.months_later(clock.today(), 12)
    assert VolunteerList.objects.get().purge_on == expected


def test_a_preparation_left_aside_is_cancelled_with_its_list(territory: Territory, bruno: User, client_of) -> None:
    draw = computed(make_draw(territory, bruno))
    lottery = draw.lottery
    tick_on(draw.volunteers.purge_on)
    draw.refresh_from_db()
    lottery.refresh_from_db()
    assert draw.state == State.CANCELLED and draw.purged_at and lottery.purged_at
    assert "jour annoncé" in draw.cancel_reason
    assert not Volunteer.objects.exists()
    assert client_of(bruno).get(f"/tirages/{draw.public_id}/preparation").status_code == 200
    assert client_of(bruno).get(reverse("volunteers:list", args=[draw.volunteers.public_id])).status_code == 200


def test_a_list_on_which_a_draw_was_sealed_waits_for_it(territory: Territory, bruno: User, chantal: User) -> None:
    draw = frozen(make_draw(territory, bruno), chantal)
    tick_on(draw.volunteers.purge_on)
    draw.refresh_from_db()
    assert draw.state == State.FROZEN and Volunteer.objects.count() == 40


def test_the_delay_runs_from_the_last_day_of_the_form(territory: Territory, bruno: User) -> None:
    volunteers = make_list(make_body(territory, bruno), bruno, people=1)
    last = clock.today() + timedelta(days=90)
    change_list(by=bruno, volunteer_list=volunteers, title="Volontaires", min_age=16, form_until=last)
    volunteers.refresh_from_db()
    assert volunteers.purge_on == clock.months_later(last, 12)
    change_list(by=bruno, volunteer_list=volunteers, title="Volontaires", min_age=16, form_until=None)
    volunteers.refresh_from_db()
    assert volunteers.purge_on == clock.months_later(last, 12), "a day announced is not brought nearer"
