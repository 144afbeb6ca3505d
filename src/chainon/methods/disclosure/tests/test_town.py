"""The promise: a town of 10,000 people, thirty tables, nothing small recovered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chainon.methods.disclosure import Publication, Rule
from chainon.methods.disclosure.attack import attack
from chainon.methods.disclosure.cellkey import record_keys
from chainon.methods.disclosure.suppression import Protected, protect
from chainon.methods.disclosure.tabulate import tabulate_with_noise

from .town import DIMENSIONS, IMPOSSIBLE, crossings, people, town


@pytest.fixture(scope="module")
def whole() -> Publication:
    return town()


@pytest.fixture(scope="module")
def protected(whole: Publication) -> Protected:
    return protect(whole)


def test_the_town_is_as_large_as_promised(whole: Publication) -> None:
    assert len(whole.tables) == 30
    assert whole.table("population").counts[("*",)] == 10_000
    assert sum(0 < count < 11 for table in whole.tables for count in table.counts.values() if count is not None) >= 25


def test_without_protection_small_counts_are_recovered(whole: Publication, protected: Protected) -> None:
    small = {(t.name, codes) for t in whole.tables for codes, n in t.counts.items() if n is not None and 0 < n < 11}
    masked = whole.with_tables(
        replace(t, counts={codes: None if (t.name, codes) in small else n for codes, n in t.counts.items()})
        for t in whole.tables
    )
    found = attack(masked)
    assert sum(finding.kind == "exact" for finding in found) >= 15
    assert not {finding.kind for finding in found} & {"shown"}


def test_protected_nothing_is_recovered(protected: Protected) -> None:
    assert protected.small >= 25
    assert attack(protected.publication) == ()


def test_most_of_the_tables_is_still_shown(protected: Protected) -> None:
    shown = [count is not None for table in protected.publication.tables for count in table.counts.values()]
    assert sum(shown) / len(shown) > 0.85
    assert protected.publication.table("population").counts[("*",)] == 10_000


# With bounds perturbed, the solver never came back from one solve of the first, and gave up one of the second.
@pytest.mark.parametrize("secret", [b"a secret of the tests only", b"a secret numbered 59"])
def test_with_noise_no_small_count_is_known_exactly(secret: bytes) -> None:
    those = people()
    keys = record_keys(secret, map(str, range(len(those))))
    tables = tabulate_with_noise(DIMENSIONS, those, keys, crossings())
    found = attack(Publication(DIMENSIONS, tuple(tables), IMPOSSIBLE), Rule(width=1))
    assert [finding for finding in found if finding.kind != "same"] == []
