"""What is published of a small invented town, kept: at risk, with cells hidden, with noise. To make the file again, run
this module: `python test_golden.py`."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

from chainon.methods.disclosure import Publication, Rule
from chainon.methods.disclosure.cellkey import record_keys
from chainon.methods.disclosure.report import published, report
from chainon.methods.disclosure.suppression import protect
from chainon.methods.disclosure.tabulate import tabulate, tabulate_with_noise
from chainon.methods.disclosure.tests.small import AGE, PLACE, SEX

GOLDEN = Path(__file__).with_name("golden_tables.json")
DIMENSIONS = (PLACE, SEX, AGE)
COUNTS = (30, 41, 3, 28, 52, 4, 22, 35, 7, 19, 44, 12, 4, 60, 25, 3, 71, 2)
"""One number for each place, sex and age, in the order of their codes."""


def found() -> dict[str, Any]:
    atoms = product(*(dimension.atoms for dimension in DIMENSIONS))
    people = [
        {"lieu": place, "sexe": sex, "âge": age}
        for (place, sex, age), count in zip(atoms, COUNTS, strict=True)
        for _ in range(count)
    ]
    wanted = {
        " × ".join(dimension.name for dimension in pair): {dimension.name: dimension.codes for dimension in pair}
        for pair in ((PLACE, SEX), (PLACE, AGE), (SEX, AGE))
    }
    counted = Publication(DIMENSIONS, tuple(tabulate(DIMENSIONS, people, wanted)))
    keys = record_keys(b"a secret of the tests only", map(str, range(len(people))))
    noisy = Publication(DIMENSIONS, tuple(tabulate_with_noise(DIMENSIONS, people, keys, wanted)))
    return {
        "counted": report(counted, Rule()).facts,
        "hidden": published(protect(counted).publication),
        "noisy": published(noisy),
    }


def as_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n"


def test_what_is_published_of_a_small_town_is_what_it_was() -> None:
    assert as_text(found()) == GOLDEN.read_text(encoding="utf-8")


if __name__ == "__main__":
    GOLDEN.write_text(as_text(found()), encoding="utf-8")
