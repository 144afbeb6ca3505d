"""A vote that cannot be counted is refused with a code; identical ballots are one group, in whatever order."""

from __future__ import annotations

import pytest

from chainon.methods.budgeting import Ballots, BallotType, BudgetingError, Envelope, Instance, Project

APPROVAL, ORDINAL = BallotType.APPROVAL, BallotType.ORDINAL
TWO = (Project("a", 100), Project("b", 200))


def approvals(*rows: tuple[int, ...], places: tuple[str, ...] | None = None) -> Ballots:
    return Ballots.of(APPROVAL, [tuple((project, 1) for project in row) for row in rows], places)


def test_identical_ballots_are_one_group_whatever_the_order_of_the_voters():
    one, other = approvals((0, 1), (1,), (1, 0), ()), approvals((), (1, 0), (0, 1), (1,))
    for ballots in (one, other):
        assert [ballots.row(group) for group in range(len(ballots))] == [(), ((0, 1), (1, 1)), ((1, 1),)]
        assert ballots.weights.tolist() == [1, 2, 1] and ballots.voters == 4


def test_voters_of_two_places_are_two_groups():
    ballots = approvals((0,), (0,), (0,), places=("nord", "sud", "nord"))
    assert (ballots.places, ballots.weights.tolist()) == (("nord", "sud"), [2, 1])


def test_an_ordinal_ballot_keeps_its_order():
    ballots = Ballots.of(ORDINAL, [((1, 2), (0, 1)), ((0, 2), (1, 1))])
    assert sorted(ballots.row(group) for group in range(2)) == [((0, 2), (1, 1)), ((1, 2), (0, 1))]


def test_votes_are_voters_and_scores_are_points():
    ballots = Ballots.of(BallotType.CUMULATIVE, [((0, 5), (1, 2)), ((0, 5), (1, 2)), ((1, 7),)])
    instance = Instance(TWO, ballots, 300)
    assert (instance.votes, instance.scores) == ((2, 3), (10, 11))


@pytest.mark.parametrize(
    ("projects", "budget", "more", "code"),
    [
        ((Project("", 1),), 1, {}, "no-project-id"),
        ((Project("a", 1), Project("a", 2)), 1, {}, "project-twice"),
        ((Project("a", -1),), 1, {}, "bad-cost"),
        ((Project("a", 1.5),), 1, {}, "bad-cost"),
        ((Project("a", 2**53),), 1, {}, "bad-cost"),
        ((Project("a", 1),), -1, {}, "bad-budget"),
        ((Project("a", 1),), 1, {"envelopes": (Envelope("place", "nord", -1),)}, "bad-envelope"),
        ((Project("a", 1),), 1, {"exclusive": (("a", "z"),)}, "unknown-project"),
    ],
)
def test_a_vote_that_cannot_be_counted_is_refused(projects, budget, more, code):
    with pytest.raises(BudgetingError, match=code):
        Instance(projects, approvals((0,)), budget, **more)


@pytest.mark.parametrize(
    ("rows", "weights", "places", "what"),
    [
        ([((2, 1),)], [1], (), "projects"),
        ([((0, 0),)], [1], (), "points"),
        ([((0, 2**52),)], [4], (), "points"),
        ([((0, 1),)], [0], (), "weights"),
        ([((0, 1),)], [2**53], (), "weights"),
        ([((0, 1),)], [2**62, 2**62], (), "starts"),
        ([((0, 1),)], [1], ("nord", "sud"), "places"),
        ([((0, 1), (0, 1))], [1], (), "project-twice"),
    ],
)
def test_ballots_that_do_not_hold_together_are_refused(rows, weights, places, what):
    with pytest.raises(BudgetingError) as refusal:
        Instance(TWO, Ballots.of_groups(APPROVAL, rows, weights, places), 300)
    assert (refusal.value.code, refusal.value.params) == ("bad-ballots", {"what": what})


def test_an_envelope_is_a_vote_of_its_own():
    projects = (Project("a", 100, place="nord"), Project("b", 200, place="sud"), Project("c", 50, place="nord"))
    whole = Instance(projects, approvals((0, 1), (1,), (2,), ()), 900, exclusive=(("a", "b"), ("a", "c")))
    north = whole.only(Envelope("place", "nord", 120))
    assert [project.id for project in north.projects] == ["a", "c"]
    assert (north.budget, north.ballots.voters, north.votes, north.exclusive) == (120, 2, (1, 1), (("a", "c"),))


def test_an_envelope_that_nobody_voted_for_is_a_vote_without_voters():
    projects = (Project("a", 100, place="nord"), Project("b", 200, place="sud"))
    south = Instance(projects, approvals((0,), ()), 900).only(Envelope("place", "sud", 120))
    assert (south.ballots.voters, south.votes, len(south.ballots)) == (0, (0,), 0)


def test_costs_too_large_together_are_refused():
    with pytest.raises(BudgetingError, match="bad-cost"):
        Instance((Project("a", 2**52), Project("b", 2**52)), approvals((0,)), 1)


def test_a_vote_may_have_neither_voter_nor_project():
    empty = Instance((), Ballots.of(APPROVAL, []), 100)
    assert (empty.votes, empty.ballots.voters, len(empty.ballots)) == ((), 0, 0)
