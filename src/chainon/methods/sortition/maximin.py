"""Maximin: the lowest chance as high as it can be, and, as far as that allows, the highest as low as it can be."""

from __future__ import annotations

import numpy as np

from .columns import EFFORT, leximin_by_columns
from .mixing import Mix, as_lottery, reach
from .model import Distribution, Pool, Progress, ShouldStop
from .profiles import Profiles, profiles_of
from .relaxation import Ceiling
from .solver import Columns, Floats, Model, Watch

SLACK = 1e-12


def maximin(
    pool: Pool,
    seats: int,
    *,
    households: bool = False,
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
    effort: int = EFFORT,
) -> Distribution:
    """A lottery whose lowest chance is the highest possible.

    Of these, the one aimed at has the lowest highest chance over the relaxed panels; when no lottery reaches it, any
    one of the highest lowest chance is given. `gap` and `proven_optimal` are about the lowest chance only.
    Raises as `leximin`.
    """
    watch = Watch(progress, should_stop)
    profiles = profiles_of(pool, seats, households=households)
    level = Ceiling(profiles, watch).next(np.zeros(profiles.count), np.ones(profiles.count, dtype=bool))
    lowest = min(1.0, level.value)
    mix, reached = reach(profiles, _flattest(profiles, lowest, watch), watch)
    if not reached:
        mixed = leximin_by_columns(profiles, mix.panels, watch, levels=1, effort=effort)
        mix, lowest = Mix(mixed.panels, mixed.weights, "columns"), mixed.lowest
    gap = max(0.0, lowest - float((mix.seats / profiles.sizes).min()))
    found = as_lottery(pool, profiles, mix, objective="maximin", gap=gap, households=households)
    watch.tell("done", 1.0)
    return found


def _flattest(profiles: Profiles, lowest: float, watch: Watch) -> Floats:
    """Expected seats by class, everyone's chance at least `lowest`, the highest chance as low as possible."""
    size, rows = profiles.count, len(profiles.row_lower)
    base = profiles.columns(np.zeros(size))
    columns = Columns(
        costs=np.append(base.costs, 1.0),
        lower=np.append(np.minimum(profiles.caps, profiles.sizes * lowest - SLACK), 0.0),
        upper=np.append(base.upper, 1.0),
        starts=np.append(profiles.starts + np.arange(size + 1), len(base.rows) + 2 * size),
        rows=np.concatenate(
            [np.insert(base.rows, profiles.starts[1:], rows + np.arange(size)), rows + np.arange(size)]
        ),
        values=np.concatenate([np.ones(len(base.rows) + size), -profiles.sizes]),
    )
    lower = np.concatenate([profiles.row_lower, np.full(size, -np.inf)])
    upper = np.concatenate([profiles.row_upper, np.zeros(size)])
    solved = Model(columns, lower, upper, watch=watch).solve()
    if solved.values is None:
        raise ArithmeticError("the lowest chance found became impossible")
    return solved.values[:size]
