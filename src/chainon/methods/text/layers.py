"""What `encoder` and `reader` share: their file, and the two steps of which they are made, weights in whole numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .pieces import Pieces, pieces_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]


def kept(file: Path, *, is_lower: bool) -> tuple[Pieces, dict[str, NDArray[Any]]]:
    """The pieces that a file knows, and the rest by name."""
    import numpy as np

    with np.load(file) as opened:
        named = {name: opened[name] for name in opened.files}
    written = named.pop("pieces").tobytes().decode().split("\n")
    return pieces_of(written, named.pop("likely").astype(float).tolist(), is_lower=is_lower), named


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
