"""From an exact lottery to a uniform one: m panels, one of which a public number picks.

Each panel of the exact lottery first comes as often as its weight has whole times 1/m. What the fractions leave is an
expected composition of the panels still missing; it is followed by whole panels, one after the other, each chosen so
that the rest can still be shared among the panels to come (an apportionment in time). Then people of the same
profile take turns.
"""

from __future__ import annotations

import numpy as np

from .errors import SortitionError
from .model import Distribution, Lottery, Panel, Pool, Progress, ShouldStop
from .peeling import Rest
from .points import Bounds, Finder
from .profiles import Profiles, profiles_of
from .solver import Floats, Watch
from .turns import check_panels, seat

SLACKS = (0.0, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 8.0, 1e6)
"""By how many seats the rest may be overdrawn, try after try; the last one asks for any panel at all."""


def uniform_lottery(
    pool: Pool,
    distribution: Distribution,
    panels: int = 1000,
    *,
    households: bool = False,
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
) -> Lottery:
    """A lottery of `panels` panels, each as likely as any other, as near to `distribution` as was found.

    Counts of two people of the same profile (and situation at home, with `households`) differ by at most 1.
    Every panel is verified. Deterministic. Raises `SortitionError` (`panels-not-positive`, `panel-not-valid`),
    `Cancelled`.
    """
    if panels < 1:
        raise SortitionError("panels-not-positive", panels=panels)
    check_panels(pool, distribution.seats, distribution.panels, households=households)
    watch = Watch(progress, should_stop)
    profiles = profiles_of(pool, distribution.seats, households=households)
    mix = [counts_of(profiles, panel, len(pool.people)) for panel in distribution.panels]
    weights = np.array(distribution.weights)
    weights = weights / weights.sum()
    times = np.floor(weights * panels + 1e-9).astype(int)
    chosen = [counts for counts, repeats in zip(mix, times, strict=True) for _ in range(repeats)]
    target = np.stack(mix).T @ (weights * panels - times)
    chosen += _follow(profiles, target, panels - len(chosen), watch)
    seated = seat(profiles, chosen)
    check_panels(pool, distribution.seats, seated, households=households)
    watch.tell("done", 1.0)
    counts = np.bincount(np.concatenate([np.array(panel) for panel in seated]), minlength=len(pool.people))
    return Lottery(distribution.seats, tuple(seated), tuple(int(count) for count in counts))


def max_deviation(pool: Pool, distribution: Distribution, lottery: Lottery) -> float:
    """The largest difference between someone's chance in the uniform lottery and in the exact one."""
    return max(
        abs(float(lottery.chance(person)) - distribution.probabilities[person]) for person in range(len(pool.people))
    )


def counts_of(profiles: Profiles, panel: Panel, people: int) -> Floats:
    """How many people of each class a panel holds."""
    seated = np.zeros(people)
    seated[list(panel)] = 1.0
    return np.array([seated[list(members)].sum() for members in profiles.members])


def _follow(profiles: Profiles, target: Floats, missing: int, watch: Watch) -> list[Floats]:
    """`missing` panels whose sum is `target` within about one seat a class."""
    finder = Finder(profiles, watch)
    rest = Rest(profiles, target.copy(), float(missing))
    chosen: list[Floats] = []
    for number in range(missing):
        panel = _next_panel(rest, finder)
        rest.take(panel, 1.0)
        chosen.append(panel)
        watch.tell("rounding", 0.9 * (number + 1) / missing)
    return chosen


def _next_panel(rest: Rest, finder: Finder) -> Floats:
    costs = rest.counts / rest.profiles.caps
    for slack in SLACKS:
        bounds = _bounds(rest, slack)
        vertex = finder.relaxed(bounds, costs)
        panel = None if vertex is None else finder.round(bounds, costs, vertex)
        if panel is not None:
            return panel
    raise SortitionError("panel-not-valid", panel=0)


def _bounds(rest: Rest, slack: float) -> Bounds:
    """Bounds of a panel after which the rest is overdrawn by at most `slack` seats in each class and row."""
    p = rest.profiles
    near = 1e-6
    return Bounds(
        np.clip(np.ceil(p.caps - rest.vacant - slack - near), 0.0, p.caps),
        np.clip(np.floor(rest.counts + slack + near), 0.0, p.caps),
        np.clip(np.ceil(p.row_upper - rest.below - slack - near), p.row_lower, p.row_upper),
        np.clip(np.floor(p.row_lower + rest.above + slack + near), p.row_lower, p.row_upper),
    )
