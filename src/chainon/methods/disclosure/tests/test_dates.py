"""Two dates of the same table, a few people apart."""

from __future__ import annotations

import pytest

from chainon.methods.disclosure import ALL, Dimension, DisclosureError, Publication, Table
from chainon.methods.disclosure.attack import attack
from chainon.methods.disclosure.dates import across_dates, at_date
from chainon.methods.disclosure.suppression import protect

PLACE = Dimension("lieu", ("nord", "sud", "est"))


def at(north: int, south: int, east: int) -> Publication:
    counts = {("nord",): north, ("sud",): south, ("est",): east, (ALL,): north + south + east}
    return Publication((PLACE,), (Table("lieux", ("lieu",), counts),))


def test_three_newcomers_are_found_by_subtracting_two_dates_of_a_list_that_only_grows() -> None:
    assert attack(at(40, 50, 60)) == attack(at(43, 50, 60)) == ()
    found = attack(across_dates(at(40, 50, 60), at(43, 50, 60), leavers=False))
    kinds = {(finding.kind, finding.cell.get("lieu"), finding.cell["date"], finding.low) for finding in found}
    assert ("exact", "nord", "arrivés", 3) in kinds
    assert ("exact", None, "arrivés", 3) in kinds


def test_the_second_date_hides_what_the_first_would_give_away() -> None:
    both = across_dates(at(40, 50, 60), at(43, 50, 60), leavers=False)
    done = protect(both)
    assert attack(done.publication) == done.known_before == ()
    first, second = at_date(done.publication, "avant"), at_date(done.publication, "après")
    assert first.table("lieux").counts == at(40, 50, 60).table("lieux").counts
    assert second.table("lieux").counts[("nord",)] is None
    assert second.table("lieux").counts[(ALL,)] is None


def test_an_unchanged_row_stays_shown() -> None:
    done = protect(across_dates(at(40, 50, 60), at(43, 50, 60), leavers=False))
    assert at_date(done.publication, "après").table("lieux").counts[("est",)] == 60


def test_a_change_of_eleven_or_more_everywhere_is_shown() -> None:
    both = across_dates(at(40, 50, 60), at(55, 70, 90), leavers=False)
    assert protect(both).hidden == 0


def test_a_difference_says_less_when_people_may_have_left() -> None:
    assert attack(across_dates(at(40, 50, 60), at(43, 50, 60), leavers=True)) == ()


def test_someone_who_left_contradicts_a_list_that_only_grows() -> None:
    with pytest.raises(DisclosureError, match="contradiction"):
        attack(across_dates(at(40, 50, 60), at(38, 50, 60), leavers=False))


def test_two_dates_are_described_alike() -> None:
    other = Publication((Dimension("lieu", ("nord",)),), ())
    with pytest.raises(DisclosureError, match="other-dimensions"):
        across_dates(at(40, 50, 60), other, leavers=True)
