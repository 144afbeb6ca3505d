"""Invented elections, the same on every machine, and our winners in the form in which another program gives its own."""

from __future__ import annotations

import random
from typing import Any

from chainon.methods.counting.ballots import from_marks
from chainon.methods.counting.judgment import majority_judgment
from chainon.methods.counting.model import NONE, Profile
from chainon.methods.counting.runoff import irv
from chainon.methods.counting.schulze import schulze
from chainon.methods.counting.scoring import approval, borda, plurality, points
from chainon.methods.counting.stv import stv
from chainon.methods.counting.two_round import two_round
from chainon.methods.ties import TieError, Ties

SCALE = ("Très bien", "Bien", "Assez bien", "Passable", "À rejeter")
KINDS = {
    "plurality": "choice",
    "two-round": "ranks",
    "approval": "approval",
    "points": "points",
    "majority-judgment": "grades",
    "borda": "ranks",
    "schulze": "ranks",
    "irv": "ranks",
    "irv-split": "ranks",
    "irv-approval": "ranks",
    "stv": "ranks",
}
RULES = tuple(KINDS)
Case = dict[str, Any]


def case(rule: str, number: int) -> Case:
    """An election: marks of each ballot, how many carry them, an order for equalities, seats."""
    rng = random.Random(f"{rule} {number}")
    width = rng.randint(2, 6)
    kinds = rng.randint(1, 9)
    has_ties = rule in {"borda", "schulze", "irv-split", "irv-approval"} and rng.random() < 0.7
    rows = [_row(rng, KINDS[rule], width, has_ties=has_ties, whole=rule in {"two-round", "irv"}) for _ in range(kinds)]
    rows = [list(row) for row in dict.fromkeys(map(tuple, rows))]
    most = rng.choice([1, 3, 12])
    return {
        "rule": rule,
        "width": width,
        "rows": rows,
        "numbers": [rng.randint(1, most) for _ in rows],
        "order": rng.sample(range(width), width),
        "seats": rng.randint(1, width),
    }


def _row(rng: random.Random, kind: str, width: int, *, has_ties: bool, whole: bool) -> list[int]:
    match kind:
        case "choice":
            chosen = rng.randrange(width)
            return [int(place == chosen) for place in range(width)]
        case "approval":
            return [rng.randint(0, 1) for _ in range(width - 1)] + [1]
        case "points":
            return [rng.randint(0, 5) for _ in range(width - 1)] + [rng.randint(1, 5)]
        case "grades":
            return [rng.randrange(len(SCALE)) for _ in range(width)]
        case _:
            ranks = [rng.randrange(width) for _ in range(width)] if has_ties else rng.sample(range(width), width)
            depth = width if whole else rng.randint(1, width)
            kept = [rank if rank < depth else NONE for rank in ranks]
            return kept if min(kept) != NONE else ranks


def names(case: Case) -> list[str]:
    return [str(place) for place in range(case["width"])]


def profile(case: Case, kind: str | None = None) -> Profile:
    rows = [row for row, times in zip(case["rows"], case["numbers"], strict=True) for _ in range(times)]
    return from_marks(kind or KINDS[case["rule"]], names(case), rows, scale=SCALE)  # type: ignore[arg-type] # a test's table


def winners(case: Case) -> list[int] | None:
    """Ours: all who share the first place, or the one that the order of the case leaves; None when an equality would
    have to be settled and the other program settles it as it likes."""
    rule, ballots = case["rule"], profile(case)
    order = Ties("order", order=tuple(str(place) for place in reversed(case["order"])))
    match rule:
        case "irv" | "irv-split":
            return [int(irv(ballots, ties=order).winners[0])]
        case "irv-approval":
            return [int(irv(ballots, equal_ranks="approval", ties=order).winners[0])]
        case "stv":
            try:
                return sorted(int(name) for name in stv(ballots, seats=case["seats"]).winners)
            except TieError:
                return None
        case "two-round":
            return _two_rounds(case)
        case "schulze":
            outcome = schulze(ballots, strength="margins", ties=order)
        case _:
            counts = {f.__name__: f for f in (plurality, approval, points, borda, majority_judgment)}
            outcome = counts[rule.replace("-", "_")](ballots, ties=order)  # type: ignore[operator] # same parameters
    return sorted(int(name) for name in outcome.ranking[0])


def _two_rounds(case: Case) -> list[int] | None:
    """Both rounds with the same ranked ballots: first choices, then those who prefer one of the two."""
    first = [[int(rank == 0) for rank in row] for row in case["rows"]]
    try:
        outcome = two_round(profile({**case, "rows": first}, "choice"))
        if outcome.winners:
            return [int(outcome.winners[0])]
        a, b = (int(name) for name in outcome.qualified)
        second = [[int(row[a] < row[b]), int(row[b] < row[a])] for row in case["rows"]]
        final = plurality(profile({**case, "rows": second, "width": 2}, "choice"))
        return [(a, b)[int(final.winners[0])]]
    except TieError:
        return None
