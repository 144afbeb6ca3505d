"""Why a project won or lost: what is said of it is true when the vote is counted again with what it says."""

from __future__ import annotations

import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from chainon.methods.budgeting import Ballots, BallotType, BudgetingError, Instance, Outcome, Project, Rule
from chainon.methods.budgeting.count import count
from chainon.methods.budgeting.equal_shares import EqualShares
from chainon.methods.budgeting.explain import explain
from chainon.methods.budgeting.explanations import Rival
from chainon.methods.budgeting.pabulib import read_pabulib
from chainon.methods.budgeting.receipts import group_of, receipt
from chainon.methods.budgeting.report import build_report
from chainon.methods.budgeting.representation import beside_greedy, represent
from chainon.methods.budgeting.tests.exports import random_file
from chainon.methods.errors import MethodError
from chainon.methods.ties import Ties

SHARED = Path(__file__).resolve().parents[5] / ".." / "shared" / "data" / "budgeting"
IDS = Ties("id")


def vote(costs: dict[str, int], ballots: list[str], budget: int) -> Instance:
    """Projects by cost in euros; a ballot is `"a b"`."""
    projects = tuple(Project(name, 100 * cost, f"Projet {name}") for name, cost in costs.items())
    place = {name: at for at, name in enumerate(costs)}
    rows = [tuple((place[name], 1) for name in ballot.split()) for ballot in ballots]
    return Instance(projects, Ballots.of(BallotType.APPROVAL, rows), 100 * budget)


def test_who_paid_for_each_winner_is_told() -> None:
    found = vote({"a": 60, "b": 30}, ["a", "a", "a b"], 90)
    outcome = count(found, Rule("equal-shares", ties=IDS))
    winners = explain(found, outcome).winners
    assert [(each.id, each.payers, each.emptied, each.most_cents) for each in winners] == [("a", 3, 0, 2000)]
    alone = vote({"a": 60, "b": 10}, ["a", "a", "a b"], 90)
    winners = explain(alone, count(alone, Rule("equal-shares", ties=IDS))).winners
    assert [(each.id, each.payers, each.emptied, each.most_cents) for each in winners] == [
        ("a", 3, 0, 2000),
        ("b", 1, 1, 1000),
    ]


def test_the_effective_support_of_a_loser_counts_every_voter_of_a_group() -> None:
    """Four voters with 30 each; `b` has two supporters, one of whom paid 20 for `a`: 40 of the 50 that it costs."""
    found = vote({"a": 60, "b": 50}, ["a", "a", "a b", "b"], 120)
    outcome = count(found, Rule("equal-shares", utility="cardinality", ties=IDS))
    assert outcome.winners == ("a",)
    (loser,) = explain(found, outcome).losers
    assert (loser.id, loser.support_permille, loser.missing_cents) == ("b", 800, 1000)
    assert loser.rivals == (Rival("a", 1, 2000),)
    doubled = vote({"a": 120, "b": 100}, 2 * ["a", "a", "a b", "b"], 240)
    (loser,) = explain(doubled, count(doubled, outcome.rule)).losers
    assert (loser.support_permille, loser.missing_cents) == (800, 2000)
    assert loser.rivals == (Rival("a", 2, 4000),)


def check_margins(instance: Instance, outcome: Outcome) -> int:
    """Each announced cost wins, two cents more lose; the voters missing win, one less lose. How many were checked.

    What is announced surely wins: where an equality would have been met, a little less might have been enough.
    """
    assert outcome.endowment is not None
    checked = 0
    for loser in explain(instance, outcome).losers:
        if loser.reason != "support":
            continue
        place = instance.position[loser.id]
        if loser.cost_to_win is not None:
            for cost, wins in ((loser.cost_to_win, True), (min(loser.cost_to_win + 2, loser.cost_cents), False)):
                counted = EqualShares(instance, outcome.rule)
                is_bought = place in counted.run(outcome.endowment, costs={place: cost}).bought
                assert is_bought is wins or (is_bought and counted.settler.met), (loser, cost)
            checked += 1
        if loser.voters_missing is not None:
            for more, wins in ((loser.voters_missing, True), (loser.voters_missing - 1, False)):
                joined = with_voters(instance, place, more)
                joint = EqualShares(joined, outcome.rule)
                is_bought = place in joint.run(outcome.endowment).bought
                assert is_bought is wins or (is_bought and joint.settler.met), (loser, more)
            checked += 1
    return checked


def with_voters(instance: Instance, place: int, more: int) -> Instance:
    ballots = instance.ballots
    rows = [ballots.row(group) for group in range(len(ballots))]
    weights = ballots.weights.tolist()
    if more:
        rows, weights = [*rows, ((place, 1),)], [*weights, more]
    return replace(instance, ballots=Ballots.of_groups(ballots.kind, rows, weights))


@pytest.mark.parametrize("utility", ["cost", "cardinality"])
def test_what_would_have_been_enough_is_enough_and_barely(utility: str) -> None:
    checked = 0
    for seed in range(110):
        text, _ = random_file(seed)
        if "vote_type;approval" not in text:
            continue
        rule = Rule("equal-shares", utility=utility, stop="overspend", ties=IDS, step=10)  # type: ignore[arg-type]
        instance = replace(read_pabulib(text), exclusive=(), envelopes=())
        checked += check_margins(instance, count(instance, rule))
    assert checked > 40


