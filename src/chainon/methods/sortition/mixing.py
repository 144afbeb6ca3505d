"""Mixes of panels: reaching an expected composition, and writing a mix down as a lottery of people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .columns import any_panel
from .matching import match
from .model import Distribution, Panel, Pool
from .peeling import peel
from .profiles import Profiles
from .solver import Floats, Watch
from .turns import check_panels, seat

TOLERANCE = 1e-6
"""A lottery is called proven when no chance is farther than this from its certified optimum."""
NEGLIGIBLE = 1e-7
TRIAL, HOPELESS = 8, 0.6
"""After so many attempts, the mass left by the best above which the point is thought to be out of reach."""
IDLE = 3
"""Attempts in a row that find no new panel, after which the same is thought."""
ENOUGH = 1.5
"""Panels by class, likewise."""


@dataclass(frozen=True)
class Mix:
    """Panels (counts by class), weights that sum to 1, and how they were found."""

    panels: list[Floats]
    weights: Floats
    method: str

    @property
    def seats(self) -> Floats:
        """Expected seats by class."""
        seats: Floats = np.stack(self.panels).T @ self.weights
        return seats


def reach(profiles: Profiles, point: Floats, watch: Watch) -> tuple[Mix, bool]:
    """A mix of panels near `point` (a point of the relaxed set), and whether it is that point.

    Panels are peeled off the point, again and again with other preferences until the panels of all attempts make it
    up together: each attempt gets a few panels of a smallest face, where others stick. Given up when the attempts stop
    far from the point, as they do when no lottery reaches it. Raises `Infeasible` `no-panel`.
    """
    known: dict[bytes, Floats] = {}
    least, start, idle, attempt = 1.0, 0.0, 0, 0
    while len(known) <= ENOUGH * profiles.count and idle < IDLE and (attempt < TRIAL or least <= HOPELESS):
        peeled = peel(profiles, point, watch, attempt=attempt)
        if peeled.left <= NEGLIGIBLE:
            weights = np.array(peeled.weights)
            return Mix(peeled.panels, weights / weights.sum(), "relaxed"), True
        before = len(known)
        known.update((panel.tobytes(), panel) for panel in peeled.panels)
        idle = idle + 1 if len(known) == before else 0
        least = min(least, peeled.left)
        attempt += 1
        if not idle:
            nearest = match(profiles, point, list(known.values()), watch)
            if nearest.distance <= NEGLIGIBLE:
                return Mix(nearest.panels, nearest.weights / nearest.weights.sum(), "matched"), True
            start = start or nearest.distance
            watch.tell("peeling", 0.5 + 0.4 * (1 - nearest.distance / start))
    panels = list(known.values()) or [any_panel(profiles, watch)]
    return Mix(panels, np.full(len(panels), 1 / len(panels)), "matched"), False


def as_lottery(
    pool: Pool, profiles: Profiles, mix: Mix, *, objective: str, gap: float, households: bool
) -> Distribution:
    """A mix of counts as a lottery of people, each panel verified. Panels of weight 0 are left out.

    Raises `SortitionError` `panel-not-valid` (a defect of the computation).
    """
    kept = np.flatnonzero(mix.weights > 0)
    weights = mix.weights[kept] / mix.weights[kept].sum()
    mix = Mix([mix.panels[index] for index in kept], weights, mix.method)
    people: list[Panel] = seat(profiles, mix.panels)
    check_panels(pool, profiles.seats, people, households=households)
    chances = np.clip(mix.seats / profiles.sizes, 0.0, 1.0)
    return Distribution(
        objective=objective,
        seats=profiles.seats,
        panels=tuple(people),
        weights=tuple(float(weight) for weight in weights),
        probabilities=tuple(float(chance) for chance in profiles.spread(chances, len(pool.people))),
        proven_optimal=gap <= TOLERANCE,
        gap=gap,
        notes={"method": mix.method, "profiles": profiles.count, "households": households, "tolerance": TOLERANCE},
    )
