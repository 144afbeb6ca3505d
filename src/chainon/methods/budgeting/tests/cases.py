"""Invented votes where equalities abound, in the JSON form that the peer and the golden file share."""

from __future__ import annotations

import random
from typing import Any

from chainon.methods.budgeting import Ballots, BallotType, Instance, Project, Rule
from chainon.methods.ties import Ties

Case = dict[str, Any]

RULES: tuple[dict[str, Any], ...] = (
    {"method": "greedy", "ranking": "votes"},
    {"method": "greedy", "ranking": "votes-per-cost"},
    *(
        {"method": "equal-shares", "utility": utility, "stop": stop, "fill": fill, "step": 1}
        for utility in ("cost", "cardinality")
        for stop, fill in (("none", "none"), ("overspend", "none"), ("exhaustive", "none"), ("overspend", "votes"))
    ),
    {"method": "phragmen"},
)
POINTS_RULES: tuple[dict[str, Any], ...] = tuple(
    {"method": "equal-shares", "utility": utility, "stop": stop, "fill": "none", "step": 1}
    for utility in ("points", "cost")
    for stop in ("none", "overspend", "exhaustive")
)


def random_case(seed: int) -> Case:
    """A small vote: few different costs, few different ballots, ids whose order as text is not their order as numbers.

    Every project has a vote: the peer would buy those without, or wait for them.
    """
    rng = random.Random(seed)
    names = [str(number) for number in rng.sample(range(1, 40), rng.randint(1, 9))]
    prices = rng.choice([[6], [4, 8], [3, 6, 12], [1, 2, 3, 5, 8, 13], list(range(1, 30))])
    costs = {name: rng.choice(prices) for name in names}
    with_points = seed % 4 == 3
    ballots = []
    for _ in range(rng.randint(1, 14)):
        named = rng.sample(names, rng.randint(0, min(len(names), 4)))
        ballots.append({name: rng.randint(1, 4) if with_points else 1 for name in named})
    for name in names:
        if not any(name in ballot for ballot in ballots):
            rng.choice(ballots)[name] = 1
    budget = rng.randint(1, max(1, round(rng.choice([0.4, 0.7, 0.9, 1.1]) * sum(costs.values()))))
    rules = POINTS_RULES if with_points else RULES
    kind = "cumulative" if with_points else "approval"
    return {"costs": costs, "budget": budget, "kind": kind, "ballots": ballots, "rule": rules[seed // 4 % len(rules)]}


def instance_of(case: Case) -> Instance:
    projects = tuple(Project(name, cost) for name, cost in case["costs"].items())
    place = {project.id: number for number, project in enumerate(projects)}
    rows = [tuple((place[name], points) for name, points in ballot.items()) for ballot in case["ballots"]]
    return Instance(projects, Ballots.of(BallotType(case["kind"]), rows), case["budget"])


def rule_of(case: Case) -> Rule:
    return Rule(**case["rule"], ties=Ties("id"))
