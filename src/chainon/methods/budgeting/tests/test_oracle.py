"""The same winners in the same order as another program: pabutools, exact arithmetic, ties by id as text.

A part of its answers is committed. The rest is asked when CHAINON_PEER_PYTHON names a Python that has it.
"""

from __future__ import annotations

import json
import os
import subprocess
from functools import cache
from pathlib import Path

import pytest

from chainon.methods.budgeting.count import count
from chainon.methods.budgeting.tests.cases import Case, instance_of, random_case, rule_of

HERE = Path(__file__).parent
GOLDEN = HERE / "golden_orders.json"
SEEDS = range(1000)


@cache
def peer() -> str:
    python = os.environ.get("CHAINON_PEER_PYTHON", "")
    if not python:
        pytest.skip("CHAINON_PEER_PYTHON does not name a Python that has pabutools")
    if subprocess.run([python, "-c", "import pabutools"], capture_output=True, check=False).returncode:
        pytest.skip("the Python of CHAINON_PEER_PYTHON has no pabutools")
    return python


def peer_orders(cases: list[Case]) -> list[list[str]]:
    told = subprocess.run(
        [peer(), str(HERE / "peer_pabutools.py")], input=json.dumps(cases), capture_output=True, text=True, check=True
    )
    orders: list[list[str]] = json.loads(told.stdout)
    return orders


def order(case: Case) -> list[str]:
    found = list(count(instance_of(case), rule_of(case)).winners)
    # The peer forgets the order of its purchases by Phragmén.
    return sorted(found) if case["rule"]["method"] == "phragmen" else found


def test_the_committed_answers_of_the_peer_are_found_again():
    for case in json.loads(GOLDEN.read_text()):
        assert order(case) == case["winners"], case


def test_a_thousand_random_votes_full_of_ties_give_the_order_of_the_peer():
    cases = [random_case(seed) for seed in SEEDS]
    for case, expected in zip(cases, peer_orders(cases), strict=True):
        assert order(case) == expected, case