def test_what_greedy_left_out_wins_at_the_cost_and_with_the_votes_announced() -> None:
    checked = 0
    for seed in range(100):
        text, _ = random_file(seed)
        if "vote_type;approval" not in text:
            continue
        instance = replace(read_pabulib(text), exclusive=(), envelopes=())
        rule = Rule("greedy", ties=IDS)
        for loser in explain(instance, count(instance, rule)).losers:
            if loser.reason != "support":
                continue
            place = instance.position[loser.id]
            if loser.voters_missing is not None:
                won = count(with_voters(instance, place, loser.voters_missing), rule).winners
                assert loser.id in won
                checked += 1
            if loser.cost_to_win is not None:
                cheaper = list(instance.projects)
                cheaper[place] = replace(cheaper[place], cost=loser.cost_to_win)
                assert loser.id in count(replace(instance, projects=tuple(cheaper)), rule).winners
                checked += 1
    assert checked > 30


def test_a_project_excluded_or_out_of_reach_says_so_and_by_whom() -> None:
    found = vote({"a": 10, "b": 12, "c": 500, "d": 1}, ["a b c", "a b", "a c"], 60)
    found = replace(found, exclusive=(("a", "b"),))
    losers = {each.id: each for each in explain(found, count(found, Rule("equal-shares", ties=IDS))).losers}
    assert (losers["b"].reason, losers["b"].by) == ("excluded", "a")
    assert losers["c"].reason == "above-budget"
    assert losers["d"].reason == "below-minimum"


def test_a_receipt_says_where_each_share_went_to_the_fraction_of_a_cent() -> None:
    found = vote({"a": 50, "b": 50}, ["a", "a", "a b", "b"], 120)
    outcome = count(found, Rule("equal-shares", ties=IDS))
    own = receipt(found, outcome, group_of(found, {"a": 1, "b": 1}))
    assert own.endowment == 3000
    assert own.paid == (("a", Fraction(5000, 3)),)
    assert (own.lost, own.left) == (("b",), 3000 - Fraction(5000, 3))


def test_receipts_add_up_to_what_was_spent() -> None:
    added = 0
    for seed in range(80):
        text, places = random_file(seed)
        instance = read_pabulib(text, places=places)
        try:
            outcome = count(instance, Rule("equal-shares", utility="points", stop="overspend", ties=IDS))
        except MethodError:
            continue
        total = Fraction(0)
        for group in range(len(instance.ballots)):
            own = receipt(instance, outcome, group)
            assert sum((paid for _, paid in own.paid), own.left) == own.endowment
            total += int(instance.ballots.weights[group]) * sum((paid for _, paid in own.paid), Fraction(0))
        assert total == outcome.total_cost
        added += outcome.total_cost > 0
    assert added > 20


def test_a_ballot_nobody_cast_and_a_rule_without_shares_have_no_receipt() -> None:
    found = vote({"a": 50, "b": 50}, ["a"], 120)
    with pytest.raises(BudgetingError, match="no-such-ballot"):
        group_of(found, {"b": 1})
    with pytest.raises(BudgetingError, match="unknown-project"):
        group_of(found, {"z": 1})
    with pytest.raises(BudgetingError, match="no-shares"):
        receipt(found, count(found, Rule("greedy", ties=IDS)), 0)


def test_voters_with_nothing_include_those_who_named_nothing() -> None:
    found = vote({"a": 50, "b": 500}, ["a", "a", "b", ""], 120)
    told = represent(found, ("a",))
    assert (told.voters, told.with_nothing, told.mean_winners, told.mean_cents) == (4, 2, Fraction(1, 2), 2500)
    assert told.places == ()


def test_beside_greedy_the_winners_gained_and_lost_are_named() -> None:
    found = vote({"a": 60, "b": 60, "c": 60}, ["a b"] * 6 + ["c"] * 4, 120)
    beside = beside_greedy(found, count(found, Rule("equal-shares", stop="overspend", ties=IDS)))
    assert beside is not None
    assert (beside.gained, beside.lost) == (("c",), ("b",))
    assert (beside.prefer_this, beside.prefer_greedy) == (4, 6)
    assert (beside.representation.with_nothing, beside.winners) == (4, ("a", "b"))


def test_greedy_that_an_equality_stops_is_not_compared() -> None:
    found = vote({"a": 60, "b": 60}, ["a", "b"], 120)
    outcome = count(found, Rule("equal-shares", ties=IDS))
    assert beside_greedy(found, replace(outcome, rule=Rule("equal-shares"))) is None


def test_wieliczka_s_figures_are_those_it_published() -> None:
    path = SHARED / "poland_wieliczka_2023.pb"
    if not path.exists():
        pytest.skip("the folder of public data is absent")
    instance = read_pabulib(path)
    outcome = count(instance, Rule("equal-shares", stop="overspend", ties=IDS))
    before = time.process_time()
    facts = build_report(instance, outcome, ballots_sha256="")["facts"]
    assert time.process_time() - before < 2
    nearest = facts["explanations"]["losers"][0]
    assert (nearest["id"], nearest["support_permille"]) == ("16", 999)  # published: 99 %
    shown = [facts["representation"]["with_nothing"], facts["beside_greedy"]["representation"]["with_nothing"]]
    assert [round(100 * each / 6586) for each in shown] == [18, 28]
    assert check_margins(instance, outcome) >= 60
