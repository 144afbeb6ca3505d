from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain import handing, kinds, notes, selectors, words
from chainon.base.chain.models import Relation, Stage
from chainon.base.chain.notes import Note, register_thread_notes
from chainon.base.chain.services import add_link, announce_pause, expect, tell_back
from chainon.base.chain.services.following import ask_to_be_told
from chainon.base.scopes.models import Territory

from .things import Thing, Things

OCTOBER = datetime(2026, 10, 14, 9, tzinfo=UTC)


@pytest.fixture
def lift(territory: Territory, things: Things) -> Thing:
    with clock.at(OCTOBER):
        word = things.add(territory.scope, "L’ascenseur de la tour B", since="2023-03", said="Ma mère ne sort plus.")
        expect(node=word.node, expects=Relation.ANSWER, whose="Habitat Valmont", whose_key="hv", days=30)
    return word


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_late_link_is_said_without_shaming(lift: Thing) -> None:
    with clock.at(datetime(2026, 11, 17, 9, tzinfo=UTC)):
        rows = words.thread_rows(selectors.thread_of(lift.node))
    assert [row.state for row in rows] == ["done", "late", "to-come"]
    assert plain(rows[0].detail) == "depuis mars 2023 · 14 octobre 2026"
    assert (rows[1].title, plain(rows[1].text)) == (
        "Une réponse est attendue",
        "C’est au tour d’Habitat Valmont depuis 34 jours. "
        "Le délai promis était de 30 jours ; il s’est terminé le 13 novembre 2026.",
    )


@pytest.mark.parametrize(
    ("day", "left", "turn"),
    [
        (14, "encore 30 jours", "C’est au tour d’Habitat Valmont depuis aujourd’hui."),
        (15, "encore 29 jours", "C’est au tour d’Habitat Valmont depuis 1 jour."),
    ],
)
def test_in_time_one_says_what_is_left(lift: Thing, day: int, left: str, turn: str) -> None:
    with clock.at(datetime(2026, 10, day, 9, tzinfo=UTC)):
        (found,) = selectors.turns_of(lift.node)
        assert (words.time_left(found), words.whose_turn(found)) == (left, turn)


def test_the_last_day_and_the_first_day_late(lift: Thing) -> None:
    for day, left in ((13, "dernier jour"), (14, "en retard de 1 jour")):
        with clock.at(datetime(2026, 11, day, 9, tzinfo=UTC)):
            assert words.time_left(selectors.turns_of(lift.node)[0]) == left


def test_during_a_pause_the_clock_is_seen_to_stand_still(lift: Thing, territory: Territory, bruno: User) -> None:
    with clock.at(OCTOBER):
        announce_pause(
            by=bruno, territory=territory.scope, first=date(2026, 10, 17), last=date(2026, 11, 1), reason="Toussaint"
        )
    with clock.at(datetime(2026, 10, 20, 9, tzinfo=UTC)):
        (turn,) = selectors.turns_of(lift.node)
        assert plain(words.promised(turn)) == "Pause annoncée jusqu’au 1er novembre 2026 : le délai ne court pas."


def test_a_pause_to_come_says_why_the_day_is_farther_than_the_delay(
    lift: Thing, territory: Territory, bruno: User
) -> None:
    with clock.at(OCTOBER):
        for first, last, reason in (
            (date(2026, 10, 17), date(2026, 11, 1), "Toussaint"),
            (date(2027, 2, 1), date(2027, 2, 5), "Ski"),
        ):
            announce_pause(by=bruno, territory=territory.scope, first=first, last=last, reason=reason)
        (turn,) = selectors.turns_of(lift.node)
        assert (turn.left, turn.stopped, turn.stopped_for) == (30, 16, ("Toussaint",))
        assert plain(words.promised(turn)) == (
            "Le délai promis est de 30 jours ; il se termine le 29 novembre 2026, avec 16 jours de pause (Toussaint)."
        )
    with clock.at(datetime(2026, 12, 1, 9, tzinfo=UTC)):
        (turn,) = selectors.turns_of(lift.node)
        assert plain(words.promised(turn)).endswith("le 29 novembre 2026, avec 16 jours de pause (Toussaint).")


