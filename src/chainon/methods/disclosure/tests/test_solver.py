"""A solve that does not end by itself: it starts again another way, and never passes for « nothing found »."""

from __future__ import annotations

from typing import Any

import pytest

from chainon.methods.disclosure import Dimension, DisclosureError, Publication, system
from chainon.methods.disclosure.attack import attack
from chainon.methods.disclosure.suppression import protect
from chainon.methods.disclosure.wording import error_words

from .small import AGE, PLACE, SEX, atoms_of, hiding, publication

DIMENSIONS: tuple[Dimension, ...] = (PLACE, SEX, AGE)
ROWS = (("lieu", "sexe"), ("sexe", "âge"), ("lieu", "âge"))
COUNTS = (3, 40, 12, 7, 25, 31, 18, 2, 0, 44, 9, 15, 21, 5, 60, 1, 33, 8)


def shown() -> Publication:
    return publication(dict(zip(atoms_of(Publication(DIMENSIONS, ())), COUNTS, strict=True)), DIMENSIONS, *ROWS)


def masked() -> Publication:
    """The counts below 30 hidden: some come back by subtraction."""
    return shown().with_tables(
        hiding(table, *(codes for codes, count in table.counts.items() if count is not None and count < 30))
        for table in shown().tables
    )


@pytest.mark.parametrize("others", [(), ({"simplex_strategy": 1},)])
def test_without_an_answer_nothing_is_said_to_be_safe(others: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "PATIENCE", 0)
    monkeypatch.setattr(system, "RESTARTS", others)
    for ask in (attack, protect):
        with pytest.raises(DisclosureError) as refused:
            ask(masked())
        assert refused.value.code == "unsettled"
    assert error_words(refused.value).startswith("le calcul n'a pas abouti")


def test_interior_points_find_what_the_simplex_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    found = attack(masked())
    assert found
    monkeypatch.setattr(system, "PATIENCE", 0)
    assert attack(masked()) == found


def test_dual_simplex_from_scratch_finds_what_the_warm_primal_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    found = attack(masked())
    monkeypatch.setattr(system, "PATIENCE", 0)
    monkeypatch.setattr(system, "RESTARTS", (system.RESTARTS[0] | {"simplex_iteration_limit": 1000},))
    assert attack(masked()) == found


def test_what_is_hidden_after_restarts_protects_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "PATIENCE", 0)
    protected = protect(shown()).publication
    monkeypatch.undo()
    assert attack(protected) == ()
