"""Pairs of texts, and whether they wish the same, the contrary or other things: the invented voices of `requests` and
`disagreements`, and the lists of `methods/text/tests` that are open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

SCRIPTS = Path(__file__).resolve().parent
TESTS = SCRIPTS.parent / "src/chainon/methods/text/tests"
READ = (SCRIPTS / "requests", SCRIPTS / "disagreements")
ASIDE = SCRIPTS / "disagreements/aside"
"""What the reader learns from; what it does not, so that one may see what it says of unknown texts."""
LISTS = ("dev", "held_out", "second_held_out", "third_held_out", "fourth_held_out", "fifth_held_out")
SAME, CONTRARY, OTHER = range(3)
Pair = tuple[str, str, int]


class Group(NamedTuple):
    """What wishes the same, the contrary, and something else of the same place or subject."""

    file: str
    twins: list[str]
    contraries: list[str]
    neighbours: list[str]

    def pairs(self) -> Iterator[Pair]:
        for side in (self.twins, self.contraries):
            yield from ((*pair, SAME) for pair in combinations(side, 2))
        yield from ((*pair, CONTRARY) for pair in product(self.twins, self.contraries))
        yield from ((*pair, OTHER) for pair in product([*self.twins, *self.contraries], self.neighbours))


def groups(*folders: Path) -> list[Group]:
    found = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.json"))):
        for each in json.loads(path.read_text(encoding="utf-8")):
            sides = [["\n".join(said) for said in each.get(side, ())] for side in ("twins", "contraries", "neighbours")]
            found.append(Group(path.stem, *sides))
    return found


def listed(name: str) -> list[Pair]:
    said = json.loads((TESTS / f"near_duplicates_{name}.json").read_text(encoding="utf-8"))
    texts = {each["id"]: f"{each['title']}\n{each['text']}" for each in said["proposals"]}
    kinds = (("same", SAME), ("opposite", CONTRARY), ("different", OTHER))
    return [(texts[one], texts[other], kind) for name, kind in kinds for one, other in said[name]]
