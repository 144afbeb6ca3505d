"""Real votes, where the public data are present beside the repository."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from chainon.methods.budgeting import Instance, Rule
from chainon.methods.budgeting.count import count
from chainon.methods.budgeting.pabulib import read_pabulib
from chainon.methods.budgeting.tests.test_oracle import order, peer_orders
from chainon.methods.ties import Ties

DATA = Path(__file__).resolve().parents[6] / "shared" / "data" / "budgeting"
WIELICZKA = DATA / "poland_wieliczka_2023.pb"
TOULOUSE = DATA / "france_toulouse_2019_.pb"
present = pytest.mark.skipif(not WIELICZKA.exists(), reason="the public data are not beside the repository")
ADD1 = Rule("equal-shares", utility="cost", stop="overspend", ties=Ties("id"))


def official(path: Path) -> set[str]:
    """The ids marked as selected, read without the reader that is tested elsewhere."""
    lines = path.read_text(encoding="utf-8").splitlines()
    table = lines[lines.index("PROJECTS") + 1 : lines.index("VOTES")]
    return {row["project_id"] for row in csv.DictReader(table, delimiter=";") if row["selected"] == "1"}


@present
@pytest.mark.parametrize("start", ["exact", "whole"])
def test_the_official_outcome_of_wieliczka_is_found_again(start):
    outcome = count(read_pabulib(WIELICZKA), replace(ADD1, start=start))
    assert set(outcome.winners) == official(WIELICZKA)
    assert (len(outcome.winners), outcome.total_cost) == (30, 99_507_900)


@present
@pytest.mark.parametrize("stop", ["overspend", "exhaustive"])
def test_the_endowments_passed_over_change_nothing(stop):
    instance = read_pabulib(WIELICZKA)
    fast, slow = (count(instance, replace(ADD1, stop=stop, ties=Ties(way))) for way in ("id", "refuse"))
    assert fast.runs < slow.runs
    assert (fast.winners, fast.endowment) == (slow.winners, slow.endowment)
    assert [each.price for each in fast.rounds] == [each.price for each in slow.rounds]


@present
def test_another_stop_or_another_utility_elects_others():
    instance = read_pabulib(WIELICZKA)
    assert len(count(instance, replace(ADD1, stop="exhaustive")).winners) == 31
    assert len(count(instance, replace(ADD1, utility="cardinality")).winners) == 32


def asked(instance: Instance, rule: dict[str, str]) -> dict[str, object]:
    ballots = instance.ballots
    rows = [
        {instance.projects[project].id: points for project, points in ballots.row(group)}
        for group in range(len(ballots))
        for _ in range(int(ballots.weights[group]))
    ]
    return {
        "costs": {project.id: project.cost for project in instance.projects},
        "budget": instance.budget,
        "kind": ballots.kind.value,
        "ballots": rows,
        "rule": {"fill": "none", "stop": "none", **rule},
    }


@present
def test_the_peer_gives_the_same_order_on_real_votes():
    wieliczka, toulouse = (read_pabulib(path) for path in (WIELICZKA, TOULOUSE))
    cases = [
        asked(wieliczka, {"method": "equal-shares", "utility": "cost"}),
        asked(wieliczka, {"method": "equal-shares", "utility": "cardinality"}),
        asked(wieliczka, {"method": "phragmen"}),
        asked(wieliczka, {"method": "greedy", "ranking": "votes"}),
        asked(wieliczka, {"method": "greedy", "ranking": "votes-per-cost"}),
        asked(toulouse, {"method": "equal-shares", "utility": "points"}),
        asked(toulouse, {"method": "equal-shares", "utility": "cost"}),
    ]
    for case, expected in zip(cases, peer_orders(cases), strict=True):
        assert order(case) == expected, case["rule"]


@present
def test_two_processes_with_other_hash_seeds_count_alike():
    code = (
        "import sys; from pathlib import Path\n"
        "from chainon.methods.budgeting import Rule\n"
        "from chainon.methods.budgeting.count import count\n"
        "from chainon.methods.budgeting.pabulib import read_pabulib\n"
        "from chainon.methods.ties import Ties\n"
        "import json\n"
        "instance = read_pabulib(Path(sys.argv[1]))\n"
        "rule = Rule('equal-shares', stop='overspend', utility='points', fill='votes', ties=Ties.parse('seed:4 17'))\n"
        "o = count(instance, rule)\n"
        "print(json.dumps([o.winners, str(o.endowment), o.runs, [str(r.price) for r in o.rounds],"
        " [met.order for met in o.ties], o.left.tolist()]))\n"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code, str(TOULOUSE)], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1 and len(json.loads(told.pop())[0]) > 10
