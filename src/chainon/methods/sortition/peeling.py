"""Writing an expected composition as a mix of real panels, by peeling panels off it.

The point x (expected seats by class) lies in the relaxed set. Take a panel on the smallest face of that set that holds
x, subtract as much of it as keeps the rest in the (shrunken) relaxed set, and go on with the rest: each step meets a
new bound. When the whole mass is peeled, x is a mix of panels, and since x is an upper bound for every lottery, the mix
is optimal: the decomposition is the proof.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .points import Bounds, Finder
from .profiles import Profiles
from .solver import Floats, Watch

SNAP = 1e-12
ROUNDING = 1e-7
SHRINK = 0.75
PATIENCE = 3
"""How many roundings may fail, at less and less weight, before the first peeling stops; the next stop at one."""


@dataclass
class Rest:
    """What remains to be peeled: `mass`, expected seats `counts`, and the room left under and above each row."""

    profiles: Profiles
    counts: Floats
    mass: float = 1.0
    above: Floats = field(init=False)
    below: Floats = field(init=False)
    vacant: Floats = field(init=False)

    def __post_init__(self) -> None:
        totals = self.profiles.totals(self.counts)
        self.above = totals - self.mass * self.profiles.row_lower
        self.below = self.mass * self.profiles.row_upper - totals
        self.vacant = self.mass * self.profiles.caps - self.counts
        self._snap(1e-9)

    def _snap(self, tolerance: float) -> None:
        for room in (self.counts, self.vacant, self.above, self.below):
            room[np.abs(room) < tolerance] = 0.0

    def bounds(self, weight: float) -> Bounds:
        """The bounds within which a panel may be peeled with this weight."""
        p = self.profiles
        return Bounds(
            np.maximum(0.0, np.ceil(p.caps - self.vacant / weight - ROUNDING)),
            np.minimum(p.caps, np.floor(self.counts / weight + ROUNDING)),
            np.maximum(p.row_lower, np.ceil(p.row_upper - self.below / weight - ROUNDING)),
            np.minimum(p.row_upper, np.floor(p.row_lower + self.above / weight + ROUNDING)),
        )

    def largest_weight(self, panel: Floats) -> float:
        """The greatest weight with which this panel may be peeled."""
        p = self.profiles
        totals = p.totals(panel)
        limit = self.mass
        for room, use in (
            (self.counts, panel),
            (self.vacant, p.caps - panel),
            (self.above, totals - p.row_lower),
            (self.below, p.row_upper - totals),
        ):
            used = use > 0
            if used.any():
                limit = min(limit, float((room[used] / use[used]).min()))
        return limit

    def take(self, panel: Floats, weight: float) -> None:
        p = self.profiles
        totals = p.totals(panel)
        self.mass -= weight
        self.counts -= weight * panel
        self.vacant -= weight * (p.caps - panel)
        self.above -= weight * (totals - p.row_lower)
        self.below -= weight * (p.row_upper - totals)
        self._snap(SNAP)


@dataclass(frozen=True)
class Peeled:
    """Panels (counts by class) and their weights; `left` is the mass that could not be peeled."""

    panels: list[Floats]
    weights: list[float]
    left: float


def peel(profiles: Profiles, counts: Floats, watch: Watch, *, attempt: int = 0, stop_at: float = 1e-9) -> Peeled:
    """Peel panels off `counts` (a point of the relaxed set) until less than `stop_at` is left, or nothing more goes.

    Another `attempt` prefers other people, and so meets other panels.
    """
    rest = Rest(profiles, counts.copy())
    finder = Finder(profiles, watch)
    noise = np.random.default_rng(attempt).random(profiles.count) if attempt else np.zeros(profiles.count)
    panels: list[Floats] = []
    weights: list[float] = []
    weight = rest.mass
    while rest.mass > stop_at:
        panel = _next_panel(rest, finder, weight, noise, PATIENCE if attempt == 0 else 1)
        if panel is None:
            break
        weight = rest.largest_weight(panel)
        rest.take(panel, weight)
        panels.append(panel)
        weights.append(weight)
        watch.tell("peeling", 0.2 + (0.3 * (1 - rest.mass) if attempt == 0 else 0.0))
    return Peeled(panels, weights, rest.mass)


def _next_panel(rest: Rest, finder: Finder, weight: float, noise: Floats, patience: int) -> Floats | None:
    """A panel of large weight: first about `weight`, then less and less, until roundings fail again and again."""
    weight = min(weight, rest.mass)
    costs = rest.counts / rest.mass / rest.profiles.caps + noise
    failures = 0
    while weight > rest.mass * 1e-9 and failures < patience:
        bounds = rest.bounds(weight)
        vertex = finder.relaxed(bounds, costs)
        if vertex is not None:
            panel = finder.round(bounds, costs, vertex, exhaustive=False)
            if panel is not None:
                return panel
            failures += 1
        weight *= SHRINK
    return None
