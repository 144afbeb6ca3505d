"""Counts by pabutools, in its own environment: JSON instances on the input, the order of the winners on the output.

`PEER_PYTHON peer_pabutools.py < instances.json`. The peer is GPL: it is asked, never imported by the project.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from pabutools.election import (
    Additive_Cardinal_Sat,
    ApprovalBallot,
    ApprovalMultiProfile,
    Cardinality_Sat,
    Cost_Sat,
    CumulativeBallot,
    CumulativeMultiProfile,
    Instance,
    Project,
)
from pabutools.rules import (
    completion_by_rule_combination,
    exhaustion_by_budget_increase,
    greedy_utilitarian_welfare,
    method_of_equal_shares,
    sequential_phragmen,
)

UTILITY = {"cost": Cost_Sat, "cardinality": Cardinality_Sat, "points": Additive_Cardinal_Sat}


def winners(case: dict[str, Any]) -> list[str]:
    projects = {name: Project(name, cost) for name, cost in case["costs"].items()}
    instance = Instance(projects.values(), budget_limit=case["budget"])
    ballots = [{projects[name]: points for name, points in ballot.items()} for ballot in case["ballots"]]
    if case["kind"] == "approval":
        profile = ApprovalMultiProfile([ApprovalBallot(ballot).frozen() for ballot in ballots], instance=instance)
    else:
        profile = CumulativeMultiProfile([CumulativeBallot(ballot).frozen() for ballot in ballots], instance=instance)
    return [project.name for project in _count(case, instance, profile)]


def _count(case: dict[str, Any], instance: Any, profile: Any) -> Any:
    rule = case["rule"]
    if rule["method"] == "phragmen":
        return sequential_phragmen(instance, profile)
    if rule["method"] == "greedy":
        utility = Cost_Sat if rule["ranking"] == "votes" else Cardinality_Sat
        return greedy_utilitarian_welfare(instance, profile, sat_class=utility)
    utility = {"sat_class": UTILITY[rule["utility"]]}
    if rule["stop"] == "none":
        return method_of_equal_shares(instance, profile, **utility)
    grown = {
        "rule": method_of_equal_shares,
        "rule_params": utility,
        "exhaustive_stop": rule["stop"] == "exhaustive",
        "budget_step": len(case["ballots"]) * rule["step"],
    }
    if rule["fill"] == "none":
        return exhaustion_by_budget_increase(instance, profile, **grown)
    return completion_by_rule_combination(
        instance,
        profile,
        [exhaustion_by_budget_increase, greedy_utilitarian_welfare],
        [grown, {"sat_class": Cost_Sat}],
    )


if __name__ == "__main__":
    json.dump([winners(case) for case in json.load(sys.stdin)], sys.stdout)
