"""Reaching an expected composition exactly: column generation towards a point, from panels already found.

Restricted master: the mix of the known panels nearest to the point (sum over classes of the difference in chance).
Its duals price every panel; a panel of positive reduced cost comes in; when there is none, the distance is certified.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .points import PRICED, Bounds, Finder
from .profiles import Profiles
from .solver import Columns, Floats, Model, Watch


@dataclass(frozen=True)
class Matched:
    """A mix of panels and its distance to the point; `reached` when no more than the tolerance."""

    panels: list[Floats]
    weights: Floats
    distance: float
    certified: bool
    """True when the distance is proved to be the smallest possible (within the face of the point)."""


def face_of(profiles: Profiles, point: Floats, tolerance: float = 1e-9) -> Bounds:
    """The smallest face of the relaxed set that holds the point: every panel of a mix equal to it lies there."""
    totals = profiles.totals(point)
    return Bounds(
        np.where(profiles.caps - point < tolerance, profiles.caps, 0.0),
        np.where(point < tolerance, 0.0, profiles.caps),
        np.where(profiles.row_upper - totals < tolerance, profiles.row_upper, profiles.row_lower),
        np.where(totals - profiles.row_lower < tolerance, profiles.row_lower, profiles.row_upper),
    )


def match(
    profiles: Profiles,
    point: Floats,
    panels: list[Floats],
    watch: Watch,
    *,
    tolerance: float = 1e-9,
    rounds: int = 2000,
) -> Matched:
    """Mix panels into `point`, adding the panels that are missing."""
    size = profiles.count
    finder = Finder(profiles, watch)
    face = face_of(profiles, point)
    known = list(panels)
    weights = 1.0 / profiles.sizes
    slack = Columns(
        np.concatenate([weights, weights]),
        np.zeros(2 * size),
        np.full(2 * size, np.inf),
        np.arange(2 * size + 1),
        np.concatenate([np.arange(size), np.arange(size)]),
        np.concatenate([np.ones(size), -np.ones(size)]),
    )
    target = np.append(point, 1.0)
    model = Model(slack, target, target, watch=watch)
    for panel in known:
        _add(model, panel)
    certified = False
    values, distance, duals = _nearest(model)
    for _ in range(rounds):
        if distance <= tolerance:
            break
        found = finder.better(face, duals[:size], -duals[size] + PRICED)
        if found is None:
            certified = True
            break
        known.append(found)
        _add(model, found)
        values, distance, duals = _nearest(model)
        watch.check()
    return Matched(known, np.maximum(values[2 * size :], 0.0), distance, certified)


def _nearest(model: Model) -> tuple[Floats, float, Floats]:
    solved = model.solve()
    if solved.values is None:
        raise ArithmeticError("the nearest mix always exists")
    return solved.values, solved.objective, solved.row_duals


def _add(model: Model, panel: Floats) -> None:
    rows = np.append(np.flatnonzero(panel), len(panel))
    model.add_column(0.0, 0.0, np.inf, rows, np.append(panel[panel > 0], 1.0))