def test_a_word_that_nobody_must_answer_is_the_teams_to_hand_over(territory: Territory, things: Things) -> None:
    with clock.at(OCTOBER):
        word = things.add(territory.scope)
    with clock.at(datetime(2026, 10, 26, 9, tzinfo=UTC)):
        rows = words.thread_rows(selectors.thread_of(word.node))
    assert [row.state for row in rows] == ["done", "current"] and "transmettre" in rows[1].title
    assert rows[1].text == (
        "C’est au tour de l’équipe d’animation depuis 12 jours. Personne ne s’est encore engagé à répondre."
    )


def test_where_no_room_hands_over_it_is_nobodys_turn(
    territory: Territory, things: Things, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing, "_unheard", [])
    rows = words.thread_rows(selectors.thread_of(things.add(territory.scope).node))
    assert [row.state for row in rows] == ["done", "to-come"] and "transmettre" in rows[1].title


def test_what_was_taken_back_waits_for_nobody(
    territory: Territory, things: Things, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(kinds._kinds, "thing", replace(kinds._kinds["thing"], over=frozenset({"kept"})))
    word = things.add(territory.scope, state="kept")
    assert [row.state for row in words.thread_rows(selectors.thread_of(word.node))] == ["done"]


def test_what_asks_nobody_is_not_to_be_handed_over(
    territory: Territory, things: Things, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(kinds._kinds, "thing", replace(kinds._kinds["thing"], asks_answer=False))
    said = things.add(territory.scope)
    assert [row.state for row in words.thread_rows(selectors.thread_of(said.node))] == ["done"]
    expect(node=said.node, expects=Relation.ANSWER, whose="La ville", whose_key="town", days=15)
    assert [row.state for row in words.thread_rows(selectors.thread_of(said.node))] == ["done", "current"]


def test_a_closed_thread_promises_nothing_more(territory: Territory, things: Things) -> None:
    word, answer = things.add(territory.scope), things.add(territory.scope, "Non", Stage.DECISION)
    add_link(source=word.node, target=answer.node, relation=Relation.ANSWER)
    rows = words.thread_rows(selectors.thread_of(word.node))
    assert [row.state for row in rows] == ["done", "done"]
    assert [bool(row.url) for row in rows] == [False, True], "where one is, there is no link to oneself"


def test_who_was_told_stands_in_the_thread(lift: Thing, amina: User) -> None:
    with clock.at(datetime(2026, 11, 4, 9, tzinfo=UTC)):
        person = ask_to_be_told(by=amina, node=lift.node, contact="Tour B, 3e")
        tell_back(by=amina, node=lift.node, told_on=date(2026, 11, 4), follows=[person])
        rows = words.thread_rows(selectors.thread_of(lift.node))
    assert (plain(rows[1].title), rows[1].detail) == ("Rendu de vive voix le 4 novembre 2026", "à 1 personne")
    assert "Tour B" not in str(rows)


def test_a_third_party_has_promised_no_delay(lift: Thing) -> None:
    with clock.at(OCTOBER):
        expect(node=lift.node, expects=Relation.REPLY, whose="Le département", whose_key="third", days=20)
        turn = next(turn for turn in selectors.turns_of(lift.node) if turn.expects == Relation.REPLY)
    assert plain(words.promised(turn)) == (
        "Ils n’ont pas promis de délai ; on espère leur réponse avant le 3 novembre 2026."
    )


def test_what_is_added_to_a_thread_takes_its_place_by_its_day(
    territory: Territory, things: Things, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.at(OCTOBER):
        word = things.add(territory.scope, "Un banc")
    handed = Note(datetime(2026, 10, 15, 9, tzinfo=UTC), "Transmise à la ville", is_open=True)
    before = Note(datetime(2026, 10, 1, 9, tzinfo=UTC), "Dite à la fête")
    monkeypatch.setattr(notes, "_notes", [])
    for each in (lambda _nodes: [handed], lambda _nodes: [before]):
        register_thread_notes(each)
    rows = words.thread_rows(selectors.thread_of(word.node))
    assert [(row.title, row.state) for row in rows] == [
        ("Dite à la fête", "done"),
        ("Un banc", "done"),
        ("Transmise à la ville", "current"),
    ]
