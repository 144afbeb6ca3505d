"""Run by the interpreter of an environment where pref_voting (MIT) is installed: elections in, its winners out.

`python -m venv peer && peer/bin/pip install pref_voting==1.18.2`; nothing of it is imported by the project.
"""

import contextlib
import io
import json
import sys

from pref_voting.grade_methods import approval, majority_judgement, score_voting
from pref_voting.grade_profiles import GradeProfile
from pref_voting.iterative_methods import (
    approval_irv_tb,
    instant_runoff_tb,
    plurality_with_runoff_put,
    split_irv_tb,
)
from pref_voting.margin_based_methods import beat_path
from pref_voting.profiles import Profile
from pref_voting.profiles_with_ties import ProfileWithTies
from pref_voting.proportional_methods import stv_scottish
from pref_voting.scoring_methods import borda_for_profile_with_ties, plurality

NONE = 255
WORST = 4


def linear(case: dict) -> Profile:
    rows = [sorted(range(case["width"]), key=row.__getitem__) for row in case["rows"]]
    return Profile(rows, case["numbers"])


def ranked(case: dict) -> ProfileWithTies:
    rows = [{place: rank + 1 for place, rank in enumerate(row) if rank != NONE} for row in case["rows"]]
    made = ProfileWithTies(rows, case["numbers"], candidates=list(range(case["width"])))
    made.use_extended_strict_preference()
    return made


def graded(case: dict, marks: list) -> GradeProfile:
    rows = [dict(enumerate(row)) for row in case["rows"]]
    if case["rule"] == "majority-judgment":
        rows = [{place: WORST - grade for place, grade in row.items()} for row in rows]
    return GradeProfile(rows, marks, gcounts=case["numbers"], candidates=list(range(case["width"])))


def chosen(case: dict) -> dict:
    """The same election as rankings that begin with the one chosen."""
    return {**case, "rows": [[0 if mark else 1 + place for place, mark in enumerate(row)] for row in case["rows"]]}


RULES = {
    "plurality": lambda case: plurality(linear(chosen(case))),
    "two-round": lambda case: plurality_with_runoff_put(linear(case)),
    "approval": lambda case: approval(graded(case, [0, 1])),
    "points": lambda case: score_voting(graded(case, list(range(6)))),
    "majority-judgment": lambda case: majority_judgement(graded(case, list(range(5)))),
    "borda": lambda case: borda_for_profile_with_ties(ranked(case)),
    "schulze": lambda case: beat_path(ranked(case)),
    "irv": lambda case: instant_runoff_tb(linear(case), tie_breaker=case["order"]),
    "irv-split": lambda case: split_irv_tb(ranked(case), tie_breaker=case["order"]),
    "irv-approval": lambda case: approval_irv_tb(ranked(case), tie_breaker=case["order"]),
    "stv": lambda case: stv_scottish(ranked(case), num_seats=case["seats"]),
}


def winners(case: dict) -> list:
    return RULES[case["rule"]](case)


def main() -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        found = [sorted(int(place) for place in winners(case)) for case in json.load(sys.stdin)]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
