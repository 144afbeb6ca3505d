"""Invented conversations: planted groups, chance, an outlier; and the public ones, when they are beside the project."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from chainon.methods.opinions import Reactions

SHARED = Path(__file__).resolve().parents[6] / "shared" / "data" / "opinion"
PUBLIC = ("polis-vtaiwan.uberx", "polis-brexit-consensus")


def planted(people: int, statements: int, each: int, groups: int = 3, seed: int = 0) -> tuple[Reactions, NDArray[Any]]:
    """Groups that each agree with a statement with a chance of their own; and the group of each person.

    Each person answers about `each` statements, 15 % of the time by passing. One group: answers at random.
    """
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, groups, people)
    agreement = rng.uniform(0.1, 0.9, (groups, statements))
    counts = np.clip(rng.poisson(each, people), 1, statements)
    rows = np.repeat(np.arange(people), counts)
    columns = np.concatenate([rng.choice(statements, count, replace=False) for count in counts])
    yes = rng.random(len(rows)) < agreement[truth[rows], columns]
    answers = np.where(rng.random(len(rows)) < 0.15, 0, np.where(yes, 1, -1))
    return Reactions.from_arrays(rows, columns, answers), truth


def triples(reactions: Reactions) -> list[tuple[str, str, int]]:
    return [
        (reactions.participants[row], reactions.statements[column], int(answer))
        for row, column, answer in zip(reactions.rows, reactions.columns, reactions.answers, strict=True)
    ]


def public(name: str) -> tuple[Reactions, dict[str, str]]:
    """A public conversation and the groups that Polis published; skips where the data are not beside the project."""
    path = SHARED / name / "participants-votes.csv"
    if not path.exists():
        pytest.skip("the public conversations are not beside the project")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [
        (row["participant"], column, int(answer))
        for row in rows
        for column, answer in row.items()
        if column.isdecimal() and answer
    ]
    return Reactions.of(found), {row["participant"]: row["group-id"] for row in rows if row["group-id"]}
