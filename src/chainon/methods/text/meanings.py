"""What a text asks for: a direction among those that residents' requests take.

A text is described by what the encoder makes of its sentences, by how its words are used and by the lines of the lists
where they stand; these 1,240 numbers are brought to 128 along which two wordings of one request agree and strangers
differ (linear discriminant analysis: Fisher, 1936; Ioffe, *Probabilistic LDA*, 2006). The requests that taught it,
written by hand (`scripts/requests`), are kept: two texts are also near when they are near the same ones (explicit
semantic analysis: Gabrilovich and Markovitch, 2007). All is learned by `scripts/learn_meanings.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .analyser import normal
from .encoder import encode
from .matters import KIN, SYNONYMS
from .reading import reading
from .vectors import direction

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

FILE = Path(__file__).with_name("learned.npz")
AXES, FINE = 128, 256
"""`FINE`: steps of a whole number in what is kept of a direction."""
LINES = 0.6
"""What the lines weigh beside the rest."""
SHARP = 15
"""How much nearer requests count more than others."""


class Learned(NamedTuple):
    """`rows`, `lines`: how rare each is; `middle`: of all texts; `requests`: a direction each wording, those of a
    request together, from `starts`.
    """

    rows: Rows
    lines: Rows
    middle: Rows
    axes: Rows
    requests: Rows
    starts: NDArray[np.intp]


class Meaning(NamedTuple):
    """`way`: 128 whole numbers, a direction."""

    way: NDArray[np.int8]

    def kept(self) -> bytes:
        return self.way.tobytes()

    @staticmethod
    def read(kept: bytes) -> Meaning:
        import numpy as np

        return Meaning(np.frombuffer(kept, dtype=np.int8))


@lru_cache(maxsize=1)
def learned() -> Learned:
    """Read when first needed."""
    import numpy as np

    with np.load(FILE) as file:
        kept = {name: file[name] for name in file.files}
    return Learned(
        rows=kept["rows"].astype(np.float32),
        lines=kept["lines"].astype(np.float32),
        middle=kept["middle"],
        axes=kept["axes"].astype(np.float32),
        requests=_unit(kept["requests"].astype(np.float32)),
        starts=kept["starts"].astype(np.intp),
    )


@lru_cache(maxsize=4096)
def meaning(text: str) -> Meaning:
    """What a text, whose first line is its title, asks for. About 6 ms of a processor for three sentences."""
    import numpy as np

    known = learned()
    seen = features(text, known.rows, known.lines)
    way = ((seen[None] - known.middle) @ known.axes).astype(np.float32)
    (fine,) = np.clip(np.round(FINE * _unit(way)), -127, 127).astype(np.int8)
    return Meaning(fine)


def ways(meanings: Iterable[Meaning]) -> Rows:
    """Their directions, each of length one."""
    import numpy as np

    return _unit(np.array([each.way for each in meanings], dtype=np.float32).reshape(-1, AXES))


def likeness(one: Rows, others: Rows) -> Rows:
    """How near a direction is to others, 0 to 1: by itself, and by the requests that both are near."""
    import numpy as np

    mine, theirs = _profiles(one[None]), _profiles(others)
    near: Rows = (np.maximum(others @ one, 0) + (theirs @ mine[0])) / 2
    return near


def asked_like(one: Meaning, many: int) -> list[int]:
    """The requests nearest to it, by their numbers, the nearest first."""
    import numpy as np

    return [int(each) for each in np.argsort(-_to_requests(ways([one]))[0], kind="stable")[:many]]


def features(text: str, rarity_of_rows: Rows, rarity_of_lines: Rows) -> Rows:
    """The 1,240 numbers of a text."""
    import numpy as np

    read = reading(text)
    title, _, rest = normal(text).partition("\n")
    used = direction({row: weight * float(rarity_of_rows[row]) for row, weight in read.used.items()})
    stood = np.zeros(len(KIN) + len(SYNONYMS), dtype=np.float32)
    for place, weight in lines(read.features):
        stood[place] = weight * rarity_of_lines[place]
    return np.concatenate([encode(f"{title}. {rest}"), used, LINES * _unit(stood[None])[0]])


def lines(found: Mapping[str, float]) -> Iterator[tuple[int, float]]:
    """Of the features of a text, the lines of the two lists, numbered one after the other."""
    for feature, weight in found.items():
        if feature[0] in "ks":
            yield int(feature[1:]) + len(KIN) * (feature[0] == "s"), weight


def _to_requests(found: Rows) -> Rows:
    """How near each direction is to the nearest wording of each request."""
    import numpy as np

    known = learned()
    near: Rows = np.maximum.reduceat(found @ known.requests.T, known.starts, axis=1)
    return near


def _profiles(found: Rows) -> Rows:
    import numpy as np

    near = _to_requests(found)
    return _unit(np.exp(SHARP * (near - near.max(1, keepdims=True, initial=-1.0))))


def _unit(rows: Rows) -> Rows:
    import numpy as np

    found: Rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-9))
    return found
