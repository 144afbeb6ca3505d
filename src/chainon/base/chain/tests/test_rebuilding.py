"""Whatever is done, in whatever order: what is stored is what the objects say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.models import Node, Relation, Stage, Tally, Theme, Wait
from chainon.base.chain.services import add_link, announce_pause, differences, end_wait, expect, rebuild
from chainon.base.chain.services.links import CycleError
from chainon.base.scopes.models import Territory

from .things import Things

START = datetime(2026, 3, 4, 9, tzinfo=UTC)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["add", "change", "hide", "theme", "link", "expect", "end", "pause"]), st.integers(0, 99)
    ),
    min_size=5,
    max_size=40,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_stored_equals_rebuilt_after_any_acts(
    acts: list[tuple[str, int]], territory: Territory, things: Things, bruno: User
) -> None:
    for step, (act, number) in enumerate(acts):
        with clock.at(START + timedelta(days=step)):
            play(act, number, territory, things, bruno)
    assert list(differences()) == []


def play(act: str, number: int, territory: Territory, things: Things, bruno: User) -> None:
    scope, kept = territory.scope, things.kept
    thing, other = (kept[number % len(kept)], kept[number // 7 % len(kept)]) if kept else (None, None)
    if act == "add" or thing is None:
        things.add(scope, stage=Stage(1 + number % 6), is_public=number % 4 > 0)
    elif act == "change":
        things.change(thing, state="kept", title=f"Titre {number}")
    elif act == "hide":
        things.change(thing, is_public=not thing.fields.is_public)
    elif act == "theme":
        themes = list(Theme.objects.filter(territory=scope))
        things.change(thing, theme=themes[number % 12])
    elif act == "link":
        relation = list(Relation)[number % 3]
        try:
            add_link(source=thing.node, target=other.node, relation=relation)
        except CycleError:
            return
    elif act == "expect":
        expect(node=thing.node, expects=Relation.ANSWER, whose="La ville", whose_key=f"v{number % 2}")
    elif act == "end" and (wait := Wait.objects.open().first()):
        end_wait(wait=wait, reason="Réglé")
    elif act == "pause":
        day = clock.today()
        announce_pause(by=bruno, territory=scope, first=day, last=day + timedelta(days=number % 20), reason="Vacances")


@pytest.fixture
def damaged(territory: Territory, things: Things) -> Things:
    with clock.at(START):
        word, answer = things.add(territory.scope), things.add(territory.scope, "Réponse", Stage.DECISION)
        add_link(source=word.node, target=answer.node, relation=Relation.CARRIED)
        expect(node=answer.node, expects=Relation.COMMITMENT, whose="La ville", whose_key="v")
    Node.objects.filter(pk=word.node_id).update(reached=Stage.VOICE, title="Autre")
    Wait.objects.update(due_on=date(2027, 1, 1))
    Tally.objects.filter(stage=Stage.VOICE).update(count=7)
    return things


def test_what_someone_changed_in_the_database_is_found_and_mended(
    damaged: Things, capsys: pytest.CaptureFixture[str]
) -> None:
    found = {(fault.what, fault.stored, fault.found) for fault in differences()}
    assert ("title", "Autre", "Un banc au parc") in found
    assert ("reached", "1", "3") in found and ("due_on", "2027-01-01", "2026-04-03") in found
    assert ("count", "7", "1") in found
    with pytest.raises(SystemExit) as end:
        call_command("chain", "check")
    assert end.value.code == 1 and "NE TIENT PAS" in capsys.readouterr().err
    assert rebuild() == 3
    call_command("chain", "check")
    assert "La chaîne tient" in capsys.readouterr().out
    assert rebuild() == 0


def test_the_command_says_how_much_it_mended(damaged: Things, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("chain", "rebuild")
    assert "3 lignes corrigées" in capsys.readouterr().out
    assert list(differences()) == []
