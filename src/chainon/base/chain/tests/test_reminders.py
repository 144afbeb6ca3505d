"""Whoever must act is reminded, once, before and after; never in a pause; one mail for all that is due."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain import reach
from chainon.base.chain.models import Relation, Reminder, Wait
from chainon.base.chain.reach import Reached, register_reach
from chainon.base.chain.reminders import send_reminders
from chainon.base.chain.services import announce_pause, end_wait, expect
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory

from .things import Things

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def known(wait: Wait) -> Reached | None:
    if wait.whose_key.startswith("nobody"):
        return None
    return Reached(f"{wait.whose_key.partition('-')[0]}@example.org", f"https://example.org/{wait.public_id}")


@pytest.fixture(autouse=True)
def ways(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "_reaches", {"tests": known})


def ask(
    things: Things, territory: Territory, *, whose_key: str = "ville", days: int = 30, title: str = "Un banc"
) -> Wait:
    with clock.at(START):
        word = things.add(territory.scope, title)
        return expect(node=word.node, expects=Relation.ANSWER, whose="La ville", whose_key=whose_key, days=days)


def ticks(first: int, last: int) -> list[int]:
    """The days, counted from the start, when a mail was written; two ticks a day."""
    found = []
    for day in range(first, last + 1):
        for hour in (0, 3):
            with clock.at(START + timedelta(days=day, hours=hour)):
                found += [day] * send_reminders()
    return found


def test_a_week_before_the_day_after_then_each_month(things: Things, territory: Territory) -> None:
    wait = ask(things, territory)
    assert ticks(0, 130) == [23, 31, 61, 91, 121]
    assert list(Reminder.objects.filter(wait=wait).order_by("pk").values_list("step", flat=True)) == [0, 1, 2, 3, 4]
    first, second = Mail.objects.order_by("pk")[:2]
    assert first.to == "ville@example.org" and "encore 7 jours" in first.body and wait.public_id in first.body
    assert "Un banc" in first.body and "en retard de 1 jour" in second.body


def test_one_mail_says_all_that_is_due_to_one_person(things: Things, territory: Territory) -> None:
    ask(things, territory, title="Un banc")
    ask(things, territory, title="Une piste")
    ask(things, territory, whose_key="bailleur", title="L’ascenseur")
    assert ticks(23, 24) == [23, 23]
    mails = {mail.to: mail.body for mail in Mail.objects.all()}
    assert "Un banc" in mails["ville@example.org"] and "Une piste" in mails["ville@example.org"]
    assert "ascenseur" in mails["bailleur@example.org"] and "Un banc" not in mails["bailleur@example.org"]


def test_never_in_a_pause_which_moves_the_day(things: Things, territory: Territory, bruno: User) -> None:
    ask(things, territory)
    with clock.at(START):
        first = date(2026, 3, 20)
        announce_pause(by=bruno, territory=territory.scope, first=first, last=first + timedelta(days=13), reason="Été")
    assert ticks(0, 50) == [37, 45]


def test_what_came_is_not_asked_again(things: Things, territory: Territory) -> None:
    wait = ask(things, territory)
    with clock.at(START + timedelta(days=5)):
        end_wait(wait=wait, reason="Réglé")
    assert ticks(20, 70) == []


def test_a_short_delay_is_not_reminded_when_it_begins(things: Things, territory: Territory) -> None:
    ask(things, territory, days=7)
    assert ticks(0, 9) == [8]


def test_after_a_silence_of_the_server_only_the_last_reminder_is_sent(things: Things, territory: Territory) -> None:
    ask(things, territory)
    assert ticks(100, 121) == [100, 121]


def test_nobody_is_written_to_at_night_nor_without_an_address(things: Things, territory: Territory) -> None:
    ask(things, territory, whose_key="nobody")
    ask(things, territory)
    with clock.at(datetime(2026, 3, 25, 5, tzinfo=UTC)):
        assert send_reminders() == 0
    with clock.at(datetime(2026, 3, 25, 8, tzinfo=UTC)):
        assert send_reminders() == 1
    assert {mail.to for mail in Mail.objects.all()} == {"ville@example.org"}


def test_a_way_to_reach_people_is_registered_once() -> None:
    register_reach("tests", known)
    with pytest.raises(ValueError, match="twice"):
        register_reach("tests", lambda wait: None)
