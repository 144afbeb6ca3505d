"""The fairest lottery: leximin over all panels that satisfy the quotas, exact, with a free solver.

Leximin raises the smallest chance as high as it can be, then the next smallest, and so on (Flanigan, Gölz, Gupta,
Hennig and Procaccia, "Fair algorithms for selecting citizens' assemblies", Nature 596, 2021).
"""

from __future__ import annotations

import numpy as np

from .columns import EFFORT, leximin_by_columns
from .mixing import Mix, as_lottery, reach
from .model import Distribution, Pool, Progress, ShouldStop
from .profiles import profiles_of
from .relaxation import relaxed_leximin
from .solver import Watch


def leximin(
    pool: Pool,
    seats: int,
    *,
    households: bool = False,
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
    effort: int = EFFORT,
) -> Distribution:
    """The leximin lottery over the panels of `seats` people that satisfy the quotas.

    With `households`, at most one person of a household sits. People of the same profile (and, with households, of
    the same situation at home) have the same chance. The result does not depend on the order of the people.

    Where no lottery reaches the relaxed optimum, exact column generation takes over; after `effort` simplex iterations
    it gives up the proof, not the lottery: `proven_optimal` is then false.

    `gap`: how far, at most, a chance is from a certified upper bound of the sorted chances of every lottery.
    `notes`: `method` (`relaxed`, `matched` or `columns`), `profiles` (how many classes), `households`, `tolerance`.

    Raises `Infeasible` (`more-seats-than-people`, `no-panel`), `SortitionError` (`seats-not-positive`), `Cancelled`.
    """
    watch = Watch(progress, should_stop)
    profiles = profiles_of(pool, seats, households=households)
    relaxed = relaxed_leximin(profiles, watch)
    mix, reached = reach(profiles, relaxed.counts, watch)
    if reached:
        gap = float((np.abs(mix.seats - relaxed.counts) / profiles.sizes).max())
    else:
        mixed = leximin_by_columns(profiles, mix.panels, watch, effort=effort)
        mix, gap = Mix(mixed.panels, mixed.weights, "columns"), mixed.gap
    found = as_lottery(pool, profiles, mix, objective="leximin", gap=gap, households=households)
    watch.tell("done", 1.0)
    return found
