"""What each rule does, on votes small enough to be counted by hand, and on those that are hardly votes at all."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from chainon.methods.budgeting import Ballots, BallotType, BudgetingError, Envelope, Instance, Project, Rule
from chainon.methods.budgeting.count import count
from chainon.methods.ties import TieError, Ties

BY_ID = Ties("id")
ALL = (
    Rule("greedy", ties=BY_ID),
    Rule("greedy", ties=BY_ID, too_dear="stop"),
    Rule("greedy", ties=BY_ID, ranking="votes-per-cost"),
    *(
        Rule("equal-shares", ties=BY_ID, utility=utility, stop=stop, step=1)
        for utility in ("cost", "cardinality", "points")
        for stop in ("none", "overspend", "exhaustive")
    ),
    Rule("equal-shares", ties=BY_ID, fill="votes", comparison="satisfaction"),
    Rule("equal-shares", ties=BY_ID, stop="overspend", fill="votes-per-cost", comparison="exclusion", step=1),
    Rule("phragmen", ties=BY_ID),
    Rule("phragmen", ties=BY_ID, fill="votes"),
    Rule("maximin-support", ties=BY_ID),
)
every_rule = pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.name)


def vote(costs: dict[str, int], ballots: list[str], budget: int, **more) -> Instance:
    """Projects of one letter; a ballot is the letters it names."""
    projects = tuple(Project(name, cost) for name, cost in costs.items())
    rows = [tuple((list(costs).index(name), 1) for name in ballot) for ballot in ballots]
    return Instance(projects, Ballots.of(BallotType.APPROVAL, rows, more.pop("places", None)), budget, **more)


def winners(instance: Instance, rule: Rule) -> str:
    return "".join(count(instance, rule).winners)


@every_rule
@pytest.mark.parametrize(
    ("instance", "expected"),
    [
        (vote({}, [], 10), ""),
        (vote({"a": 5}, [], 10), ""),
        (vote({"a": 5}, ["", ""], 10), ""),
        (vote({}, ["", ""], 10), ""),
        (vote({"a": 5, "b": 3}, ["ab"], 0), ""),
        (vote({"a": 5}, ["a"], 5), "a"),
        (vote({"a": 6}, ["a"], 5), ""),
        (vote({"a": 0, "b": 0, "c": 4}, ["ac", "c"], 4), "ac"),
        (vote({"a": 0}, ["a"], 0), "a"),
        (vote({"a": 2, "b": 3, "c": 4}, ["abc", "ab", "a"], 9), "abc"),
    ],
    ids=["nothing", "no voter", "nobody names", "no project", "no money", "one voter", "too dear", "free", "only free",
         "all"],
)  # fmt: skip
def test_a_vote_that_is_hardly_one_has_the_winners_one_expects(rule: Rule, instance: Instance, expected: str):
    outcome = count(instance, rule)
    found = "".join(sorted(outcome.winners))
    if rule.stop == "none" and rule.fill == "none" and rule.method == "equal-shares":
        assert set(found) <= set(expected)  # alone, it may leave money
    else:
        assert found == expected
    assert outcome.total_cost == sum(instance.projects[instance.position[name]].cost for name in outcome.winners)


@every_rule
def test_a_project_that_nobody_named_never_wins_nor_keeps_a_count_running(rule: Rule):
    instance = vote({"a": 4, "b": 3, "z": 1}, ["a", "a", "b"], 9)
    outcome = count(instance, rule)
    assert "z" not in outcome.winners and outcome.runs < 20
    assert outcome.out == (("z", "below-minimum"),)


def test_greedy_skips_what_does_not_fit_or_stops_there():
    instance = vote({"a": 6, "b": 5, "c": 2}, ["a", "a", "a", "b", "b", "c"], 8)
    assert winners(instance, Rule("greedy")) == "ac"
    assert winners(instance, Rule("greedy", too_dear="stop")) == "a"


def test_greedy_by_votes_per_cost_prefers_the_cheap():
    instance = vote({"a": 6, "b": 2}, ["a", "a", "b"], 6)
    assert winners(instance, Rule("greedy")) == "a"
    assert winners(instance, Rule("greedy", ranking="votes-per-cost")) == "b"


def test_equal_shares_gives_a_minority_its_share_where_greedy_gives_nothing():
    ballots = ["abc"] * 6 + ["xyz"] * 4
    costs = dict.fromkeys("abcxyz", 20)
    rule = Rule("equal-shares", ties=BY_ID)
    assert winners(vote(costs, ballots, 100), Rule("greedy", ties=BY_ID)) == "abcxy"
    assert winners(vote(costs, ballots, 60), Rule("greedy", ties=BY_ID)) == "abc"
    assert winners(vote(costs, ballots, 60), rule) == "ax"
    assert winners(vote(costs, ballots, 100), rule) == "abcxy"


def test_the_rounds_tell_who_paid_and_how_much():
    instance = vote({"a": 9, "b": 6}, ["a", "ab", "ab"], 18)
    outcome = count(instance, Rule("equal-shares"))
    assert (outcome.winners, outcome.endowment, outcome.left.tolist()) == (("a", "b"), 6, [3.0, 0.0])
    first, second = outcome.rounds
    assert (first.price, first.paid.tolist(), first.emptied.tolist()) == (Fraction(3), [3.0, 3.0], [False, False])
    assert (second.groups.tolist(), second.paid.tolist(), second.emptied.tolist()) == ([1], [3.0], [True])


def test_points_weigh_what_each_pays():
    costs = (Project("a", 9),)
    ballots = Ballots.of(BallotType.CUMULATIVE, [((0, 1),), ((0, 2),)])
    outcome = count(Instance(costs, ballots, 12), Rule("equal-shares", utility="points"))
    assert outcome.rounds[0].price == 3 and outcome.rounds[0].paid.tolist() == [3.0, 6.0]
    assert outcome.rounds[0].emptied.tolist() == [False, True] and outcome.left.tolist() == [3.0, 0.0]


def test_a_place_that_voted_less_starts_with_its_share():
    instance = vote({"n": 50, "s": 50}, ["n", "s", "s", "s", "s"], 100, places=["nord", *["sud"] * 4])
    assert winners(instance, Rule("equal-shares")) == "s"
    shares = (("nord", Fraction(1, 2)), ("sud", Fraction(1, 2)))
    outcome = count(instance, Rule("equal-shares", shares=shares, ties=BY_ID))
    assert sorted(outcome.winners) == ["n", "s"]
    assert outcome.endowment == 20 and set(outcome.factors) == {Fraction(5, 2), Fraction(5, 8)}
    with pytest.raises(BudgetingError, match="no-share"):
        count(instance, Rule("equal-shares", shares=shares[:1]))


@every_rule
def test_an_envelope_is_never_exceeded(rule: Rule):
    projects = tuple(Project(name, 4, place="nord" if name in "abc" else "sud") for name in "abcd")
    rows = [tuple((place, 1) for place in row) for row in ((0, 1, 2), (0, 1, 2), (0, 1), (3,))]
    ballots = Ballots.of(BallotType.APPROVAL, rows)
    outcome = count(Instance(projects, ballots, 12, envelopes=(Envelope("place", "nord", 7),)), rule)
    assert len(set(outcome.winners) & set("abc")) <= 1


@every_rule
def test_of_projects_that_exclude_one_another_one_wins_at_most(rule: Rule):
    instance = vote(
        {"a": 4, "b": 4, "c": 2, "d": 2}, ["ab", "ab", "ab", "cd", "c"], 12, exclusive=(("a", "b"), ("c", "d"))
    )
    found = set(winners(instance, rule))
    assert not {"a", "b"} <= found and not {"c", "d"} <= found


@every_rule
def test_below_the_minimum_nothing_wins(rule: Rule):
    instance = vote({"a": 4, "b": 1}, ["a", "a", "a", "b", "b"], 9)
    outcome = count(instance, replace(rule, minimum=3))
    assert set(outcome.winners) <= {"a"} and outcome.out == (("b", "below-minimum"),)


@pytest.mark.parametrize(
    ("rule", "where"),
    [
        (Rule("greedy"), "votes"),
        (Rule("greedy", ranking="votes-per-cost"), "votes-per-cost"),
        (Rule("equal-shares"), "price"),
        (Rule("phragmen"), "time"),
        (Rule("maximin-support"), "load"),
    ],
)
def test_an_equality_is_refused_by_default_and_the_tied_are_named(rule: Rule, where: str):
    with pytest.raises(TieError) as refusal:
        count(vote({"b": 4, "a": 4}, ["a", "b"], 4 if where != "price" else 8), rule)
    assert refusal.value.params == {"ids": ("a", "b"), "where": where}


def test_one_recorded_order_settles_all_runs_and_is_told_once():
    instance = vote({"a": 6, "b": 6, "c": 6}, ["a", "a", "b", "b", "c"], 12)
    rule = Rule("equal-shares", ties=Ties("order", order=("c", "b", "a")), stop="overspend", step=1)
    outcome = count(instance, rule)
    assert outcome.winners == ("b", "a") and outcome.runs > 1
    assert [(met.where, met.order) for met in outcome.ties] == [("price", ("b", "a"))]


@pytest.mark.parametrize("method", ["phragmen", "maximin-support"])
def test_a_rule_of_approvals_refuses_points(method):
    ballots = Ballots.of(BallotType.CUMULATIVE, [((0, 2),)])
    with pytest.raises(BudgetingError, match="approval-only"):
        count(Instance((Project("a", 1),), ballots, 2), Rule(method))


def test_more_voters_prefer_greedy_then_greedy_is_kept_and_those_with_nothing_count():
    # Equal shares buys a project for each half; all but two would rather have the large one.
    costs = {"l": 100, "a": 12, "b": 12}
    instance = vote(costs, ["la"] * 4 + ["lb"] * 4 + ["l"] * 2, 100)
    alone = count(instance, Rule("equal-shares", utility="cardinality", ties=BY_ID))
    assert set(alone.winners) == {"a", "b"}
    outcome = count(instance, Rule("equal-shares", utility="cardinality", ties=BY_ID, comparison="exclusion"))
    assert (outcome.compared.shares, outcome.compared.greedy, outcome.compared.kept) == (2, 0, "greedy")
    assert outcome.winners == ("l",)
    outcome = count(instance, Rule("equal-shares", utility="cardinality", ties=BY_ID, comparison="satisfaction"))
    assert (outcome.compared.shares, outcome.compared.greedy, outcome.compared.kept) == (0, 2, "greedy")
    assert winners(instance, Rule("equal-shares", ties=BY_ID, comparison="satisfaction")) == "l"


def test_a_project_of_one_voter_dearer_than_all_money_does_not_cost_a_run_a_step():
    instance = vote({"a": 10, "z": 10**9}, ["a", "a", "z"], 10**9)
    outcome = count(instance, Rule("equal-shares", stop="overspend", step=1))
    assert outcome.winners == ("a",) and outcome.runs < 10


def test_the_start_may_be_rounded_down_to_whole_steps():
    instance = vote({"a": 500}, ["a", "a", "a"], 1000)
    assert count(instance, Rule("equal-shares")).endowment == Fraction(1000, 3)
    assert count(instance, Rule("equal-shares", start="whole")).endowment == 300
