"""Exact leximin over real panels by column generation, for pools whose relaxed optimum no lottery reaches.

Level by level: the best mix of the known panels, whose duals price every other panel; when none has a positive
reduced cost, or when the level meets the bound of the relaxed set, the level is closed, the classes that duality
proves to be stuck are fixed there, and the next level begins (after Flanigan et al., Nature 596, 2021, appendix).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .errors import Infeasible
from .points import PRICED, Bounds, Finder
from .profiles import Profiles
from .relaxation import Ceiling
from .solver import Columns, Flags, Floats, Model, Watch

CLOSED = 1e-9
"""A level is closed when it is this near the bound of the relaxed set."""
SURE = 0.01
"""Share of the greatest dual weight above which a class is fixed: the error of a level times 100 at most."""
ROUNDS = 20_000
SLACKS = (1e-10, 1e-9, 1e-8, 1e-7)


@dataclass(frozen=True)
class Mixed:
    """A mix of panels (counts by class) whose chances are leximin when `gap` is nearly 0."""

    panels: list[Floats]
    weights: Floats
    gap: float


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
    profiles: Profiles, panels: list[Floats], watch: Watch, *, levels: int | None = None, rounds: int = ROUNDS
) -> Mixed:
    """Leximin (or its first `levels` levels) from some known panels (there may be none).

    Raises `Infeasible` `no-panel`. Gives up the proof after `rounds` new panels.
    """
    finder = Finder(profiles, watch)
    everywhere = Bounds(np.zeros(profiles.count), profiles.caps, profiles.row_lower, profiles.row_upper)
    master = _Master(profiles, watch)
    for panel in panels or [any_panel(profiles, watch)]:
        master.add(panel)
    ceiling = Ceiling(profiles, watch)
    chances = np.zeros(profiles.count)
    floor, bound, done = 0.0, 1.0, 0
    while not master.fixed.all() and (levels is None or done < levels):
        open_classes = ~master.fixed
        relaxed = ceiling.next(chances, open_classes)
        bound, weights = relaxed.value, relaxed.weights
        step = master.solve()
        while step.value < bound - CLOSED and rounds > 0:
            scale = max(float(step.costs.max()), 1e-12)
            found = finder.better(everywhere, step.costs / scale, step.price / scale + PRICED)
            if found is None:
                bound, weights = step.value, step.costs * profiles.sizes * open_classes
                break
            rounds -= 1
            master.add(found)
            step = master.solve()
            watch.check()
        if step.value < bound - CLOSED:
            break
        floor = min(1.0, max(floor, step.value))
        stuck = weights > SURE * max(float(weights.max()), 1e-9)
        if floor > 1 - CLOSED:
            stuck = open_classes
        chances[stuck] = floor
        master.fix(stuck, floor)
        done += 1
        watch.tell("columns", 0.5 + 0.5 * float(master.fixed.mean()))
    mix = np.maximum(master.solve().mix, 0.0)
    mix = mix / mix.sum()
    reached = np.stack(master.panels).T @ mix / profiles.sizes
    return Mixed(master.panels, mix, _gap(profiles, reached, master, chances, bound))


def _gap(profiles: Profiles, reached: Floats, master: _Master, chances: Floats, bound: float) -> float:
    """How far a sorted chance may be from the optimum.

    Proved levels are off by what the mix misses. The classes above them have at least the last proved level, at most
    what is left of the seats when everyone else of them has no more than that.
    """
    closed = master.fixed
    missed = float(np.abs(reached - chances)[closed].max(initial=0.0)) + PRICED
    if closed.all():
        return missed
    lowest = float(reached[~closed].min())
    order = np.argsort(reached[~closed])
    sizes = profiles.sizes[~closed][order]
    left = profiles.seats - float(chances[closed] @ profiles.sizes[closed])
    before = np.concatenate([[0.0], np.cumsum(sizes)[:-1]])
    highest = np.minimum(1.0, (left - before * lowest) / (sizes.sum() - before))
    highest[0] = min(highest[0], bound)
    sorted_reached = reached[~closed][order]
    return max(missed, float((highest - sorted_reached).max()), float((sorted_reached - lowest).max()))


def any_panel(profiles: Profiles, watch: Watch) -> Floats:
    """Some panel. Raises `Infeasible` `no-panel`."""
    everywhere = Bounds(np.zeros(profiles.count), profiles.caps, profiles.row_lower, profiles.row_upper)
    finder = Finder(profiles, watch)
    costs = np.zeros(profiles.count)
    vertex = finder.relaxed(everywhere, costs)
    panel = None if vertex is None else finder.round(everywhere, costs, vertex)
    if panel is None:
        raise Infeasible("no-panel", seats=profiles.seats)
    return panel
