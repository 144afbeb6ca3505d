"""Leximin over the relaxed panels: fractions of people allowed. An upper bound that is often reached.

Every lottery's chances are a point of the relaxed set, so the leximin point of that set is, level by level, an upper
bound for every lottery; when real panels can be mixed into that very point, it is the fairest lottery.
The levels are found one linear programme at a time: raise the lowest chance, fix those whom duality proves that they
cannot go higher, go on (Flanigan, Gölz, Gupta, Hennig and Procaccia, Nature 596, 2021, whose oracle is replaced here).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .errors import Infeasible
from .profiles import Profiles
from .solver import Columns, Flags, Floats, Ints, Model, Solved, Watch

SAME_LEVEL = 1e-9
SLACKS = (1e-9, 1e-8, 1e-7)
"""How far below its level a fixed class may fall, so that tolerances never make the next level impossible."""


@dataclass(frozen=True)
class Relaxed:
    """`counts[t]`: expected seats of class `t`. `levels[t]`: the number of the level where it was fixed, from 0."""

    counts: Floats
    levels: Ints
    first_level: float


@dataclass(frozen=True)
class Level:
    """The highest value of the lowest open chance, and by class the proof that it cannot be passed (0: no proof)."""

    value: float
    weights: Floats


class Ceiling:
    """The next level over the relaxed set, given the classes already fixed; kept warm from level to level."""

    def __init__(self, profiles: Profiles, watch: Watch) -> None:
        self._profiles = profiles
        self._model = _level_model(profiles, watch)

    def next(self, chances: Floats, open_classes: Flags) -> Level:
        """Raise the lowest of the open classes, the others staying at their chances. Raises `Infeasible` `no-panel`."""
        profiles = self._profiles
        chosen = np.flatnonzero(~open_classes)
        free = np.full(len(chosen), np.inf)
        self._model.set_row_bounds(-free, free, len(profiles.row_lower) + chosen)
        for slack in SLACKS:
            seated = np.maximum(0.0, chances[chosen] * profiles.sizes[chosen] - slack)
            self._model.set_column_bounds(seated, profiles.caps[chosen], chosen)
            solved = self._model.solve()
            if solved.values is not None:
                weights = np.abs(solved.row_duals[len(profiles.row_lower) :]) * profiles.sizes * open_classes
                return Level(_exact_level(profiles, solved, solved.values, chances, open_classes), weights)
            if not len(chosen):
                raise Infeasible("no-panel", seats=profiles.seats)
        raise ArithmeticError("the levels already found became impossible")


def relaxed_leximin(profiles: Profiles, watch: Watch) -> Relaxed:
    """The leximin point of the relaxed set. Raises `Infeasible` `no-panel` when that set is empty."""
    ceiling = Ceiling(profiles, watch)
    open_classes = np.ones(profiles.count, dtype=bool)
    chances = np.zeros(profiles.count)
    levels = np.full(profiles.count, -1)
    level, floor = -1, 0.0
    while open_classes.any():
        found = ceiling.next(chances, open_classes)
        value = min(1.0, max(floor, found.value))
        fixed = found.weights > 1e-7 * max(1.0, found.weights.max())
        if value >= 1.0 - SAME_LEVEL or not fixed.any():
            fixed = open_classes.copy()
        if level < 0 or value > floor + SAME_LEVEL:
            level += 1
        floor = value
        chances[fixed] = value
        levels[fixed] = level
        open_classes &= ~fixed
        watch.tell("levels", 0.2 * (1 - float(open_classes.mean())))
    counts = _sharpened(profiles, chances, levels)
    return Relaxed(counts, levels, float((counts / profiles.sizes).min()))


def _exact_level(profiles: Profiles, solved: Solved, values: Floats, chances: Floats, open_classes: Flags) -> float:
    """The level by strong duality, from the exact bounds: the slack given to fixed classes leaves no trace."""
    size, rows = profiles.count, len(profiles.row_lower)
    duals, reduced = solved.row_duals[:rows], solved.column_duals
    totals = profiles.totals(values[:size])
    bounds = np.where(totals - profiles.row_lower < profiles.row_upper - totals, profiles.row_lower, profiles.row_upper)
    nearest = np.where(values[:size] * 2 < profiles.caps, 0.0, profiles.caps)
    nearest = np.where(open_classes, nearest, chances * profiles.sizes)
    return float(duals @ bounds + reduced[:size] @ nearest + reduced[size])


def _level_model(profiles: Profiles, watch: Watch) -> Model:
    """Maximise z with `counts >= sizes * z`, one row a class below the rows of the profiles."""
    size, rows = profiles.count, len(profiles.row_lower)
    base = profiles.columns(np.zeros(size))
    entry_rows = np.insert(base.rows, profiles.starts[1:], rows + np.arange(size))
    starts = profiles.starts + np.arange(size + 1)
    columns = Columns(
        costs=np.append(base.costs, 1.0),
        lower=np.append(base.lower, 0.0),
        upper=np.append(base.upper, 1.0),
        starts=np.append(starts, starts[-1] + size),
        rows=np.concatenate([entry_rows, rows + np.arange(size)]),
        values=np.concatenate([np.ones(len(entry_rows)), -profiles.sizes]),
    )
    lower = np.concatenate([profiles.row_lower, np.zeros(size)])
    upper = np.concatenate([profiles.row_upper, np.full(size, np.inf)])
    return Model(columns, lower, upper, watch=watch, maximise=True)


def _sharpened(profiles: Profiles, chances: Floats, levels: Ints) -> Floats:
    """Remove the solver's tolerance: the levels solve the rows that are met with equality, to the last digit."""
    values = np.array([chances[levels == level].mean() for level in range(levels.max() + 1)])
    values[values > 1 - 1e-8] = 1.0
    shares = np.zeros((len(profiles.row_lower), len(values)))
    np.add.at(shares, (profiles.entry_rows, levels[profiles.entry_columns]), profiles.sizes[profiles.entry_columns])
    for _ in range(2):
        totals = shares @ values
        targets = np.where(np.abs(totals - profiles.row_lower) < 1e-6, profiles.row_lower, profiles.row_upper)
        tight = np.abs(totals - targets) < 1e-6
        free = values < 1.0
        correction = np.linalg.lstsq(shares[np.ix_(tight, free)], (targets - totals)[tight], rcond=1e-10)[0]
        if np.abs(correction).max(initial=0.0) > 1e-6:
            break
        values[free] += correction
    counts: Floats = np.minimum(profiles.sizes * values[levels], profiles.caps)
    return counts
