"""Exact leximin over real panels by column generation, for pools whose relaxed optimum no lottery reaches.

Level by level: the best mix of the known panels, whose duals price every other panel; when none has a positive
reduced cost, or when the level meets the bound of the relaxed set, the level is closed, the classes that duality
proves to be stuck are fixed there, and the next level begins (after Flanigan et al., Nature 596, 2021, appendix).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .errors import Infeasible
from .points import PRICED, Finder, everywhere
from .profiles import Profiles
from .relaxation import Ceiling
from .solver import Columns, Flags, Floats, Model, Watch

CLOSED = 1e-9
"""A level is closed when it is this near the bound of the relaxed set."""
SURE = 0.01
"""Share of the greatest dual weight above which a class is fixed: the error of a level times 100 at most."""
EFFORT = 600_000
"""Simplex iterations spent on new panels before the proof is given up: a minute or two."""
SLACKS = (1e-10, 1e-9, 1e-8, 1e-7)


@dataclass(frozen=True)
class Mixed:
    """A mix of panels (counts by class) whose chances are leximin when `gap` is nearly 0."""

    panels: list[Floats]
    weights: Floats
    gap: float
    lowest: float
    """Certified upper bound of the lowest chance."""


@dataclass(frozen=True)
class Step:
    """A solved master: its value z, the cost of a seat of each class, the price of a panel, the weights."""

    value: float
    costs: Floats
    price: float
    mix: Floats


class _Master:
    """Maximise z over the mixes of the known panels: seats expected of a class - size * z >= 0, weights sum to 1."""

    def __init__(self, profiles: Profiles, watch: Watch) -> None:
        size = profiles.count
        self.sizes = profiles.sizes
        level = Columns(np.ones(1), np.zeros(1), np.ones(1), np.array([0, size]), np.arange(size), -profiles.sizes)
        lower = np.append(np.zeros(size), 1.0)
        upper = np.append(np.full(size, np.inf), 1.0)
        self.model = Model(level, lower, upper, watch=watch, maximise=True)
        self.panels: list[Floats] = []
        self.floors = np.zeros(size)
        self.fixed = np.zeros(size, dtype=bool)

    def add(self, panel: Floats) -> None:
        rows = np.append(np.flatnonzero(panel), len(panel))
        self.model.add_column(0.0, 0.0, np.inf, rows, np.append(panel[panel > 0], 1.0))
        self.panels.append(panel)

    def fix(self, classes: Flags, chance: float) -> None:
        """From now on these classes have `chance`, and no part in z."""
        self.floors[classes] = chance * self.sizes[classes]
        self.fixed |= classes
        for row in np.flatnonzero(classes):
            self.model.set_entry(int(row), 0, 0.0)

    def solve(self) -> Step:
        """The best mix in which the fixed classes have their chances."""
        rows = np.flatnonzero(self.fixed)
        for slack in SLACKS:
            self.model.set_row_bounds(np.maximum(0.0, self.floors[rows] - slack), np.full(len(rows), np.inf), rows)
            solved = self.model.solve()
            if solved.values is not None:
                value = float(solved.row_duals @ np.append(self.floors, 1.0) + solved.column_duals[0])
                costs = np.maximum(0.0, -solved.row_duals[:-1])
                return Step(value, costs, float(solved.row_duals[-1]), solved.values[1:])
        raise ArithmeticError("the levels already found became impossible")


def leximin_by_columns(
    profiles: Profiles, panels: list[Floats], watch: Watch, *, levels: int | None = None, effort: int = EFFORT
) -> Mixed:
    """Leximin (or its first `levels` levels) from some known panels (at least one).

    After `effort` simplex iterations spent on new panels it goes on with the panels it has: still a sound lottery,
    whose distance to the best is bounded by what was proved before.
    """
    finder = Finder(profiles, watch)
    master = _Master(profiles, watch)
    for panel in panels:
        master.add(panel)
    ceiling = Ceiling(profiles, watch)
    chances = np.zeros(profiles.count)
    proved = np.zeros(profiles.count, dtype=bool)
    floor, bound, done = 0.0, 1.0, 0
    lowest: float | None = None
    proving = True
    while not master.fixed.all() and (levels is None or done < levels):
        open_classes = ~master.fixed
        step = master.solve()
        if proving:
            relaxed = ceiling.next(chances, open_classes)
            step, bound, proving = _close(master, finder, step, relaxed.value, effort)
            lowest = bound if lowest is None else lowest
        if proving and step.value >= relaxed.value - CLOSED:
            weights = relaxed.weights
        else:
            weights = step.costs * profiles.sizes * open_classes
        floor = min(1.0, max(floor, step.value))
        stuck = weights > SURE * max(float(weights.max()), 1e-9)
        if floor > 1 - CLOSED or not stuck.any():
            stuck = open_classes
        chances[stuck] = floor
        proved |= stuck & proving
        master.fix(stuck, floor)
        done += 1
        watch.tell("columns", 0.9 + 0.1 * float(master.fixed.mean()))
    mix = np.maximum(master.solve().mix, 0.0)
    mix = mix / mix.sum()
    reached: Floats = np.stack(master.panels).T @ mix / profiles.sizes
    return Mixed(master.panels, mix, _gap(profiles, reached, chances, proved, bound), lowest or 0.0)


def _close(master: _Master, finder: Finder, step: Step, ceiling: float, effort: int) -> tuple[Step, float, bool]:
    """Add panels until the level is the best possible: the last step, the certified bound, whether they are the same.

    `ceiling` is the bound of the relaxed set.
    """
    while step.value < ceiling - CLOSED:
        scale = max(float(step.costs.max()), 1e-12)
        if finder.work > effort:
            return step, ceiling, False
        found = finder.better(everywhere(finder.profiles), step.costs / scale, step.price / scale + PRICED)
        if found is None:
            return step, step.value if finder.complete else ceiling, finder.complete
        master.add(found)
        step = master.solve()
        finder.watch.check()
    return step, ceiling, True


def _gap(profiles: Profiles, reached: Floats, chances: Floats, proved: Flags, bound: float) -> float:
    """How far a sorted chance may be from the optimum.

    Proved levels are off by what the mix misses. The chances above them are at least the last proved level, and a
    sorted one at most what the seats left give when it and all above it have the same; the first of them, `bound`.
    """
    missed = float(np.abs(reached - chances)[proved].max(initial=0.0)) + PRICED
    if proved.all():
        return missed
    floor = float(chances[proved].max(initial=0.0))
    order = np.argsort(reached[~proved])
    sizes = profiles.sizes[~proved][order]
    left = profiles.seats - float(chances[proved] @ profiles.sizes[proved])
    before = np.concatenate([[0.0], np.cumsum(sizes)[:-1]])
    highest = np.minimum(1.0, (left - before * floor) / (sizes.sum() - before))
    highest[0] = min(highest[0], bound)
    ordered = reached[~proved][order]
    return max(missed, float((highest - ordered).max()), float((ordered - max(floor, float(ordered[0]))).max()))


def any_panel(profiles: Profiles, watch: Watch) -> Floats:
    """Some panel. Raises `Infeasible` `no-panel`."""
    bounds = everywhere(profiles)
    finder = Finder(profiles, watch)
    costs = np.zeros(profiles.count)
    vertex = finder.relaxed(bounds, costs)
    panel = None if vertex is None else finder.round(bounds, costs, vertex)
    if panel is None:
        raise Infeasible("no-panel", seats=profiles.seats)
    return panel
