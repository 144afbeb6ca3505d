"""Whose turn it is on a promise: news every so many days, and on the day promised at the latest, which stays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain import selectors as chain
from chainon.base.chain.models import Node, Pause, Wait
from chainon.base.chain.services import announce_pause, differences, withdraw_pause
from chainon.base.chain.tests.things import Things
from chainon.base.chain.words import promised, time_left
from chainon.base.scopes.models import Territory
from chainon.commitments.answers import services as answers
from chainon.commitments.answers.models import Answerer
from chainon.commitments.commitments import services
from chainon.commitments.commitments.models import Commitment, UpdateKind

MARCH = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = MARCH.date()


def later(days: int) -> datetime:
    return MARCH + timedelta(days=days)


@pytest.fixture
def source(territory: Territory, things: Things) -> Node:
    with clock.at(MARCH):
        return things.add(territory.scope, "L’ascenseur de la tour B").node


def promise(territory: Territory, by: User, source: Node, due_on: date, made_on: date | None = None) -> Commitment:
    """Typed by the team, in March."""
    with clock.at(MARCH):
        return services.record_promise(
            by=by,
            source=source,
            answerer=_landlord(territory, by),
            what=f"Réparer l’ascenseur avant le {due_on}",
            details="",
            for_whom="",
            due_on=due_on,
            signed_by="Mme Roux",
            plan=services.Plan(made_on=made_on),
        )


def _landlord(territory: Territory, by: User) -> Answerer:
    known = Answerer.objects.of(territory.scope).first()
    return known or answers.add_answerer(
        by=by, territory=territory.scope, name="Habitat Valmont", email="h@example.org"
    )


def say(commitment: Commitment, day: int, kind: UpdateKind = UpdateKind.NEWS, new: date | None = None) -> None:
    with clock.at(later(day)):
        services.give_news(commitment=commitment, kind=kind, text=f"Jour {day}.", signed_by="Mme Roux", new_due_on=new)


def turn_of(commitment: Commitment, day: int) -> chain.Turn:
    with clock.at(later(day)):
        (turn,) = chain.turns_of(commitment.node)
        return turn


def pause(territory: Territory, by: User, first: date, last: date) -> Pause:
    with clock.at(MARCH):
        return announce_pause(by=by, territory=territory.scope, first=first, last=last, reason="Vacances")


def test_past_its_day_it_stays_late_whatever_is_written(territory: Territory, source: Node, bruno: User) -> None:
    due = TODAY + timedelta(days=10)
    commitment = promise(territory, bruno, source, due)
    for day in (12, 20):
        say(commitment, day)
        turn = turn_of(commitment, day)
        assert (turn.since_on, turn.due_on, turn.left) == (TODAY, due, 10 - day)
    with clock.at(later(20)):
        assert promised(turn) == "C’était promis pour le 12\u00a0mars 2026."
        assert [ring.late for ring in chain.counts_by_stage(territory.scope) if ring.waiting] == [1]
    say(commitment, 21, UpdateKind.POSTPONED, TODAY + timedelta(days=50))
    turn = turn_of(commitment, 21)
    assert (turn.since_on, turn.due_on) == (TODAY + timedelta(days=21), TODAY + timedelta(days=50))
    assert list(differences()) == []


def test_already_late_when_it_is_typed_it_is_late_at_once(territory: Territory, source: Node, bruno: User) -> None:
    due = TODAY - timedelta(days=10)
    commitment = promise(territory, bruno, source, due, made_on=TODAY - timedelta(days=60))
    turn = turn_of(commitment, 0)
    assert (turn.since_on, turn.due_on, turn.left, turn.is_late) == (due, due, -10, True)
    assert list(differences()) == []


def test_news_in_time_is_expected_again_after_the_usual_delay_or_on_the_day(
    territory: Territory, source: Node, bruno: User
) -> None:
    commitment = promise(territory, bruno, source, TODAY + timedelta(days=100))
    assert (turn_of(commitment, 0).left, turn_of(commitment, 0).is_fixed) == (90, False)
    say(commitment, 30)
    turn = turn_of(commitment, 30)
    assert (turn.left, turn.is_fixed) == (70, True), "on the day promised, before ninety days"
    with clock.at(later(30)):
        assert promised(turn) == "C’est promis pour le 10\u00a0juin 2026."


def test_no_pause_moves_a_day_promised(territory: Territory, source: Node, bruno: User) -> None:
    """Announced before or after the promise, around its day or between; the pages and the register count alike."""
    first, last = TODAY + timedelta(days=12), TODAY + timedelta(days=27)
    inside, after = TODAY + timedelta(days=20), TODAY + timedelta(days=40)
    early = promise(territory, bruno, source, after)
    announced = pause(territory, bruno, first, last)
    late = promise(territory, bruno, source, inside)
    for commitment, due in ((early, after), (late, inside)):
        assert turn_of(commitment, 0).due_on == due
    assert time_left(turn_of(late, 15)) == "encore 5 jours"
    assert time_left(turn_of(late, 22)) == "en retard de 2 jours"
    with clock.at(later(15)):
        assert promised(turn_of(late, 15)) == "C’est promis pour le 22\u00a0mars 2026."
    assert list(differences()) == []
    with clock.at(MARCH):
        withdraw_pause(by=bruno, pause=announced)
    assert [turn_of(each, 0).due_on for each in (early, late)] == [after, inside]


def test_the_usual_delay_still_moves_with_a_pause(territory: Territory, source: Node, bruno: User) -> None:
    commitment = promise(territory, bruno, source, TODAY + timedelta(days=200))
    pause(territory, bruno, TODAY + timedelta(days=12), TODAY + timedelta(days=21))
    assert turn_of(commitment, 0).due_on == TODAY + timedelta(days=100)


def test_one_that_comes_back_is_late_from_its_oldest_silent_day(
    territory: Territory, source: Node, bruno: User
) -> None:
    with clock.at(MARCH):
        monthly = services.take_on(
            by=bruno,
            source=source,
            owner="Le collectif du 12",
            what="Nettoyer le hall",
            details="",
            for_whom="",
            due_on=TODAY + timedelta(days=5),
            plan=services.Plan(every_months=1),
        )
    say(monthly, 60, UpdateKind.KEPT)
    turn = turn_of(monthly, 60)
    assert turn.since_on == turn.due_on == date(2026, 4, 7) and turn.is_late


@pytest.mark.parametrize("kind", [UpdateKind.NEWS, UpdateKind.KEPT, UpdateKind.NOT_KEPT])
def test_what_came_in_time_is_met(territory: Territory, source: Node, bruno: User, kind: UpdateKind) -> None:
    commitment = promise(territory, bruno, source, TODAY + timedelta(days=30))
    say(commitment, 26, kind)
    first = Wait.objects.filter(node=commitment.node).earliest("pk")
    assert (first.is_met, first.ended_on) == (True, TODAY + timedelta(days=26)) and list(differences()) == []


def test_said_not_kept_by_another_nothing_came(territory: Territory, source: Node, bruno: User) -> None:
    commitment = promise(territory, bruno, source, TODAY + timedelta(days=5))
    with clock.at(later(10)):
        notice = services.announce_not_kept(by=bruno, commitment=commitment, reason="Rien n’a bougé.")
    with clock.at(later(20)):
        services.say_not_kept(by=bruno, notice=notice)
    wait = Wait.objects.get(node=commitment.node)
    assert not wait.is_met and wait.ended_for == "L’engagement a été dit non tenu."
