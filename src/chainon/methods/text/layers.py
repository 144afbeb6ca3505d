"""The two steps of which `encoder` and `reader` are made, with weights kept in whole numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]


def times(rows: Rows, weights: NDArray[np.int8], step: Rows) -> Rows:
    """Rows by a matrix, whose whole numbers are worth `step`, one for each column."""
    import numpy as np

    found: Rows = (rows @ weights.astype(np.float32)) * step
    return found


def even(rows: Rows, scale: Rows, plus: Rows) -> Rows:
    """Each row about nothing and of one spread, then as was learned (Ba et al., *Layer normalization*, 2016)."""
    import numpy as np

    rows = rows - rows.mean(1, keepdims=True)
    found: Rows = rows / np.sqrt((rows * rows).mean(1, keepdims=True) + np.float32(1e-12))
    return found * scale + plus
