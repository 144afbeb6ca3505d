"""Whatever is done, in whatever order: what is stored is what the objects say."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain import kinds
from chainon.base.chain.kinds import NodeFields
from chainon.base.chain.models import Follow, Node, Relation, Stage, Tally, Theme, Wait
from chainon.base.chain.services import (
    add_link,
    announce_pause,
    ask_to_be_told,
    ask_to_follow,
    change_theme,
    confirm_follow,
    differences,
    end_wait,
    expect,
    forget_silent,
    new_node,
    publish,
    rebuild,
    tell_back,
)
from chainon.base.chain.services.links import CycleError
from chainon.base.scopes.models import Kind, Scope, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.slips.models import Pad
from chainon.base.slips.services import bind_slip, make_pad, release_slip

from .things import Thing, Things

START = datetime(2026, 3, 4, 9, tzinfo=UTC)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("add", "copy", "change", "hide", "hide", "theme", "move", "link", "expect", "expect", "end", "pause"),
                *("rename", "retire", "follow", "confirm", "told", "slip", "release", "forget"),
            ]
        ),
        st.integers(0, 99),
    ),
    min_size=5,
    max_size=30,
)


@dataclass
class Copy(Thing):
    """It says again the title, the theme and the place of what it came out of, and is shown when that is."""

    source: int = 0


def copied(copy: Copy) -> NodeFields:
    source = Node.objects.select_related("scope__territory", "theme").get(pk=copy.source)
    said = {"title": source.title, "theme": source.theme, "scope": source.scope, "is_public": source.is_public}
    return replace(copy.fields, **said)


@dataclass
class World:
    """What is played on: things said, copies that came out of them, a place to move to, a pad of slips."""

    territory: Territory
    things: Things
    copies: Things
    bruno: User
    place: Scope
    pad: Pad

    def add_copy(self, source: Thing) -> None:
        node = new_node(kind="copy", stage=Stage.DECISION, scope=source.fields.scope)
        copy = Copy(node, replace(source.fields, stage=Stage.DECISION, opened_at=clock.now()), source.node_id)
        self.copies.kept.append(copy)
        publish(copy)
        add_link(source=source.node, target=node, relation=Relation.ANSWER)
        expect(node=node, expects=Relation.COMMITMENT, whose="La ville", whose_key="v")


@pytest.fixture
def world(territory: Territory, things: Things, bruno: User, monkeypatch: pytest.MonkeyPatch) -> World:
    copies = Things()
    kind: Any = replace(
        kinds.kinds()["thing"], name="copy", model=Copy, fields=copied, objects=lambda: copies, copies_source=True
    )
    monkeypatch.setattr(kinds, "_kinds", {**kinds.kinds(), "copy": kind})
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    with clock.at(START):
        pad = make_pad(by=bruno, scope=territory.scope, size=20, entry=uuid4())
    return World(territory, things, copies, bruno, place, pad)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_stored_equals_rebuilt_after_each_act_whatever_it_is(acts: list[tuple[str, int]], world: World) -> None:
    for step, (act, number) in enumerate(acts):
        with clock.at(START + timedelta(days=step)):
            play(act, number, world)
        assert list(differences()) == [], (step, act, number)
    assert not Wait.objects.open().filter(node__is_public=False).exists()
    assert not Wait.objects.filter(is_suspended=True, node__is_public=True).exists()
    world.pad.refresh_from_db()
    assert world.pad.bound == world.pad.slips.bound().count()


def play(act: str, number: int, world: World) -> None:
    kept = world.things.kept
    if act == "add" or not kept:
        world.things.add(world.territory.scope, stage=Stage(1 + number % 6), is_public=number % 4 > 0)
        return
    thing = kept[number % len(kept)]
    if not _told(act, number, world, thing):
        _said(act, number, world, thing)


def _said(act: str, number: int, world: World, thing: Thing) -> None:
    """What changes the chain."""
    things, scope = world.things, world.territory.scope
    if act == "copy":
        world.add_copy(thing)
    elif act == "change":
        things.change(thing, state="kept", title=f"Titre {number}")
    elif act == "hide":
        things.change(thing, is_public=not thing.fields.is_public)
    elif act == "theme":
        things.change(thing, theme=Theme.objects.filter(territory=scope)[number % 12])
    elif act == "move":
        things.change(thing, scope=world.place if thing.fields.scope == scope else scope)
    elif act == "link":
        every = things.kept + world.copies.kept
        with contextlib.suppress(CycleError):
            target = every[number // 7 % len(every)].node
            add_link(source=thing.node, target=target, relation=list(Relation)[number % 3])
    elif act == "expect":
        expect(node=thing.node, expects=Relation.ANSWER, whose="La ville", whose_key=f"v{number % 2}")
    elif act == "end" and (wait := Wait.objects.pending().first()):
        end_wait(wait=wait, reason="Réglé")
    elif act == "pause":
        days = {"first": clock.today(), "last": clock.today() + timedelta(days=number % 20)}
        announce_pause(by=world.bruno, territory=scope, reason="Vacances", **days)


def _told(act: str, number: int, world: World, thing: Thing) -> bool:
    """What is beside it: themes, follows, slips."""
    territory, bruno = world.territory.scope, world.bruno
    with contextlib.suppress(Refused, Unavailable):
        if act in {"rename", "retire"}:
            theme = Theme.objects.filter(territory=territory)[number % 12]
            name, is_used = (f"Mot {number}", True) if act == "rename" else (theme.name, theme.retired_on is not None)
            said = {"position": 1 + number % 12, "decision": "L’assemblée", "decided_on": clock.today()}
            change_theme(by=bruno, theme=theme, name=name, is_used=is_used, **said)
        elif act == "follow":
            ask_to_follow(node=thing.node, email=f"p{number % 3}@example.org")
        elif act == "confirm" and (follow := Follow.objects.filter(confirmed_at=None).first()):
            confirm_follow(follow=follow)
        elif act == "told":
            person = ask_to_be_told(by=bruno, node=thing.node, contact="Mme D.")
            tell_back(by=bruno, node=thing.node, told_on=clock.today(), follows=[person])
        elif act == "slip":
            bind_slip(by=bruno, slip=world.pad.slips.all()[number % 20], node=thing.node)
        elif act == "release" and (slip := world.pad.slips.bound().first()):
            release_slip(by=bruno, slip=slip)
        elif act == "forget":
            forget_silent()
        else:
            return False
    return True


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
