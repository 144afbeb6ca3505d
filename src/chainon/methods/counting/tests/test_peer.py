"""Our winners are those of pref_voting: on elections kept here, and on 500 a rule where that program is at hand.

`CHAINON_PEER_COUNTING` names the Python of an environment of its own where pref_voting 1.18.2 is installed. To make the
kept elections again: that variable, then `python -m chainon.methods.counting.tests.test_peer`.
"""

from __future__ import annotations

import json
import os
import subprocess
from itertools import count, islice
from pathlib import Path

import pytest

from .invented import RULES, Case, case, winners

KEPT = Path(__file__).with_name("golden_winners.json")
PEER = os.environ.get("CHAINON_PEER_COUNTING")
ELECTIONS = 500


def theirs(cases: list[Case]) -> list[list[int]]:
    """The winners of the other program."""
    script = Path(__file__).with_name("peer_winners.py")
    done = subprocess.run([str(PEER), str(script)], input=json.dumps(cases), capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout))


def comparable(rule: str, number: int) -> list[Case]:
    """Invented elections in which no equality is settled in a way of its own by either program."""
    found = (made for made in (case(rule, i) for i in count()) if winners(made) is not None)
    return list(islice(found, number))


def agree(made: Case, others: list[int]) -> bool:
    """pref_voting stops majority judgment at the majority gauge: of those it leaves equal, ours is or are the best."""
    ours = winners(made)
    assert ours
    return set(ours) <= set(others) if made["rule"] == "majority-judgment" and len(others) > 1 else ours == others


@pytest.mark.parametrize("rule", RULES)
def test_winners_are_those_kept_from_the_other_program(rule: str) -> None:
    kept = [row for row in json.loads(KEPT.read_text(encoding="utf-8")) if row["rule"] == rule]
    assert len(kept) == 20
    assert [row for row in kept if not agree(row, row["winners"])] == []


@pytest.mark.skipif(PEER is None, reason="CHAINON_PEER_COUNTING names no Python with pref_voting")
@pytest.mark.parametrize("rule", RULES)
def test_winners_are_those_of_the_other_program_on_500_elections(rule: str) -> None:
    cases = comparable(rule, ELECTIONS)
    found = [(made, others) for made, others in zip(cases, theirs(cases), strict=True) if not agree(made, others)]
    assert found == []


if __name__ == "__main__":
    rows = []
    for name in RULES:
        cases = comparable(name, 20)
        rows += [{**made, "winners": others} for made, others in zip(cases, theirs(cases), strict=True)]
    KEPT.write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n", encoding="utf-8")
