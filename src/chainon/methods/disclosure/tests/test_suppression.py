"""Counts hidden until the attack finds nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainon.methods.disclosure import ALL, Dimension, DisclosureError, Publication, Rule, Table
from chainon.methods.disclosure.attack import attack
from chainon.methods.disclosure.suppression import protect

from .small import AGE, PLACE, SEX, atoms_of, cells, known, publication

JOINTS = st.lists(st.integers(0, 25), min_size=18, max_size=18)
TRIANGLE = (("lieu", "sexe"), ("sexe", "âge"), ("lieu", "âge"))
DIMENSIONS = (PLACE, SEX, AGE)


def triangle(counts: list[int]) -> Publication:
    """Three places, two sexes, three ages: every pair crossed, so that each table checks the two others."""
    return publication(dict(zip(atoms_of(Publication(DIMENSIONS, ())), counts, strict=True)), DIMENSIONS, *TRIANGLE)


@settings(max_examples=20, deadline=None)
@given(JOINTS)
def test_nothing_is_found_in_what_is_left(counts: list[int]) -> None:
    left = protect(triangle(counts)).publication
    assert attack(left) == ()


@settings(max_examples=8, deadline=None)
@given(JOINTS)
def test_a_small_count_keeps_several_whole_values_by_another_solver(counts: list[int]) -> None:
    whole = triangle(counts)
    left = protect(whole).publication
    small = [cell for cell, count in cells(whole) if count is not None and 0 < count < 11]
    for cell in small[::7]:
        low, high = known(left, cell, whole=True)
        assert high - low >= 10


@settings(max_examples=10, deadline=None)
@given(JOINTS)
def test_what_is_shown_is_true_and_no_small_count_is_shown(counts: list[int]) -> None:
    whole = triangle(counts)
    for (_, true), (_, shown) in zip(cells(whole), cells(protect(whole).publication), strict=True):
        assert shown is None or (shown == true and not 0 < shown < 11)


def test_large_counts_are_all_shown() -> None:
    whole = triangle([20] * 18)
    done = protect(whole)
    assert done.hidden == 0
    assert done.publication == whole


def test_one_small_count_costs_one_more_in_a_row() -> None:
    place = Dimension("lieu", ("nord", "sud", "est"))
    row = {("nord",): 3, ("sud",): 60, ("est",): 12, (ALL,): 75}
    done = protect(Publication((place,), (Table("t", ("lieu",), row),)))
    shown = done.publication.table("t").counts
    assert shown == {("nord",): None, ("sud",): 60, ("est",): None, (ALL,): 75}
    assert (done.small, done.others) == (1, 1)


def test_the_same_people_are_hidden_in_every_table() -> None:
    whole = triangle([3] + [20] * 17)
    left = protect(replace(whole, tables=(*whole.tables, replace(whole.tables[0], name="encore")))).publication
    assert left.table("encore").counts == left.tables[0].counts


def test_the_order_of_tables_and_rows_changes_nothing() -> None:
    whole = triangle([1, 5, 30, 12, 0, 14, 22, 3, 17, 40, 2, 9, 31, 8, 0, 19, 25, 6])
    turned = [replace(t, counts=dict(reversed(t.counts.items()))) for t in reversed(whole.tables)]
    once, again = protect(whole).publication, protect(whole.with_tables(turned)).publication
    assert {t.name: dict(t.counts) for t in once.tables} == {t.name: dict(t.counts) for t in again.tables}


def test_a_table_already_out_is_left_as_it_is_and_what_it_gave_is_told() -> None:
    place = Dimension("lieu", ("nord", "sud", "est"))
    out = Table("ancien", ("lieu",), {("nord",): 3, ("sud",): 60}, is_out=True)
    new = Table("nouveau", ("lieu",), {("nord",): 3, ("est",): 7, (ALL,): 70})
    done = protect(Publication((place,), (out, new)))
    assert done.publication.table("ancien") == out
    assert done.publication.table("nouveau").counts[("est",)] is None
    assert done.publication.table("nouveau").counts[(ALL,)] is None
    assert [(finding.cell, finding.low) for finding in done.known_before] == [({"lieu": "nord"}, 3)]


def test_a_count_is_widened_downwards_when_tables_already_out_forbid_upwards() -> None:
    place = Dimension("lieu", ("a", "b", "c", "d"), {"ab": ("a", "b"), "cd": ("c", "d"), "ac": ("a", "c")})
    out = Table("ancien", ("lieu",), {("ab",): 12, ("cd",): 14}, is_out=True)
    new = Table("nouveau", ("lieu",), {("ac",): 20})
    whole = Publication((place,), (out, new))
    ranges = {(finding.cell["lieu"], finding.low, finding.high) for finding in attack(whole)}
    assert ranges == {("a", 6, 12), ("b", 0, 6), ("c", 8, 14), ("d", 0, 6)}
    done = protect(whole)
    assert done.publication.table("nouveau").counts == {("ac",): None}
    assert attack(done.publication) == done.known_before == ()


def test_every_zero_is_hidden_when_asked() -> None:
    whole = triangle([0, 40, 40] + [20] * 15)
    done = protect(whole, Rule(zeros="all"))
    assert attack(done.publication, Rule(zeros="all")) == ()


def test_noise_and_hiding_do_not_mix() -> None:
    with pytest.raises(DisclosureError, match="noise-and-hiding"):
        protect(Publication((PLACE,), (Table("t", ("lieu",), {("nord",): 5}, noise=2),)))


def test_two_processes_with_other_hash_seeds_write_the_same_bytes() -> None:
    code = (
        "import json\n"
        "from chainon.methods.disclosure.tests.test_suppression import triangle\n"
        "from chainon.methods.disclosure.suppression import protect\n"
        "from chainon.methods.disclosure.report import report\n"
        "left = protect(triangle([1, 5, 30, 12, 0, 14, 22, 3, 17, 40, 2, 9, 31, 8, 0, 19, 25, 6])).publication\n"
        "print(json.dumps(report(left).as_dict(), sort_keys=True))\n"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env={"PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    told = json.loads(runs[0].stdout)
    assert told["findings"] == []
    assert told["hidden"] > 0
