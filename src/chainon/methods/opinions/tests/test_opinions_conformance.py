"""What every way of grouping must satisfy: declared, by opinion, none, as Polis."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from chainon.methods.opinions import OpinionsError, Reactions
from chainon.methods.opinions.analysis import analyse
from chainon.methods.opinions.polis import polis
from chainon.methods.opinions.polis_report import polis_facts
from chainon.methods.opinions.report import facts, facts_sha256, inputs_sha256, map_table
from chainon.methods.opinions.telling import told

from .conversations import planted, triples

Way = Callable[[Reactions, str], dict[str, Any]]


def declared(reactions: Reactions) -> dict[str, str]:
    return {name: ["jeunes", "aînés", "relais"][int(name) % 3] for name in reactions.participants}


def _whole(reactions: Reactions, seed: str, groups: dict[str, str] | None = None) -> dict[str, Any]:
    analysis = analyse(reactions, groups=groups, seed=seed)
    found = facts(analysis, inputs_sha256(reactions, groups))
    return found | {"sha256": facts_sha256(found), "map": map_table(analysis), "text": told(analysis)}


WAYS: dict[str, Way] = {
    "declared": lambda reactions, seed: _whole(reactions, seed, declared(reactions)),
    "opinion": _whole,
    "polis": lambda reactions, seed: polis_facts(polis(reactions, seed=seed)),
    "polis, groups given": lambda reactions, seed: polis_facts(polis(reactions, groups=declared(reactions), seed=seed)),
}
CONVERSATIONS = {
    "two groups": planted(120, 24, 15, groups=2, seed=3)[0],
    "chance": planted(60, 15, 10, groups=1, seed=4)[0],
    "few people": planted(12, 8, 6, groups=2, seed=5)[0],
    "one statement": planted(30, 1, 1, groups=2, seed=6)[0],
    "all agree": Reactions.of([(f"{person:02}", str(name), 1) for person in range(25) for name in range(8)]),
}
every = pytest.mark.parametrize("way", WAYS)
everywhere = pytest.mark.parametrize("conversation", CONVERSATIONS)


@every
@everywhere
def test_the_order_of_the_rows_never_matters(way: str, conversation: str) -> None:
    reactions = CONVERSATIONS[conversation]
    rows = triples(reactions)
    random.Random(1).shuffle(rows)
    shuffled = Reactions.of(rows, reactions.statements)
    assert WAYS[way](shuffled, "s") == WAYS[way](reactions, "s")


@every
@everywhere
def test_what_is_listed_is_a_statement_and_is_listed_once(way: str, conversation: str) -> None:
    reactions = CONVERSATIONS[conversation]
    found = WAYS[way](reactions, "s")
    for name in ("consensus", "divisive", "minority"):
        ids = [entry["id"] for entry in found[name]]
        assert set(ids) <= set(reactions.statements)
        assert len(set(ids)) == len(ids)
    assert sum(found["groups"]) <= found["participants"] == len(reactions.participants)
    assert len(found["table"]) == found["statements"] == len(reactions.statements)


@pytest.mark.parametrize("way", ["declared", "opinion"])
@everywhere
def test_turning_every_answer_round_turns_every_direction_round(way: str, conversation: str) -> None:
    reactions = CONVERSATIONS[conversation]
    contrary = Reactions(
        reactions.participants, reactions.statements, reactions.rows, reactions.columns, -reactions.answers
    )
    ours, theirs = WAYS[way](reactions, "s"), WAYS[way](contrary, "s")
    turned = {"agree": "disagree", "disagree": "agree", None: None}
    assert ours["groups"] == theirs["groups"]
    for name in ("consensus", "minority"):
        got = {(entry["id"], entry["direction"]) for entry in theirs[name]}
        assert got == {(entry["id"], turned[entry["direction"]]) for entry in ours[name]}


def _digest(hash_seed: int) -> str:
    code = (
        "import hashlib, json\n"
        "from chainon.methods.opinions.tests.test_opinions_conformance import CONVERSATIONS, WAYS\n"
        "whole = {f'{way} {name}': WAYS[way](c, 'graine') for way in WAYS for name, c in CONVERSATIONS.items()}\n"
        "print(hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest())\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": str(hash_seed)}
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment)
    return done.stdout.strip()


def test_two_processes_with_different_hash_seeds_give_the_same_bytes() -> None:
    here = {f"{way} {name}": WAYS[way](found, "graine") for way in WAYS for name, found in CONVERSATIONS.items()}
    mine = hashlib.sha256(json.dumps(here, sort_keys=True).encode()).hexdigest()
    assert {_digest(1), _digest(2)} == {mine}


def test_one_more_reaction_changes_the_hash_of_what_went_in() -> None:
    rows = triples(CONVERSATIONS["chance"])
    whole = inputs_sha256(Reactions.of(rows))
    assert inputs_sha256(Reactions.of(rows[1:])) != whole
    assert inputs_sha256(Reactions.of([(*rows[0][:2], -rows[0][2] or 1), *rows[1:]])) != whole
    one, other = (Reactions.of([("a", name, 1)], ["1", "2"]) for name in ("1", "2"))
    assert inputs_sha256(one) != inputs_sha256(other)
    assert inputs_sha256(Reactions.of(rows), {"00": "jeunes"}) != whole
    assert inputs_sha256(Reactions.of(rows), None, ["3"]) != whole


def test_a_declared_group_of_fewer_than_five_is_never_shown() -> None:
    reactions = CONVERSATIONS["two groups"]
    groups = {name: "grand" if place > 20 else "autre" for place, name in enumerate(reactions.participants)}
    groups |= dict.fromkeys(reactions.participants[:4], "petit")
    analysis = analyse(reactions, groups=groups)
    assert analysis.grouped.names == ("autre", "grand")
    assert sum(analysis.counts.sizes) == len(reactions.participants) - 4
    assert "petit" not in json.dumps(facts(analysis, ""))


def test_one_declared_group_is_no_groups() -> None:
    reactions = CONVERSATIONS["two groups"]
    found = analyse(reactions, groups=dict.fromkeys(reactions.participants, "tous"))
    assert found.grouped.reason == "few-declared"
    assert found.counts.sizes == (len(reactions.participants),)


def test_nothing_left_to_analyse_is_refused() -> None:
    reactions = CONVERSATIONS["one statement"]
    with pytest.raises(OpinionsError, match="no-reactions"):
        analyse(reactions, excluded=reactions.statements)
