"""The mix of known panels nearest to an expected composition: one linear programme."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .profiles import Profiles
from .solver import Columns, Floats, Model, Watch


@dataclass(frozen=True)
class Matched:
    """Panels, their weights, and the sum over classes of the difference in chance to the point."""

    panels: list[Floats]
    weights: Floats
    distance: float


def match(profiles: Profiles, point: Floats, panels: list[Floats], watch: Watch) -> Matched:
    """Weights (that sum to 1) of `panels` (at least one) whose mix is nearest to `point`."""
    size = profiles.count
    lengths = np.array([np.count_nonzero(panel) + 1 for panel in panels])
    rows = [np.append(np.flatnonzero(panel), size) for panel in panels]
    values = [np.append(panel[panel > 0], 1.0) for panel in panels]
    differences = np.arange(size)
    columns = Columns(
        np.concatenate([1.0 / profiles.sizes, 1.0 / profiles.sizes, np.zeros(len(panels))]),
        np.zeros(2 * size + len(panels)),
        np.full(2 * size + len(panels), np.inf),
        np.concatenate([np.arange(2 * size), 2 * size + np.concatenate([[0], np.cumsum(lengths)])]),
        np.concatenate([differences, differences, *rows]),
        np.concatenate([np.ones(size), -np.ones(size), *values]),
    )
    target = np.append(point, 1.0)
    solved = Model(columns, target, target, watch=watch).solve()
    if solved.values is None:
        raise ArithmeticError("the nearest mix always exists")
    return Matched(panels, np.maximum(solved.values[2 * size :], 0.0), solved.objective)
