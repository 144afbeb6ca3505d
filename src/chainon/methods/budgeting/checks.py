"""What a vote must satisfy before it is counted, and ballots cut to some of the projects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from .errors import BudgetingError
from .model import Ballots

if TYPE_CHECKING:
    from .model import Instance, Ints

LARGEST = 2**53 - 1
"""Beyond it neither a float nor canonical JSON holds an integer."""


def check_instance(instance: Instance) -> None:
    """Raises `BudgetingError` with the code of the first thing that is wrong."""
    seen: set[str] = set()
    for project in instance.projects:
        if not project.id:
            raise BudgetingError("no-project-id")
        if project.id in seen:
            raise BudgetingError("project-twice", id=project.id)
        if not _is_money(project.cost):
            raise BudgetingError("bad-cost", id=project.id, cost=project.cost)
        seen.add(project.id)
    if sum(project.cost for project in instance.projects) > LARGEST:
        raise BudgetingError("bad-cost", id="", cost=sum(project.cost for project in instance.projects))
    if not _is_money(instance.budget):
        raise BudgetingError("bad-budget", budget=instance.budget)
    for envelope in instance.envelopes:
        if envelope.by not in ("place", "category") or not _is_money(envelope.cents):
            raise BudgetingError("bad-envelope", by=envelope.by, value=envelope.value)
    unknown = sorted({name for group in instance.exclusive for name in group} - seen)
    if unknown:
        raise BudgetingError("unknown-project", id=unknown[0])
    _check_ballots(instance.ballots, len(instance.projects))


def _is_money(cents: object) -> bool:
    return isinstance(cents, int) and not isinstance(cents, bool) and 0 <= cents <= LARGEST


def _check_ballots(ballots: Ballots, projects: int) -> None:
    groups, entries = len(ballots.weights), len(ballots.projects)
    lengths = np.diff(ballots.starts)
    sound = {
        "starts": len(lengths) == groups
        and bool((lengths >= 0).all())
        and ballots.starts[[0, -1]].tolist() == [0, entries],
        "projects": bool(((ballots.projects >= 0) & (ballots.projects < projects)).all()),
        "points": len(ballots.points) == entries and bool((ballots.points >= 1).all()),
        "weights": bool((ballots.weights >= 1).all()) and _sum(ballots.weights) <= LARGEST,
        "places": len(ballots.places) in (0, groups),
    }
    for what, is_sound in sound.items():
        if not is_sound:
            raise BudgetingError("bad-ballots", what=what)
    # Sums of points over the voters are exact in int64 and in float64 below this bound, which no real vote nears.
    longest = int(lengths.max(initial=0))
    if entries and int(ballots.points.max()) * longest * _sum(ballots.weights) > LARGEST:
        raise BudgetingError("bad-ballots", what="points")
    if _names_twice(ballots, lengths, projects):
        raise BudgetingError("bad-ballots", what="project-twice")


def _names_twice(ballots: Ballots, lengths: Ints, projects: int) -> bool:
    rises = np.diff(ballots.projects) > 0
    inner = ballots.starts[(ballots.starts > 0) & (ballots.starts < len(ballots.projects))]
    rises[inner - 1] = True
    if rises.all():
        return False  # Each row increases: nothing to sort.
    keys = np.repeat(np.arange(len(ballots.weights)), lengths) * projects + ballots.projects
    return len(np.unique(keys)) < len(keys)


def _sum(values: Ints) -> int:
    """A sum that cannot wrap: int64 while it surely fits, Python's integers else."""
    if not len(values):
        return 0
    if int(values.max()) * len(values) < 2**63:
        return int(values.sum())
    return sum(values.tolist())


def cut(ballots: Ballots, kept: Sequence[int]) -> Ballots:
    """The ballots with the projects at positions `kept` only, which become 0, 1, …; rows left empty are removed."""
    renumbered = {old: new for new, old in enumerate(kept)}
    rows, weights, places = [], [], []
    for group in range(len(ballots)):
        row = tuple((renumbered[place], points) for place, points in ballots.row(group) if place in renumbered)
        if row:
            rows.append(row)
            weights.append(int(ballots.weights[group]))
            places.append(ballots.places[group] if ballots.places else "")
    return Ballots.of_groups(ballots.kind, rows, weights, tuple(places) if ballots.places else ())
