"""Equal shares equals its slow twin to the last fraction; and what must not matter does not."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chainon.methods.budgeting import Ballots, BallotType, Envelope, Instance, Project, Rule
from chainon.methods.budgeting.count import count
from chainon.methods.budgeting.equal_shares import EqualShares
from chainon.methods.budgeting.tests.reference import Voters, grown, maximin, one_run
from chainon.methods.ties import Ties

BY_ID = Ties("id")
calm = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PLACES = ("nord", "sud")


@st.composite
def votes(draw: st.DrawFn, *, huge: bool = False, points: bool = True, bounds: bool = True) -> Instance:
    """A small vote. `huge`: costs near 10**13 cents that differ by a few, which floats hardly tell apart."""
    number = draw(st.integers(1, 6))
    base = 10**13 if huge else 0
    cost = st.integers(0, 4).map(lambda cents: base + cents) if huge else st.integers(1, 12)
    projects = tuple(
        Project(str(name), draw(cost), place=draw(st.sampled_from(PLACES))) for name in range(8, 8 + number)
    )
    worth = st.integers(1, 3) if points and draw(st.booleans()) else st.just(1)
    ballot = st.dictionaries(st.integers(0, number - 1), worth, max_size=4).map(
        lambda named: tuple(sorted(named.items()))
    )
    rows = draw(st.lists(ballot, min_size=1, max_size=10))
    places = [draw(st.sampled_from(PLACES)) for _ in rows]
    total = sum(project.cost for project in projects)
    budget = draw(st.integers(total // 3, total)) if huge else draw(st.integers(0, total + 2))
    envelopes: tuple[Envelope, ...] = ()
    exclusive: tuple[tuple[str, ...], ...] = ()
    if bounds and draw(st.booleans()):
        envelopes = (Envelope("place", "nord", draw(st.integers(0, total))),)
    if bounds and number > 1 and draw(st.booleans()):
        exclusive = (tuple(draw(st.permutations([project.id for project in projects]))[:2]),)
    return Instance(projects, Ballots.of(BallotType.CUMULATIVE, rows, places), budget, envelopes, exclusive)


def equal_shares(draw: st.DrawFn, instance: Instance, stops: tuple[str, ...]) -> Rule:
    shares = tuple((place, Fraction(draw(st.integers(1, 3)))) for place in PLACES) if draw(st.booleans()) else ()
    return Rule(
        "equal-shares",
        ties=BY_ID,
        utility=draw(st.sampled_from(("cost", "cardinality", "points"))),
        stop=draw(st.sampled_from(stops)),
        shares=shares,
        step=1,
    )


def same(instance: Instance, rule: Rule, bought: list[tuple[str, Fraction]], left: list[Fraction]) -> None:
    outcome = count(instance, rule)
    assert [(instance.projects[each.project].id, each.price) for each in outcome.rounds] == bought
    for group, expected in zip(Voters(instance, rule).group, left, strict=True):
        assert outcome.left[group] == pytest.approx(float(expected), rel=1e-9, abs=1e-9 * float(outcome.endowment))
        assert (outcome.left[group] == 0) == (expected == 0)


@calm
@given(st.data())
def test_one_run_equals_the_slow_one_payments_included(data: st.DataObject):
    instance = data.draw(votes())
    rule = equal_shares(data.draw, instance, ("none",))
    found = grown(instance, rule)
    assert found is not None
    same(instance, rule, *found)


@calm
@given(st.data())
def test_growing_endowments_end_where_the_slow_ones_do(data: st.DataObject):
    instance = data.draw(votes())
    rule = equal_shares(data.draw, instance, ("overspend", "exhaustive"))
    found = grown(instance, rule)
    if found is not None:
        same(instance, rule, *found)
    else:  # The slow one would never end: nothing overspends. Richer voters change nothing any more.
        outcome = count(instance, rule)
        richer = one_run(instance, rule, Voters(instance, rule), outcome.endowment + 1000)
        assert [name for name, _ in richer[0]] == list(outcome.winners)


@calm
@given(st.data())
def test_a_gap_of_one_cent_in_a_hundred_billion_decides_as_fractions_do(data: st.DataObject):
    instance = data.draw(votes(huge=True))
    rule = equal_shares(data.draw, instance, ("none",))
    found = grown(instance, rule)
    assert found is not None
    same(instance, rule, *found)


@calm
@given(st.data())
def test_what_would_have_been_at_another_cost_is_counted_as_if_it_had_been(data: st.DataObject):
    instance = data.draw(votes(bounds=False))
    rule = equal_shares(data.draw, instance, ("none",))
    place, cost = data.draw(st.integers(0, len(instance.projects) - 1)), data.draw(st.integers(1, 12))
    vote = EqualShares(instance, rule)
    projects = list(instance.projects)
    projects[place] = replace(projects[place], cost=cost)
    other = replace(instance, projects=tuple(projects))
    bought, _ = one_run(other, rule, Voters(other, rule), vote.start)
    run = vote.run(vote.start, costs={place: cost})
    assert [instance.projects[purchase.project].id for purchase in run.ledger.purchases] == [name for name, _ in bought]
    assert run.ledger.prices() == [price for _, price in bought]


@settings(max_examples=60, deadline=None)
@given(votes(points=False, bounds=False))
def test_maximin_support_equals_the_search_of_all_sets(instance: Instance):
    approvals = replace(instance, ballots=replace(instance.ballots, kind=BallotType.APPROVAL))
    outcome = count(approvals, Rule("maximin-support", ties=BY_ID))
    assert [(name, each.price) for name, each in zip(outcome.winners, outcome.rounds, strict=True)] == list(
        maximin(approvals)
    )


def shuffled(instance: Instance, rng: random.Random) -> Instance:
    """The same vote: voters one by one in another order, each a group; projects in another order."""
    order = list(range(len(instance.projects)))
    rng.shuffle(order)
    new = {old: place for place, old in enumerate(order)}
    ballots = instance.ballots
    voters = [group for group in range(len(ballots)) for _ in range(int(ballots.weights[group]))]
    rng.shuffle(voters)
    rows = [tuple((new[project], points) for project, points in ballots.row(group)) for group in voters]
    places = tuple(ballots.places[group] for group in voters)
    projects = tuple(instance.projects[old] for old in order)
    return replace(instance, projects=projects, ballots=Ballots.of_groups(ballots.kind, rows, [1] * len(rows), places))


def scaled(instance: Instance, by: int) -> Instance:
    return replace(
        instance,
        projects=tuple(replace(project, cost=project.cost * by) for project in instance.projects),
        budget=instance.budget * by,
        envelopes=tuple(replace(envelope, cents=envelope.cents * by) for envelope in instance.envelopes),
    )


METHODS = (
    Rule("greedy", ties=BY_ID),
    Rule("greedy", ties=BY_ID, ranking="votes-per-cost", too_dear="stop"),
    Rule("equal-shares", ties=BY_ID, utility="points", stop="overspend", fill="votes", step=1),
    Rule("equal-shares", ties=BY_ID, stop="exhaustive", step=1, comparison="satisfaction"),
    Rule("phragmen", ties=BY_ID, fill="votes-per-cost"),
    Rule("maximin-support", ties=BY_ID),
)


@pytest.mark.parametrize("rule", METHODS, ids=lambda rule: rule.name)
def test_neither_order_nor_grouping_nor_cents_matter(rule: Rule):
    @settings(max_examples=40, deadline=None)
    @given(votes(points=rule.method in ("greedy", "equal-shares")), st.randoms(use_true_random=False))
    def check(instance: Instance, rng: random.Random) -> None:
        if rule.method not in ("greedy", "equal-shares"):
            instance = replace(instance, ballots=replace(instance.ballots, kind=BallotType.APPROVAL))
        told = count(instance, rule)
        assert count(shuffled(instance, rng), rule).winners == told.winners
        cents = count(scaled(instance, 100), replace(rule, step=100))
        assert (cents.winners, cents.total_cost) == (told.winners, 100 * told.total_cost)
        if told.endowment is not None:
            assert cents.endowment == 100 * told.endowment
        assert told.total_cost <= instance.budget and len(set(told.winners)) == len(told.winners)

    check()
