from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.delays import Taken, taken
from chainon.base.chain.models import Relation, Stage
from chainon.base.chain.services import add_link, announce_pause, end_wait, expect
from chainon.base.scopes.models import Territory

from .things import Thing, Things

MARCH = datetime(2026, 3, 2, 9, tzinfo=UTC)


def on(day: int, month: int = 3) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=UTC)


def asked(things: Things, territory: Territory, whose: str, **fields: object) -> Thing:
    thing = things.add(territory.scope, **fields)
    expect(node=thing.node, expects=Relation.ANSWER, whose=whose, whose_key=whose.lower())
    return thing


def answer(things: Things, territory: Territory, thing: Thing) -> None:
    came = things.add(territory.scope, stage=Stage.DECISION)
    add_link(source=thing.node, target=came.node, relation=Relation.ANSWER)


@pytest.fixture
def answered(territory: Territory, things: Things, bruno: User) -> list[Thing]:
    """Answers after 4, 7 and 10 running days, the last through a pause; one that is still expected, one given up."""
    with clock.at(MARCH):
        found = [asked(things, territory, name) for name in ("Ville", "Ville", "Bailleur", "Bailleur")]
        given_up = asked(things, territory, "Ville")
    for thing, day in zip(found, (6, 9), strict=False):
        with clock.at(on(day)):
            answer(things, territory, thing)
    with clock.at(on(9)):
        announce_pause(by=bruno, territory=territory.scope, first=date(2026, 3, 10), last=date(2026, 3, 16), reason="P")
    with clock.at(on(19)):
        answer(things, territory, found[2])
        (wait,) = given_up.node.waits.all()
        end_wait(wait=wait, reason="Plus la peine")
    return found


def medians(found: list[Taken]) -> list[tuple[str, int, Fraction]]:
    return [(each.whose, each.count, each.median) for each in found]


def test_days_of_pause_are_not_counted_nor_what_is_still_expected_or_was_given_up(
    territory: Territory, answered: list[Thing]
) -> None:
    assert medians(taken(territory.scope)) == [("", 3, Fraction(7))]
    everyone, *each = medians(taken(territory.scope, by_whom=True))
    assert everyone == ("", 3, Fraction(7)) and each == [("Bailleur", 1, Fraction(10)), ("Ville", 2, Fraction(11, 2))]


def test_two_turns_of_one_name_are_one_row_and_residents_have_none(territory: Territory, things: Things) -> None:
    with clock.at(MARCH):
        found = [things.add(territory.scope) for _ in range(3)]
        for thing, key in zip(found, ("ville", "council-a1", "residents-b2"), strict=True):
            expect(node=thing.node, expects=Relation.ANSWER, whose="Ville", whose_key=key)
    with clock.at(on(9)):
        for thing in found:
            answer(things, territory, thing)
    counts = [(each.whose, each.count) for each in taken(territory.scope, by_whom=True)]
    assert counts == [("", 3), ("Ville", 2)]


def test_what_came_between_two_days_both_included(territory: Territory, answered: list[Thing]) -> None:
    assert medians(taken(territory.scope, first=date(2026, 3, 9), last=date(2026, 3, 19))) == [("", 2, Fraction(17, 2))]
    assert medians(taken(territory.scope, last=date(2026, 3, 8))) == [("", 1, Fraction(4))]
    assert taken(territory.scope, first=date(2026, 3, 20)) == []


def test_what_is_no_longer_public_is_not_counted(territory: Territory, things: Things, answered: list[Thing]) -> None:
    things.change(answered[0], is_public=False)
    assert medians(taken(territory.scope)) == [("", 2, Fraction(17, 2))]


def test_alike_delays_are_one_row_and_the_queries_two(territory: Territory, things: Things) -> None:
    with clock.at(MARCH):
        found = [asked(things, territory, "Ville") for _ in range(6)]
    with clock.at(on(9)):
        for thing in found:
            answer(things, territory, thing)
    with CaptureQueriesContext(connection) as asked_for:
        assert medians(taken(territory.scope)) == [("", 6, Fraction(7))]
    assert len(asked_for) == 2
