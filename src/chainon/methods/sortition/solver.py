"""A thin, persistent, single-threaded HiGHS model: arrays in, arrays out, and a way to interrupt it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from .errors import Cancelled
from .model import Progress, ShouldStop

if TYPE_CHECKING:
    from collections.abc import Callable

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

RESTARTS: Sequence[Mapping[str, Any]] = ({"presolve": "off"},)
"""Options changed for one more try from scratch, in turn, when a solve settles nothing: numerical trouble of a warm
start, or a limit of iterations."""

ASK_EVERY = 0.2
"""Seconds between two questions to `should_stop` while the solver works."""


class Watch:
    """Tells of progress, never backwards, and stops the work when asked."""

    def __init__(self, progress: Progress | None = None, should_stop: ShouldStop | None = None) -> None:
        self._progress = progress
        self.should_stop = should_stop
        self._done = 0.0

    def tell(self, stage: str, share: float) -> None:
        """Say that `share` of the whole (0 to 1) is done, and raise `Cancelled` if the work must stop."""
        self.check()
        self._done = min(1.0, max(self._done, share))
        if self._progress is not None:
            self._progress(stage, self._done)

    def check(self) -> None:
        if self.should_stop is not None and self.should_stop():
            raise Cancelled


@dataclass(frozen=True)
class Solved:
    """What the solver found: `values` is None when the model has no solution (or none was found in the node limit)."""

    values: Floats | None
    objective: float
    bound: float
    """For a model with integers, the certified bound of the objective; otherwise the objective."""
    row_duals: Floats
    column_duals: Floats
    complete: bool
    """False when a limit was met: `values is None` then proves nothing."""
    work: int
    """Simplex iterations: a measure of effort that does not depend on the machine."""


@dataclass(frozen=True)
class Columns:
    """Columns of a model, compressed: column `j` has the rows `rows[starts[j]:starts[j + 1]]`."""

    costs: Floats
    lower: Floats
    upper: Floats
    starts: Ints
    rows: Ints
    values: Floats


class Model:
    """Minimise (or maximise) costs over rows and columns; kept warm between two calls of `solve`."""

    def __init__(
        self,
        columns: Columns,
        row_lower: Floats,
        row_upper: Floats,
        *,
        watch: Watch,
        maximise: bool = False,
        integer: bool = False,
        options: Mapping[str, Any] | None = None,
        restarts: Sequence[Mapping[str, Any]] = RESTARTS,
    ) -> None:
        import highspy

        untyped: Any = highspy
        self._restarts = restarts
        self._highspy = untyped
        self._watch = watch
        self._integer = integer
        self._highs: Any = untyped.Highs()
        defaults = {
            "output_flag": False,
            "threads": 1,
            "parallel": "off",
            "primal_feasibility_tolerance": 1e-9,
            "dual_feasibility_tolerance": 1e-9,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 1e-9,
            "mip_feasibility_tolerance": 1e-9,
        }
        for name, value in {**defaults, **(options or {})}.items():
            self._highs.setOptionValue(name, value)
        lp = highspy.HighsLp()
        lp.num_col_ = len(columns.costs)
        lp.num_row_ = len(row_lower)
        lp.col_cost_ = columns.costs
        lp.col_lower_ = columns.lower
        lp.col_upper_ = columns.upper
        lp.row_lower_ = row_lower
        lp.row_upper_ = row_upper
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = columns.starts.astype(np.int32)
        lp.a_matrix_.index_ = columns.rows.astype(np.int32)
        lp.a_matrix_.value_ = columns.values
        if maximise:
            lp.sense_ = highspy.ObjSense.kMaximize
        if integer:
            lp.integrality_ = [highspy.HighsVarType.kInteger] * len(columns.costs)
        self._highs.passModel(lp)
        if watch.should_stop is not None:
            self._listen(self._interrupter(watch.should_stop))

    def _interrupter(self, should_stop: ShouldStop) -> Callable[[Any], None]:
        last = time.monotonic()

        def ask(event: Any) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= ASK_EVERY:
                last = now
                if should_stop():
                    event.interrupt()

        return ask

    def _listen(self, ask: Callable[[Any], None]) -> None:
        self._highs.cbSimplexInterrupt += ask
        self._highs.cbMipInterrupt += ask

    def set_costs(self, costs: Floats) -> None:
        self._highs.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)

    def set_column_bounds(self, lower: Floats, upper: Floats, which: Ints | None = None) -> None:
        chosen = np.arange(len(lower)) if which is None else which
        self._highs.changeColsBounds(len(chosen), chosen.astype(np.int32), lower, upper)

    def set_row_bounds(self, lower: Floats, upper: Floats, which: Ints | None = None) -> None:
        chosen = np.arange(len(lower)) if which is None else which
        self._highs.changeRowsBounds(len(chosen), chosen.astype(np.int32), lower, upper)

    def add_column(self, cost: float, lower: float, upper: float, rows: Ints, values: Floats) -> None:
        self._highs.addCol(cost, lower, upper, len(rows), rows.astype(np.int32), values)

    def add_row(self, lower: float, upper: float, columns: Ints) -> int:
        """A row that sums these columns; its number."""
        self._highs.addRow(lower, upper, len(columns), columns.astype(np.int32), np.ones(len(columns)))
        return int(self._highs.getNumRow()) - 1

    def remove_row(self, number: int) -> None:
        self._highs.deleteRows(1, np.array([number], dtype=np.int32))

    def set_entry(self, row: int, column: int, value: float) -> None:
        self._highs.changeCoeff(row, column, value)

    def solve(self) -> Solved:
        """Solve. Raises `Cancelled` when asked to stop; `ArithmeticError` when the solver fails on a sound model."""
        status = self._run()
        known = self._highspy.HighsModelStatus
        for changes in self._restarts:
            if status in (known.kOptimal, known.kInfeasible, known.kSolutionLimit, known.kObjectiveTarget):
                break
            status = self._restart(changes)
        info = self._highs.getInfo()
        work = max(0, int(info.simplex_iteration_count))
        if status == known.kInfeasible:
            return Solved(None, float("nan"), float("nan"), np.empty(0), np.empty(0), True, work)
        limited = status in (known.kSolutionLimit, known.kObjectiveTarget)
        if status != known.kOptimal and not limited:
            raise ArithmeticError(f"solver status {status}")
        objective = float(info.objective_function_value)
        if limited and not np.isfinite(objective):
            return Solved(None, float("nan"), float("nan"), np.empty(0), np.empty(0), False, work)
        solution = self._highs.getSolution()
        bound = float(info.mip_dual_bound) if self._integer else objective
        return Solved(
            np.array(solution.col_value),
            objective,
            bound,
            np.array(solution.row_dual),
            np.array(solution.col_dual),
            not limited,
            work,
        )

    def _restart(self, changes: Mapping[str, Any]) -> Any:
        before = {name: self._highs.getOptionValue(name)[1] for name in changes}
        self._highs.clearSolver()
        for name, value in changes.items():
            self._highs.setOptionValue(name, value)
        status = self._run()
        for name, value in before.items():
            self._highs.setOptionValue(name, value)
        return status

    def _run(self) -> Any:
        self._watch.check()
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == self._highspy.HighsModelStatus.kInterrupt:
            self._watch.check()
        return status
