from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain import selectors
from chainon.base.chain.models import Pause, Relation, Stage, Wait
from chainon.base.chain.services import add_link, announce_pause, end_wait, expect, set_delay, withdraw_pause
from chainon.base.journal.models import Line
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable

from .things import Things

JUNE = datetime(2026, 6, 24, 9, tzinfo=UTC)


def ask(things: Things, territory: Territory, whose: str = "Habitat Valmont", key: str = "hv") -> Wait:
    return expect(node=things.add(territory.scope).node, expects=Relation.ANSWER, whose=whose, whose_key=key)


def test_an_answer_is_due_in_sixty_days_unless_the_territory_promised_otherwise(
    territory: Territory, things: Things, bruno: User
) -> None:
    with clock.at(JUNE):
        assert ask(things, territory).due_on == date(2026, 8, 23)
        set_delay(by=bruno, territory=territory.scope, expects=Relation.ANSWER, days=30)
        assert ask(things, territory).due_on == date(2026, 7, 24)
        assert Wait.objects.earliest("pk").days == 60, "what was promised stays promised"


def test_asked_twice_it_is_the_same_turn(territory: Territory, things: Things) -> None:
    wait = ask(things, territory)
    again = expect(node=wait.node, expects=Relation.ANSWER, whose="Habitat Valmont", whose_key="hv", days=3)
    assert again == wait and Wait.objects.count() == 1


def test_whose_turn_since_when_and_how_late(territory: Territory, things: Things) -> None:
    with clock.at(JUNE):
        ask(things, territory)
    with clock.at(datetime(2026, 8, 23, 20, tzinfo=UTC)):
        (turn,) = selectors.turns_in(territory.scope)
        assert (turn.running, turn.left, turn.is_late) == (60, 0, False), "the last day is in time"
    with clock.at(datetime(2026, 8, 27, 9, tzinfo=UTC)):
        (turn,) = selectors.turns_in(territory.scope)
        assert (turn.whose, turn.expects) == ("Habitat Valmont", Relation.ANSWER)
        assert (turn.running, turn.left, turn.is_late) == (64, -4, True)


def test_the_day_is_that_of_the_territory(territory: Territory, things: Things) -> None:
    territory.time_zone = "Indian/Reunion"
    territory.save()
    with clock.at(datetime(2026, 6, 24, 21, tzinfo=UTC)):
        assert ask(things, territory).since_on == date(2026, 6, 25)


def test_an_announced_pause_moves_what_is_due_and_is_seen(territory: Territory, things: Things, bruno: User) -> None:
    with clock.at(JUNE):
        wait = ask(things, territory)
        announce_pause(
            by=bruno, territory=territory.scope, first=date(2026, 7, 4), last=date(2026, 8, 31), reason="Été"
        )
        later = ask(things, territory)
    wait.refresh_from_db()
    wait.node.refresh_from_db()
    assert wait.due_on == later.due_on == wait.node.due_on == date(2026, 10, 21)
    with clock.at(datetime(2026, 8, 15, tzinfo=UTC)):
        turn = selectors.turns_of(wait.node)[0]
        assert (turn.running, turn.left) == (9, 51)
        assert turn.pause is not None and turn.pause.last == date(2026, 8, 31)


def test_a_pause_that_has_not_begun_can_be_taken_back(territory: Territory, things: Things, bruno: User) -> None:
    with clock.at(JUNE):
        wait = ask(things, territory)
        pause = announce_pause(
            by=bruno, territory=territory.scope, first=date(2026, 7, 4), last=date(2026, 8, 31), reason="Été"
        )
        withdraw_pause(by=bruno, pause=pause)
        wait.refresh_from_db()
        assert wait.due_on == date(2026, 8, 23)
        kept = announce_pause(
            by=bruno, territory=territory.scope, first=date(2026, 6, 24), last=date(2026, 6, 30), reason="Pont"
        )
        with pytest.raises(Refused, match="a commencé"):
            withdraw_pause(by=bruno, pause=kept)
    assert list(Line.objects.order_by("number").values_list("verb", flat=True)) == [
        "chain.pause_announced",
        "chain.pause_withdrawn",
        "chain.pause_announced",
    ]


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (date(2026, 6, 23), date(2026, 6, 30), "avant de commencer"),
        (date(2026, 7, 4), date(2026, 7, 3), "avant le premier"),
        (date(2026, 7, 1), date(2026, 10, 1), "trois mois"),
    ],
)
def test_a_pause_that_makes_no_sense_is_refused(
    territory: Territory, bruno: User, first: date, last: date, why: str
) -> None:
    with clock.at(JUNE), pytest.raises(Unavailable, match=why):
        announce_pause(by=bruno, territory=territory.scope, first=first, last=last, reason="Été")
    assert not Pause.objects.exists()


@pytest.mark.parametrize("days", [0, 366])
def test_a_delay_out_of_reason_is_refused(territory: Territory, bruno: User, days: int) -> None:
    with pytest.raises(Unavailable, match="365"):
        set_delay(by=bruno, territory=territory.scope, expects=Relation.ANSWER, days=days)


def test_the_expected_link_ends_the_turn_of_whoever_gave_it(territory: Territory, things: Things) -> None:
    first = ask(things, territory)
    second = expect(node=first.node, expects=Relation.ANSWER, whose="La ville", whose_key="ville")
    answer = things.add(territory.scope, "Réponse", Stage.DECISION)
    link = add_link(source=first.node, target=answer.node, relation=Relation.ANSWER, whose_key="ville")
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.ended_on is None and second.met_by == link
    first.node.refresh_from_db()
    assert first.node.due_on == first.due_on
    assert [turn.whose for turn in selectors.turns_of(first.node)] == ["Habitat Valmont"]


def test_another_link_does_not_end_the_turn(territory: Territory, things: Things) -> None:
    wait = ask(things, territory)
    body = things.add(territory.scope, "Portée par la table", Stage.DELIBERATION)
    add_link(source=wait.node, target=body.node, relation=Relation.CARRIED)
    assert Wait.objects.open().get() == wait


def test_a_turn_that_has_no_object_any_more_ends_with_a_reason(territory: Territory, things: Things) -> None:
    wait = ask(things, territory)
    end_wait(wait=wait, reason="La proposition a été retirée par son auteur.")
    wait.node.refresh_from_db()
    assert wait.node.due_on is None and selectors.turns_in(territory.scope) == []
    end_wait(wait=wait, reason="Encore")
    wait.refresh_from_db()
    assert wait.ended_for.startswith("La proposition")


def test_what_is_not_public_is_nobodys_turn_in_public(territory: Territory, things: Things) -> None:
    hidden = things.add(territory.scope, is_public=False)
    expect(node=hidden.node, expects=Relation.ANSWER, whose="La ville", whose_key="ville")
    assert selectors.turns_in(territory.scope) == []
