"""Finding a panel (whole numbers by class) inside bounds: a warm linear programme, then few whole-number columns.

A vertex of the relaxed panels has at most as many fractional classes as there are rows; fixing the others and giving
the solver these few, with some more for room, is a tiny problem that nearly always has a solution. The whole problem
is solved only when that fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .profiles import Profiles
from .solver import Columns, Floats, Ints, Model, Watch

NEAR_WHOLE = 1e-7
FIRST_FOUND = {
    "mip_max_improving_sols": 1,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_root_reduced_cost": False,
}
PRICED = 1e-8
"""A panel is better when it gains more than this (the dearest seat counting 1): ten times the solver's tolerance."""
NODES = 20_000
"""Branchings after which one search for a panel is given up."""
CORE = 30
ROOM = (40, 160)
"""How many further columns are freed, try after try, before the whole problem is given to the solver."""


@dataclass(frozen=True)
class Bounds:
    """Bounds of the counts by class and of the rows of the profiles."""

    lower: Floats
    upper: Floats
    row_lower: Floats
    row_upper: Floats

    @property
    def empty(self) -> bool:
        return bool(np.any(self.lower > self.upper) or np.any(self.row_lower > self.row_upper))


def everywhere(profiles: Profiles) -> Bounds:
    """The bounds of all panels."""
    return Bounds(np.zeros(profiles.count), profiles.caps, profiles.row_lower, profiles.row_upper)


class Finder:
    """Finds whole counts within bounds, with high costs for preference; warm between calls, deterministic."""

    def __init__(self, profiles: Profiles, watch: Watch) -> None:
        self.profiles = profiles
        self.watch = watch
        self._relaxed = Model(
            profiles.columns(np.zeros(profiles.count)),
            profiles.row_lower,
            profiles.row_upper,
            watch=watch,
            maximise=True,
            options={"presolve": "off"},
        )
        self._rng = np.random.default_rng(1)
        self.work = 0
        """Simplex iterations spent on whole numbers so far."""
        self.complete = True
        """Whether the last search that found nothing proves that there is nothing."""

    def relaxed(self, bounds: Bounds, costs: Floats) -> Floats | None:
        """A vertex of the relaxed panels within the bounds, of the greatest cost; None when there is none."""
        if bounds.empty:
            return None
        self._bound(bounds, costs)
        return self._relaxed.solve().values

    def _bound(self, bounds: Bounds, costs: Floats) -> None:
        self._relaxed.set_costs(costs)
        self._relaxed.set_column_bounds(bounds.lower, bounds.upper)
        self._relaxed.set_row_bounds(bounds.row_lower, bounds.row_upper)

    def round(self, bounds: Bounds, costs: Floats, vertex: Floats, *, exhaustive: bool = True) -> Floats | None:
        """Whole counts within the bounds, near `vertex` (a point of `relaxed`); None when none was found."""
        whole = np.rint(vertex)
        broken = np.flatnonzero(np.abs(vertex - whole) > NEAR_WHOLE)
        if not len(broken):
            return whole
        loose = np.flatnonzero((bounds.upper > bounds.lower) & (np.abs(vertex - whole) <= NEAR_WHOLE))
        for room in ROOM:
            if room >= len(loose):
                break
            extra = self._rng.choice(loose, room, replace=False)
            found = self._restricted(bounds, costs, whole, np.union1d(broken, extra))
            if found is not None:
                return found
        if not exhaustive and len(loose) > ROOM[0]:
            return None
        return self._restricted(bounds, costs, whole, np.union1d(broken, loose), thorough=exhaustive)

    def better(self, bounds: Bounds, costs: Floats, than: float) -> Floats | None:
        """Whole counts within the bounds that cost more than `than`; None proves that there are none, if `complete`.

        A class whose reduced cost is more than what the relaxed optimum has above `than` stays where it is at that
        optimum; the others are freed by order of reduced cost, a core first.
        """
        self.complete = True
        if bounds.empty:
            return None
        self._bound(bounds, costs)
        solved = self._relaxed.solve()
        if solved.values is None or solved.objective <= than:
            return None
        margin = solved.objective - than
        whole = np.rint(solved.values)
        broken = np.abs(solved.values - whole) > NEAR_WHOLE
        if not broken.any() and float(costs @ whole) > than:
            return whole
        price = np.where(broken, 0.0, np.abs(solved.column_duals))
        open_classes = np.flatnonzero(broken | ((bounds.upper > bounds.lower) & (price <= margin + 1e-9)))
        open_classes = open_classes[np.argsort(price[open_classes], kind="stable")]
        core = int(broken.sum()) + CORE
        for size in sorted({min(core, len(open_classes)), len(open_classes)} - {0}):
            free = np.sort(open_classes[:size])
            found = self._restricted(bounds, costs, whole, free, than=than, gap=margin / 4)
            if found is not None and float(costs @ found) > than:
                return found
        return None

    def _restricted(
        self,
        bounds: Bounds,
        costs: Floats,
        whole: Floats,
        free: Ints,
        *,
        thorough: bool = False,
        than: float | None = None,
        gap: float = np.inf,
    ) -> Floats | None:
        """Whole counts that differ from `whole` in the classes `free` only, and cost more than `than` if it is given.

        The solver stops at the first ones within `gap` of the best.
        """
        profiles = self.profiles
        fixed = whole.copy()
        fixed[free] = 0.0
        totals = profiles.totals(fixed)
        rows = len(totals)
        lengths = profiles.starts[free + 1] - profiles.starts[free]
        entries = np.concatenate([np.arange(profiles.starts[column], profiles.starts[column + 1]) for column in free])
        starts = np.concatenate([[0], np.cumsum(lengths)])
        entry_rows, values = profiles.entry_rows[entries], np.ones(len(entries))
        lower, upper = bounds.row_lower - totals, bounds.row_upper - totals
        options: Mapping[str, object] = FIRST_FOUND if thorough else FIRST_FOUND | {"mip_max_nodes": NODES}
        if than is not None:
            entry_rows = np.insert(entry_rows, starts[1:], rows)
            values = np.insert(values, starts[1:], costs[free])
            starts = starts + np.arange(len(starts))
            lower, upper = np.append(lower, than - float(costs @ fixed)), np.append(upper, np.inf)
            options = {"mip_abs_gap": gap, "mip_max_nodes": NODES}
        columns = Columns(costs[free], bounds.lower[free], bounds.upper[free], starts, entry_rows, values)
        model = Model(columns, lower, upper, watch=self.watch, maximise=True, integer=True, options=options)
        solved = model.solve()
        self.work += solved.work
        self.complete = solved.complete
        if solved.values is None:
            return None
        fixed[free] = np.rint(solved.values)
        return fixed
