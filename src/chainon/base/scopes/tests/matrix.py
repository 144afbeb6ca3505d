"""The matrix of permissions of a slice, `permissions.txt` beside its `rules.py`: test and documentation at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType


def cells(rules: ModuleType, asked: int = 3) -> Iterator[tuple[str, ...]]:
    """Each cell: the `asked` first columns of its line (the act, the state…), then who, then y or n."""
    assert rules.__file__ is not None
    lines = (Path(rules.__file__).parent / "permissions.txt").read_text(encoding="utf-8").splitlines()
    head, *rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    for row in rows:
        for who, answer in zip(head[asked:], row[asked:], strict=True):
            yield (*row[:asked], who, answer)
