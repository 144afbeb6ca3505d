"""A word that is not public is nobody's turn: the clock stands still, and goes on when it is public again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain import selectors
from chainon.base.chain.models import Relation, Stage, Wait
from chainon.base.chain.services import add_link, announce_pause, differences, end_wait, expect
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope

from .things import Thing, Things

MARCH = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def asked(territory: Territory, things: Things) -> Thing:
    with clock.at(MARCH):
        word = things.add(territory.scope)
        expect(node=word.node, expects=Relation.ANSWER, whose="La ville", whose_key="ville", days=30)
    return word


def set_public(thing: Thing, things: Things, *, after: int, is_public: bool) -> None:
    with clock.at(MARCH + timedelta(days=after)):
        things.change(thing, is_public=is_public)


def test_what_is_refused_is_nobodys_turn_and_the_days_do_not_count(asked: Thing, things: Things) -> None:
    set_public(asked, things, after=10, is_public=False)
    territory = asked.fields.scope
    assert not Wait.objects.open().exists() and asked.node.due_on is None
    assert (
        selectors.turns_in(territory) == [] and sum(ring.waiting for ring in selectors.counts_by_stage(territory)) == 0
    )
    assert list(differences()) == []
    set_public(asked, things, after=50, is_public=True)
    with clock.at(MARCH + timedelta(days=50)):
        (turn,) = selectors.turns_of(asked.node)
    assert (turn.running, turn.left, turn.days) == (10, 20, 30)
    assert asked.node.due_on == date(2026, 3, 2) + timedelta(days=70)
    assert list(differences()) == []


def test_an_announced_pause_is_not_counted_twice(asked: Thing, things: Things, bruno: User) -> None:
    with clock.at(MARCH):
        first = date(2026, 3, 4)
        announce_pause(
            by=bruno, territory=asked.fields.scope, first=first, last=first + timedelta(days=4), reason="Été"
        )
    set_public(asked, things, after=10, is_public=False)
    set_public(asked, things, after=11, is_public=True)
    with clock.at(MARCH + timedelta(days=11)):
        assert selectors.turns_of(asked.node)[0].running == 5
    assert list(differences()) == []


def test_a_turn_that_begins_on_what_is_not_public_begins_when_it_is(territory: Territory, things: Things) -> None:
    hidden = things.add(territory.scope, is_public=False)
    for _twice in range(2):
        wait = expect(node=hidden.node, expects=Relation.ANSWER, whose="La ville", whose_key="ville")
    assert wait.is_suspended and Wait.objects.count() == 1 and selectors.turns_of(hidden.node) == []
    things.change(hidden, is_public=True)
    assert len(selectors.turns_of(hidden.node)) == 1


def test_what_ends_or_comes_meanwhile_is_not_opened_again(asked: Thing, things: Things) -> None:
    other = expect(node=asked.node, expects=Relation.ANSWER, whose="Le bailleur", whose_key="bailleur")
    set_public(asked, things, after=10, is_public=False)
    end_wait(wait=other, reason="Repris par l’équipe.")
    answer = things.add(asked.fields.scope, "Réponse", Stage.DECISION)
    link = add_link(source=asked.node, target=answer.node, relation=Relation.ANSWER, whose_key="ville")
    set_public(asked, things, after=20, is_public=True)
    assert not Wait.objects.pending().exists()
    assert {wait.ended_for or wait.met_by for wait in Wait.objects.all()} == {"Repris par l’équipe.", link}


def test_a_turn_moves_with_its_word(asked: Thing, things: Things, territory: Territory) -> None:
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    assert selectors.turns_in(territory.scope, scope=place) == []
    things.change(asked, scope=place)
    assert len(selectors.turns_in(territory.scope, scope=place)) == 1
    rings = selectors.counts_by_stage(territory.scope, scope=place)
    assert [ring.waiting for ring in rings if ring.stage == Stage.DECISION] == [1]
    assert list(differences()) == []
