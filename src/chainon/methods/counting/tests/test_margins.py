"""Margins against every possible rewriting of small boxes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations, product

import pytest

from chainon.methods.counting.ballots import from_marks
from chainon.methods.counting.decision import yes_no
from chainon.methods.counting.judgment import majority_judgment
from chainon.methods.counting.model import NONE, Kind, Outcome, Profile
from chainon.methods.counting.runoff import irv
from chainon.methods.counting.schulze import schulze
from chainon.methods.counting.scoring import approval, borda, plurality, points
from chainon.methods.counting.thresholds import Threshold
from chainon.methods.counting.two_round import two_round
from chainon.methods.ties import TieError

NAMES = ("a", "b", "c")
SCALE = ("bien", "moyen", "mal")
HALF = Threshold(Fraction(1, 2), strictly=True)
TWO_THIRDS = Threshold(Fraction(2, 3))
Count = Callable[[Profile], Outcome]

FORMS: dict[Kind, list[tuple[int, ...]]] = {
    "choice": [(1, 0, 0), (0, 1, 0), (0, 0, 1)],
    "approval": [row for row in product((0, 1), repeat=3) if any(row)],
    "answers": [(0,), (1,)],
    "grades": list(product((0, 1, 2), repeat=2)),
    "ranks": [*{tuple(sorted(set(row)).index(r) for r in row) for row in product(range(3), repeat=3)}, (0, NONE, NONE)],
    "points": [row for row in product((0, 1, 3), repeat=2) if any(row)],
}
EXACT: dict[str, tuple[Kind, Count, int]] = {
    "plurality": ("choice", plurality, 7),
    "plurality, two seats": ("choice", lambda p: plurality(p, seats=2), 7),
    "plurality, more than half": ("choice", lambda p: plurality(p, threshold=HALF), 7),
    "approval": ("approval", approval, 4),
    "approval, two seats, two thirds": ("approval", lambda p: approval(p, seats=2, threshold=TWO_THIRDS), 4),
    "two rounds": ("choice", two_round, 7),
    "yes or no": ("answers", yes_no, 8),
    "yes or no, two thirds": ("answers", lambda p: yes_no(p, threshold=TWO_THIRDS), 8),
    "points": ("points", lambda p: points(p, most=3), 5),
    "borda": ("ranks", borda, 4),
}
BOUNDED: dict[str, tuple[Kind, Count, int]] = {
    "majority judgment": ("grades", majority_judgment, 5),
    "majority judgment, upper": ("grades", lambda p: majority_judgment(p, median="upper"), 4),
    "schulze": ("ranks", schulze, 4),
    "schulze, margins": ("ranks", lambda p: schulze(p, strength="margins"), 4),
    "run-off": ("ranks", irv, 4),
    "run-off, approval": ("ranks", lambda p: irv(p, equal_ranks="approval"), 4),
}


def made(kind: Kind, rows: list[tuple[int, ...]], weights: list[int]) -> Profile:
    return from_marks(kind, NAMES[: len(rows[0])], rows, weights=weights, scale=SCALE)


def result(count: Count, profile: Profile) -> object:
    """The result when it is certain, None when an equality must be settled."""
    try:
        outcome = count(profile)
    except TieError:
        return None
    return set(outcome.winners), set(outcome.qualified)


def smallest(count: Count, kind: Kind, rows: list[tuple[int, ...]], weights: list[int], most: int) -> int | None:
    """Fewest ballots whose rewriting gives another result or an equality, all rewritings of up to `most` tried."""
    before = result(count, made(kind, rows, weights))
    known: dict[tuple[tuple[tuple[int, ...], int], ...], bool] = {}
    for number in range(1, most + 1):
        for chosen in combinations(range(len(rows)), number):
            for forms in product(FORMS[kind], repeat=number):
                changed = list(rows)
                for place, form in zip(chosen, forms, strict=True):
                    changed[place] = form
                key = tuple(sorted(zip(changed, weights, strict=True)))
                if key not in known:
                    known[key] = result(count, made(kind, changed, weights)) != before
                if known[key]:
                    return number
    return None


def boxes(name: str, kind: Kind, size: int, number: int) -> Iterator[tuple[list[tuple[int, ...]], list[int]]]:
    rng = random.Random(name)
    for _ in range(number):
        liked = rng.sample(FORMS[kind], min(2, len(FORMS[kind])))
        rows = [rng.choice(liked if rng.random() < 0.7 else FORMS[kind]) for _ in range(size)]
        yield rows, [rng.choice((1, 1, 2)) for _ in rows]


@pytest.mark.parametrize("name", EXACT)
def test_an_exact_margin_is_the_smallest_rewriting_that_changes_the_result(name: str) -> None:
    kind, count, size = EXACT[name]
    compared = 0
    for rows, weights in boxes(name, kind, size, 20):
        try:
            margin = count(made(kind, rows, weights)).margin
        except TieError:
            continue
        assert margin.is_exact
        if margin.lower is not None and margin.lower <= 2:
            assert smallest(count, kind, rows, weights, 2) == margin.lower, (rows, weights)
            compared += 1
        else:
            assert smallest(count, kind, rows, weights, 2) is None, (rows, weights)
    assert compared >= 4


@pytest.mark.parametrize("name", BOUNDED)
def test_a_bounded_margin_holds_the_smallest_rewriting(name: str) -> None:
    kind, count, size = BOUNDED[name]
    compared = 0
    for rows, weights in boxes(name, kind, size, 20):
        try:
            margin = count(made(kind, rows, weights)).margin
        except TieError:
            continue
        found = smallest(count, kind, rows, weights, 2)
        assert margin.lower is not None and margin.lower >= 1
        assert margin.lower <= (found if found is not None else 99), (rows, weights)
        if margin.upper is not None:
            assert margin.upper >= (found if found is not None else 3), (rows, weights)
        compared += 1
    assert compared >= 4


def test_a_draw_that_decided_leaves_no_margin() -> None:
    from chainon.methods.ties import Ties

    outcome = plurality(made("choice", [(1, 0, 0), (0, 1, 0)], [1, 1]), ties=Ties("id"))
    assert (outcome.margin.lower, outcome.margin.upper) == (0, 0)


def test_a_winner_of_every_duel_has_at_least_half_its_smallest_lead() -> None:
    rows = [(0, 1, 2)] * 60 + [(1, 0, 2)] * 40
    margin = schulze(made("ranks", rows, [1] * 100)).margin
    assert (margin.lower, margin.upper) == (10, 10)


def test_the_heaviest_ballots_are_rewritten_first() -> None:
    rows, weights = [(1, 0, 0)] * 6 + [(0, 1, 0)], [1, 1, 1, 1, 1, 10, 8]
    assert plurality(made("choice", rows, weights)).margin.lower == 1
