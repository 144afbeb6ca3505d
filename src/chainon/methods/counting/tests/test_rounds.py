"""Rules that go round by round: second rounds, run-offs, transfers; cases worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from chainon.methods.counting.ballots import answers, choices, rankings
from chainon.methods.counting.decision import quorum, yes_no
from chainon.methods.counting.errors import CountingError
from chainon.methods.counting.model import Profile
from chainon.methods.counting.runoff import irv
from chainon.methods.counting.stv import stv
from chainon.methods.counting.thresholds import Threshold
from chainon.methods.counting.two_round import two_round
from chainon.methods.ties import TieError, Ties

TENNESSEE = rankings(
    ["Memphis>Nashville>Chattanooga>Knoxville"] * 42
    + ["Nashville>Chattanooga>Knoxville>Memphis"] * 26
    + ["Chattanooga>Knoxville>Nashville>Memphis"] * 15
    + ["Knoxville>Chattanooga>Nashville>Memphis"] * 17,
    ("Memphis", "Nashville", "Chattanooga", "Knoxville"),
)


def votes(**numbers: int) -> Profile:
    return choices([name for name, times in numbers.items() for _ in range(times)], tuple(numbers))


def test_a_run_off_eliminates_the_last_until_one_has_more_than_half() -> None:
    outcome = irv(TENNESSEE)
    assert outcome.winners == ("Knoxville",)
    assert [round_.eliminated for round_ in outcome.rounds] == [("Chattanooga",), ("Nashville",), ()]
    assert outcome.rounds[-1].votes == {"Knoxville": 58, "Memphis": 42}


def test_those_who_cannot_catch_up_together_leave_together_without_a_draw() -> None:
    profile = rankings(["a>b"] * 4 + ["b>a"] * 3 + ["c>b"] * 1 + ["d>b"] * 1, "abcde")
    outcome = irv(profile)
    assert outcome.rounds[0].eliminated == ("e",)
    assert outcome.rounds[1].eliminated == ("c", "d")
    assert outcome.winners == ("b",) and outcome.ties == ()


def test_equal_ranks_are_shared_or_counted_whole() -> None:
    profile = rankings(["a=b>c"] * 4 + ["c"] * 3 + ["a"], "abc")
    assert irv(profile).rounds[0].votes == {"a": 3, "b": 2, "c": 3}
    assert irv(profile, equal_ranks="approval").rounds[0].votes == {"a": 5, "b": 4, "c": 3}


def test_the_transfer_of_a_surplus_is_cut_after_five_decimals() -> None:
    """Quota 34 / 3 = 11 + 1 = 12: 8 of 20 votes go on, each worth 0.4."""
    profile = rankings(["a>b"] * 11 + ["a>c"] * 9 + ["b"] * 5 + ["c"] * 6 + ["d"] * 3, "abcd")
    outcome = stv(profile, seats=2)
    assert outcome.tables["quota"] == 12
    assert outcome.rounds[0].elected == ("a",)
    assert outcome.rounds[1].transferred == "a"
    assert outcome.rounds[1].votes == {"a": 12, "b": Fraction("9.4"), "c": Fraction("9.6"), "d": 3}
    assert outcome.rounds[2].eliminated == ("d",)
    assert outcome.winners == ("a", "c")


def test_a_value_that_does_not_end_is_truncated_and_the_rest_is_lost() -> None:
    profile = rankings(["a>b"] * 7 + ["b"] * 2 + ["c"] * 3, "abc")
    outcome = stv(profile, seats=2)
    assert outcome.tables["quota"] == 5
    assert outcome.rounds[1].votes["b"] == 2 + 7 * Fraction("0.28571")
    assert outcome.rounds[1].exhausted == 2 - 7 * Fraction("0.28571")


def test_equal_last_ones_are_parted_by_the_stage_before_then_by_the_order() -> None:
    ballots = ["a"] * 6 + ["b>c"] * 4 + ["c"] * 3 + ["d>c"] * 1 + ["e"] * 5
    outcome = stv(rankings(ballots, "abcde"), seats=1)
    assert [round_.eliminated for round_ in outcome.rounds[1:3]] == [("d",), ("c",)], "c and b have 4, c had 3 before"
    with pytest.raises(TieError) as refusal:
        stv(rankings(["a"] * 3 + ["b", "c"], "abc"), seats=2)
    assert refusal.value.params == {"ids": ("b", "c"), "where": "elimination"}


def test_it_is_the_most_recent_stage_where_they_differed_that_parts_them() -> None:
    """b and c end level with 6; b was ahead at the first stage (5, 4), c at the second (5, 6): b leaves."""
    ballots = ["a"] * 10 + ["b"] * 5 + ["c"] * 4 + ["d>b"] + ["d>a"] * 2 + ["e>c"] * 2
    outcome = stv(rankings(ballots, "abcde"), seats=1)
    assert [round_.eliminated for round_ in outcome.rounds[1:4]] == [("e",), ("d",), ("b",)]


def test_a_paper_counts_up_to_its_first_equal_rank() -> None:
    outcome = stv(rankings(["a=b>c", "c>a=b", "c"], "abc"), seats=1)
    assert outcome.tables["valid"] == 2
    assert outcome.winners == ("c",)
    assert any(finding.code == "unclear-first" for finding in outcome.findings)


def test_fractional_papers_are_refused_by_transfers() -> None:
    with pytest.raises(CountingError, match="whole-weights"):
        stv(rankings(["a>b"], "ab", weights=[Fraction(1, 2)]), seats=1)


def test_the_first_two_go_to_the_second_round() -> None:
    outcome = two_round(votes(a=5, b=4, c=3))
    assert (outcome.winners, outcome.qualified) == ((), ("a", "b"))


def test_more_than_half_wins_at_once_unless_a_quarter_of_the_registered_is_missing() -> None:
    half = Threshold(Fraction(1, 2), strictly=True)
    quarter = Threshold(Fraction(1, 4), base="registered", registered=100)
    assert two_round(votes(a=13, b=7)).winners == ("a",)
    assert two_round(votes(a=13, b=7), majority=(half, quarter)).qualified == ("a", "b")
    assert two_round(votes(a=25, b=7), majority=(half, quarter)).winners == ("a",)
    assert two_round(votes(a=10, b=10)).qualified == ("a", "b")


def test_where_several_have_the_majority_asked_for_the_first_wins() -> None:
    forty = [Threshold.parse("40%")]
    assert two_round(votes(a=45, b=40, c=15), majority=forty).winners == ("a",)
    assert two_round(votes(a=45, b=40, c=15), majority=forty).margin.lower == 3
    with pytest.raises(TieError):
        two_round(votes(a=40, b=40, c=20), majority=forty)


def test_those_who_reach_a_share_go_on_and_at_least_two() -> None:
    share = Threshold(Fraction(1, 8), base="registered", registered=100)
    assert two_round(votes(a=20, b=15, c=13, d=5), qualifying=share).qualified == ("a", "b", "c")
    assert two_round(votes(a=12, b=8, c=5), qualifying=share).qualified == ("a", "b")


def test_an_equality_for_the_second_place_is_settled_by_the_draw() -> None:
    with pytest.raises(TieError) as refusal:
        two_round(votes(a=5, b=3, c=3))
    assert refusal.value.params == {"ids": ("b", "c"), "where": "second-round"}
    assert two_round(votes(a=5, b=3, c=3), ties=Ties("order", order=("c", "b", "a"))).qualified == ("a", "c")


@pytest.mark.parametrize(
    ("yes", "no", "rule", "adopted"),
    [
        (5, 5, ">1/2", False),
        (5, 5, "1/2", True),
        (6, 5, ">1/2", True),
        (2, 1, "2/3", True),
        (2, 1, ">2/3", False),
        (199, 101, "2/3", False),
        (0, 0, "1/2", False),
    ],
)
def test_thresholds_are_exact(yes: int, no: int, rule: str, adopted: bool) -> None:
    profile = answers([True] * yes + [False] * no + ([] if yes + no else [None]))
    if not yes + no:
        with pytest.raises(CountingError, match="no-ballots"):
            yes_no(profile)
        return
    assert bool(yes_no(profile, threshold=Threshold.parse(rule)).winners) is adopted


def test_a_share_may_be_of_those_who_voted_or_of_the_registered() -> None:
    profile = answers([True] * 6 + [False] * 2 + [None] * 4)
    assert yes_no(profile, threshold=Threshold.parse("1/2 of cast")).winners
    assert not yes_no(profile, threshold=Threshold.parse(">1/2 of cast")).winners
    assert not yes_no(profile, threshold=Threshold.parse("25% of registered", 25)).winners
    with pytest.raises(CountingError, match="registered-missing"):
        yes_no(profile, threshold=Threshold.parse("25% of registered"))


@pytest.mark.parametrize(("share", "missing"), [("1/4", None), (">1/4", 1), ("0.27", 1), ("1/3", 2), ("100%", 18)])
def test_a_quorum_counts_blank_ballots_and_says_how_many_are_missing(share: str, missing: int | None) -> None:
    profile = answers([True] * 4 + [None] * 2)
    found = quorum(profile, Threshold.parse(share.replace("0.27", "27%"), 24))
    assert found.code == ("quorum-met" if missing is None else "quorum-missed")
    assert found.params.get("missing") == missing


@pytest.mark.parametrize("text", ["", "deux tiers", "1/0", "3/2", "-1/2", "1/2 of everyone", "150%"])
def test_a_share_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(CountingError, match="bad-share"):
        Threshold.parse(text)
