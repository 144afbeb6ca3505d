"""What a patient reader works out of tables."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainon.methods.disclosure import ALL, Dimension, DisclosureError, Publication, Rule, Table
from chainon.methods.disclosure.attack import Attack, attack

from .small import AGE, PLACE, SEX, atoms_of, hiding, known, publication

YES_NO = Dimension("aide", ("oui", "non"))


def one_row(*counts: int | None) -> Publication:
    """Three places and their total."""
    codes = [("nord",), ("sud",), ("est",), (ALL,)]
    return Publication(
        (Dimension("lieu", ("nord", "sud", "est")),), (Table("t", ("lieu",), dict(zip(codes, counts, strict=True))),)
    )


def test_a_count_below_eleven_that_is_shown_is_found() -> None:
    (finding,) = attack(one_row(10, 40, 11, 61))
    assert (finding.kind, finding.cell, finding.low, finding.high) == ("shown", {"lieu": "nord"}, 10, 10)


def test_eleven_is_not_a_small_number() -> None:
    assert attack(one_row(11, 40, 11, 62)) == ()


def test_one_hidden_count_is_found_by_subtraction() -> None:
    (finding,) = attack(one_row(None, 40, 11, 54))
    assert (finding.kind, finding.low, finding.high) == ("exact", 3, 3)


def test_two_hidden_counts_with_a_small_sum_are_found_within_a_range() -> None:
    found = attack(one_row(None, None, 11, 18))
    assert [(finding.kind, finding.low, finding.high) for finding in found] == [("narrow", 0, 7), ("narrow", 0, 7)]


def test_two_hidden_counts_whose_sum_leaves_eleven_values_are_not_found() -> None:
    assert attack(one_row(None, None, 40, 50)) == ()
    assert len(attack(one_row(None, None, 40, 49))) == 2


def test_a_total_that_is_hidden_leaves_a_hidden_count_free() -> None:
    assert attack(one_row(None, 40, 11, None)) == ()


def test_two_overlapping_areas_reveal_their_difference() -> None:
    place = Dimension("lieu", ("a", "b", "c"), {"quartier": ("a", "b"), "zone": ("b", "c")})
    quarter = Table("quartier", ("lieu",), {("quartier",): 40, ("b",): 37})
    (finding,) = attack(Publication((place,), (quarter,)))
    assert (finding.kind, finding.cell, finding.low) == ("exact", {"lieu": "a"}, 3)
    tables = (Table("1", ("lieu",), {("quartier",): 40}), Table("2", ("lieu",), {("zone",): 60}))
    assert attack(Publication((place,), tables)) == ()


def test_two_tables_one_by_neighbourhood_one_by_area_reveal_their_difference() -> None:
    place = Dimension("lieu", ("a", "b", "c"), {"quartier": ("a", "b"), "zone": ("b",)})
    first = Table("quartiers", ("lieu", "sexe"), {("quartier", "femme"): 40, ("quartier", "homme"): 60})
    second = Table("zones", ("sexe", "lieu"), {("femme", "zone"): 37, ("homme", "zone"): 30})
    assert attack(Publication((place, SEX), (first,))) == attack(Publication((place, SEX), (second,))) == ()
    (finding,) = attack(Publication((place, SEX), (first, second)))
    assert (finding.kind, finding.cell, finding.low) == ("exact", {"lieu": "a", "sexe": "femme"}, 3)


def test_a_difference_that_has_no_name_is_said_as_one() -> None:
    place = Dimension("lieu", ("a", "b", "c", "d", "e"), {"quartier": ("a", "b", "c", "d"), "zone": ("a", "b")})
    found = attack(Publication((place,), (Table("t", ("lieu",), {("quartier",): 40, ("zone",): 35, (ALL,): 90}),)))
    assert [finding.cell for finding in found] == [{"lieu": "quartier moins zone"}]


def test_a_row_with_one_value_only_reveals_everyone_in_it() -> None:
    counts = {("nord", "oui"): 0, ("nord", "non"): 30, ("sud", "oui"): 20, ("sud", "non"): 40}
    counts |= {("est", "oui"): 20, ("est", "non"): 40}
    place = Dimension("lieu", ("nord", "sud", "est"))
    whole = Publication((place, YES_NO), (Table("t", ("lieu", "aide"), counts),))
    (finding,) = attack(whole)
    assert (finding.kind, finding.cell, finding.dimension) == ("same", {"lieu": "nord", "aide": "non"}, "aide")
    assert attack(whole, Rule(zeros="shown")) == ()
    assert [finding.kind for finding in attack(whole, Rule(zeros="all"))] == ["shown"]


def test_a_zero_that_everyone_expects_reveals_nothing() -> None:
    counts = {("jeune", "oui"): 0, ("jeune", "non"): 30, ("adulte", "oui"): 20, ("adulte", "non"): 40}
    age = Dimension("âge", ("jeune", "adulte"))
    tables = (Table("t", ("âge", "aide"), counts),)
    assert attack(Publication((age, YES_NO), tables, ({"âge": "jeune", "aide": "oui"},))) == ()


def test_a_zero_among_several_values_reveals_nothing() -> None:
    assert attack(one_row(0, 40, 11, 51)) == ()


def test_tables_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(DisclosureError, match="contradiction"):
        attack(one_row(20, 40, 11, 60))
    twice = one_row(20, 40, 11, 71)
    other = Table("u", ("lieu",), {("nord",): 21})
    with pytest.raises(DisclosureError, match="contradiction"):
        attack(twice.with_tables([*twice.tables, other]))


def test_too_many_crossings_are_refused_before_computing() -> None:
    wide = tuple(Dimension(f"d{n}", tuple(str(v) for v in range(9))) for n in range(6))
    names = tuple(d.name for d in wide)
    counts = {tuple(str(v) for _ in wide): 20 for v in range(9)}
    with pytest.raises(DisclosureError, match="too-many-crossings"):
        attack(Publication(wide, (Table("t", names, counts),)))


def test_noise_leaves_the_range_it_makes() -> None:
    table = Table("t", ("lieu",), {("nord",): 8, ("sud",): 40}, noise=2)
    (finding,) = attack(Publication((PLACE,), (table,)))
    assert (finding.kind, finding.low, finding.high) == ("narrow", 6, 10)


JOINTS = st.lists(st.integers(0, 14), min_size=18, max_size=18)
CROSSINGS = st.sampled_from(
    [
        (("lieu", "sexe"), ("sexe", "âge")),
        (("lieu", "sexe"), ("sexe", "âge"), ("lieu", "âge")),
        (("lieu", "sexe", "âge"),),
        (("lieu",), ("âge",), ("sexe",)),
    ]
)


@settings(max_examples=25, deadline=None)
@given(JOINTS, CROSSINGS, st.randoms(use_true_random=False))
def test_the_ranges_are_those_of_one_joint_table(counts, crossings, chance) -> None:  # type: ignore[no-untyped-def]
    dimensions = (PLACE, SEX, AGE)
    joint = dict(zip(atoms_of(Publication(dimensions, ())), counts, strict=True))
    whole = publication(joint, dimensions, *crossings)
    secret = [
        hiding(table, *(codes for codes in sorted(table.counts) if chance.random() < 0.6)) for table in whole.tables
    ]
    shown = whole.with_tables(secret)
    done = Attack(shown, Rule(width=1000, threshold=2000))
    done.run()
    for target in chance.sample(range(len(done.targets)), 4):
        low, high = int(done.bounds.low[target]), int(done.bounds.high[target])
        label = done.grid.label(done.targets[target])
        if high < 1000 and all(code in {c for d in dimensions for c in d.codes} for code in label.values()):
            least, most = known(shown, label, whole=False)
            assert (low, high) == (-(-(least - 1e-6) // 1), (most + 1e-6) // 1)
