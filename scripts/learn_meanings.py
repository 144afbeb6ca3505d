"""Make `methods/text/learned.npz` again from `scripts/requests` (maintainers; two minutes).

    python scripts/learn_meanings.py [--judge]

`--judge`: first, each file of requests is set aside in turn and judged by what the others teach.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh

from chainon.methods.text import meanings  # the module: what it knows is set below
from chainon.methods.text.matters import KIN, SYNONYMS, written
from chainon.methods.text.reading import reading
from chainon.methods.text.vectors import vectors

REQUESTS = Path(__file__).with_name("requests")
Rows = NDArray[np.float64]
EVEN = 0.6
"""How much the differences between twins are held to be the same along each number (ridge)."""


class File(NamedTuple):
    """`texts`, and pairs of their places; `request`: which one each text is of."""

    texts: list[str]
    same: list[tuple[int, int]]
    request: list[int]


def read(path: Path) -> File:
    file = File([], [], [])

    def add(written: Sequence[str], request: int) -> int:
        file.texts.append("\n".join(written))
        file.request.append(request)
        return len(file.texts) - 1

    for number, group in enumerate(json.loads(path.read_text(encoding="utf-8"))):
        twins = [add(each, 2 * number) for each in group["twins"]]
        file.same.extend(combinations(twins, 2))
        for contrary in group.get("contraries", ())[:1]:
            add(contrary, 2 * number)
        for neighbour in group.get("neighbours", ()):
            add(neighbour, 2 * number + 1)
    return file


def rarities(texts: list[str]) -> tuple[Rows, Rows]:
    rows, lines = np.zeros(len(vectors().rows)), np.zeros(len(KIN) + len(SYNONYMS))
    for text in texts:
        found = reading(text)
        rows[list(found.used)] += 1
        lines[[place for place, _weight in meanings.lines(found.features)]] += 1
    return np.log((len(texts) + 5) / (rows + 1)), np.log((len(texts) + 5) / (lines + 1))


def axes(seen: Rows, same: Sequence[tuple[int, int]]) -> Rows:
    """Along which wordings of one request differ little, and all texts much."""
    one, other = np.array(same).T
    apart = seen[one] - seen[other]
    within = apart.T @ apart / len(apart) / 2
    within = (1 - EVEN) * within + EVEN * np.trace(within) / len(within) * np.eye(len(within))
    values, found = eigh(seen.T @ seen / len(seen), within)
    values, found = values[::-1][: meanings.AXES], found[:, ::-1][:, : meanings.AXES]
    return found * (np.maximum(values - 1, 0) / values) ** 0.75


class Taught:
    """What some files teach."""

    def __init__(self, files: list[File]) -> None:
        self.files = files
        self.texts = [text for file in files for text in file.texts]
        offsets = np.cumsum([0, *(len(file.texts) for file in files)])
        self.rows, self.lines = rarities(self.texts)
        seen = self.seen(self.texts)
        self.middle = seen.mean(0)
        same = [
            (start + one, start + other)
            for start, file in zip(offsets, files, strict=False)
            for one, other in file.same
        ]
        self.axes = axes(seen - self.middle, same)
        ways = (seen - self.middle) @ self.axes
        requests = np.array([1000 * number + each for number, file in enumerate(files) for each in file.request])
        order = np.argsort(requests, kind="stable")
        self.requests = whole(ways[order])
        self.starts = np.array(
            [at for at, place in enumerate(order) if not at or requests[place] != requests[order[at - 1]]]
        )

    def seen(self, texts: list[str]) -> Rows:
        return np.array([meanings.features(text, self.rows, self.lines) for text in texts], float)

    def known(self) -> meanings.Learned:
        small = np.float32
        return meanings.Learned(
            rows=self.rows.astype(small),
            lines=self.lines.astype(small),
            middle=self.middle.astype(small),
            axes=self.axes.astype(small),
            requests=meanings._unit(self.requests.astype(small)),
            starts=self.starts,
        )

    def keep(self) -> None:
        known = self.known()
        np.savez_compressed(
            meanings.FILE,
            rows=known.rows.astype(np.float16),
            lines=known.lines.astype(np.float16),
            middle=known.middle,
            axes=known.axes.astype(np.float16),
            requests=self.requests,
            starts=self.starts.astype(np.int32),
            written=np.array(written()),
        )
        print(f"{meanings.FILE.stat().st_size / 1e6:.2f} MB")


def whole(ways: Rows) -> NDArray[np.int8]:
    return np.clip(np.round(meanings.FINE * ways / np.linalg.norm(ways, axis=1, keepdims=True)), -127, 127).astype(
        np.int8
    )


def use(taught: Taught) -> None:
    known = taught.known()
    meanings.learned = lambda: known
    meanings.meaning.cache_clear()


def recall(texts: list[str], same: Sequence[tuple[int, int]], pools: int = 3) -> float:
    """Of the texts of a file, drawn by some hundred, how many have their twin among the three nearest."""
    twins: dict[int, list[int]] = defaultdict(list)
    for one, other in same:
        twins[one].append(other)
        twins[other].append(one)
    found = []
    ways = meanings.ways(map(meanings.meaning, texts))
    for seed in range(pools):
        drawn = np.random.default_rng(seed).permutation(len(texts))
        for start in range(0, len(drawn), 100):
            here = set(drawn[start : start + 100].tolist())
            for one in here & twins.keys():
                others = sorted((here - {one} - set(twins[one])) | {twins[one][0]})
                near = meanings.likeness(ways[one], ways[others])
                found.append((near > near[others.index(twins[one][0])]).sum() < 3)
    return float(np.mean(found))


def main() -> None:
    meanings.encode = cache(meanings.encode)
    files = {path.stem: read(path) for path in sorted(REQUESTS.glob("*.json"))}
    if "--judge" in sys.argv:
        for number, (name, file) in enumerate(files.items()):
            use(Taught([other for place, other in enumerate(files.values()) if place != number]))
            print(f"{name}: recall@3 {recall(file.texts, file.same):.3f}", flush=True)
    Taught(list(files.values())).keep()


if __name__ == "__main__":
    main()
