"""In `polis` mode the figures are those of red-dwarf, when its Python is given: CHAINON_PEER_PYTHON=…/bin/python."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from chainon.methods.opinions import Reactions
from chainon.methods.opinions.polis import PolisResult, polis

from .conversations import PUBLIC, planted, public, triples

PEER = os.environ.get("CHAINON_PEER_PYTHON", "")


@pytest.fixture(scope="module")
def peer() -> str:
    if not PEER:
        pytest.skip("CHAINON_PEER_PYTHON names no interpreter")
    if subprocess.run([PEER, "-c", "import reddwarf"], check=False, capture_output=True).returncode:
        pytest.skip("red-dwarf is not installed beside the interpreter that CHAINON_PEER_PYTHON names")
    return PEER


def said_by(peer: str, reactions: Reactions, groups: dict[str, str], excluded: list[int]) -> dict[str, Any]:
    given = {"reactions": triples(reactions), "groups": groups, "excluded": excluded}
    program = Path(__file__).with_name("peer_figures.py")
    done = subprocess.run([peer, str(program)], input=json.dumps(given), check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def assert_same(ours: PolisResult, theirs: dict[str, Any]) -> None:
    numbered = {str(int(statement)): place for place, statement in enumerate(ours.reactions.statements)}
    places = [numbered[statement] for statement in theirs["statements"]]
    for axis, other in zip(ours.axes.directions[:, places], theirs["axes"], strict=True):
        assert abs(np.dot(axis, other)) > 0.999
    assert np.abs(ours.gic_agree[places] - theirs["gic_agree"]).max() < 1e-9
    assert np.abs(ours.gic_disagree[places] - theirs["gic_disagree"]).max() < 1e-9
    np.testing.assert_allclose(ours.priority[places], theirs["priority"], rtol=1e-3)
    name = {place: statement for statement, place in numbered.items()}
    for group, picks in zip(ours.names, ours.representative, strict=True):
        assert sorted(name[pick.statement] for pick in picks) == theirs["representative"][group]
    for direction, statements in theirs["consensus"].items():
        assert sorted(name[p.statement] for p in ours.consensus if p.direction == direction) == statements


@pytest.mark.parametrize("excluded", [[], [3, 5]], ids=["all", "moderated"])
@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_conversation_has_the_peer_s_axes_consensus_and_representative_statements(
    peer: str, name: str, excluded: list[int]
) -> None:
    reactions, groups = public(name)
    ours = polis(reactions, groups=groups, excluded=[str(number) for number in excluded])
    assert_same(ours, said_by(peer, reactions, groups, excluded))


@pytest.mark.parametrize("seed", range(6))
def test_an_invented_conversation_too(peer: str, seed: int) -> None:
    reactions, truth = planted(120, 30, 14, groups=2 + seed % 3, seed=seed)
    groups = {person: str(group) for person, group in zip(reactions.participants, truth, strict=True)}
    assert_same(polis(reactions, groups=groups), said_by(peer, reactions, groups, []))
