"""The fairest lottery: leximin over all panels that satisfy the quotas, exact, with a free solver.

Leximin raises the smallest chance as high as it can be, then the next smallest, and so on (Flanigan, Gölz, Gupta,
Hennig and Procaccia, "Fair algorithms for selecting citizens' assemblies", Nature 596, 2021).
"""

from __future__ import annotations

import numpy as np

from .columns import Mixed, any_panel, leximin_by_columns
from .matching import match
from .model import Distribution, Panel, Pool, Progress, ShouldStop
from .peeling import peel
from .profiles import Profiles, profiles_of
from .relaxation import relaxed_leximin
from .solver import Floats, Watch
from .turns import check_panels, seat

TOLERANCE = 1e-6
"""A lottery is called proven when no chance is farther than this from its certified optimum."""
NEGLIGIBLE = 1e-7


def leximin(
    pool: Pool,
    seats: int,
    *,
    households: bool = False,
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
) -> Distribution:
    """The leximin lottery over the panels of `seats` people that satisfy the quotas.

    With `households`, at most one person of a household sits. People of the same profile (and, with households, of
    the same situation at home) have the same chance. The result does not depend on the order of the people.

    `gap`: how far, at most, a chance is from a certified upper bound of the sorted chances of every lottery.
    `notes`: `method` (`relaxed`, `matched` or `columns`), `profiles`, `levels`, `tolerance`.

    Raises `Infeasible` (`more-seats-than-people`, `no-panel`), `SortitionError` (`seats-not-positive`), `Cancelled`.
    """
    watch = Watch(progress, should_stop)
    profiles = profiles_of(pool, seats, households=households)
    relaxed = relaxed_leximin(profiles, watch)
    peeled = peel(profiles, relaxed.counts, watch)
    panels, weights = peeled.panels, np.array(peeled.weights)
    method = "relaxed"
    if peeled.left > NEGLIGIBLE:
        matched = match(profiles, relaxed.counts, panels or [any_panel(profiles, watch)], watch)
        panels, weights, method = matched.panels, matched.weights, "matched"
        if matched.distance > NEGLIGIBLE:
            mixed = leximin_by_columns(profiles, panels, watch)
            return _from_columns(pool, profiles, mixed, households)
    weights = weights / weights.sum()
    chances = expected(panels, weights) / profiles.sizes
    gap = float(np.abs(chances - relaxed.counts / profiles.sizes).max())
    watch.tell("done", 1.0)
    return distribution(
        pool, profiles, panels, weights, objective="leximin", gap=gap, households=households, method=method
    )


def _from_columns(pool: Pool, profiles: Profiles, mixed: Mixed, households: bool) -> Distribution:
    return distribution(
        pool,
        profiles,
        mixed.panels,
        mixed.weights,
        objective="leximin",
        gap=mixed.gap,
        households=households,
        method="columns",
    )


def expected(panels: list[Floats], weights: Floats) -> Floats:
    """Expected seats by class of a mix."""
    seats: Floats = np.stack(panels).T @ weights
    return seats


def distribution(
    pool: Pool,
    profiles: Profiles,
    panels: list[Floats],
    weights: Floats,
    *,
    objective: str,
    gap: float,
    households: bool,
    method: str,
) -> Distribution:
    """A mix of counts as a lottery of people, each panel verified. Panels of weight 0 are left out."""
    kept = np.flatnonzero(weights > 0)
    chosen = [panels[index] for index in kept]
    kept_weights = weights[kept] / weights[kept].sum()
    people: list[Panel] = seat(profiles, chosen)
    check_panels(pool, profiles.seats, people, households=households)
    chances = np.minimum(1.0, expected(chosen, kept_weights) / profiles.sizes)
    return Distribution(
        objective=objective,
        seats=profiles.seats,
        panels=tuple(people),
        weights=tuple(float(weight) for weight in kept_weights),
        probabilities=tuple(float(chance) for chance in profiles.spread(chances, len(pool.people))),
        proven_optimal=gap <= TOLERANCE,
        gap=gap,
        notes={"method": method, "profiles": profiles.count, "households": households, "tolerance": TOLERANCE},
    )
