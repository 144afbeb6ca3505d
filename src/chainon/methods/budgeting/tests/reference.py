"""Equal shares and maximin support done the slow, obvious way: one voter at a time, fractions only.

Written from the papers, for the tests: what the fast program must equal, payments included.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from chainon.methods.budgeting import Instance, Rule

Bought = tuple[str, Fraction]


class Voters:
    """One entry a voter: what they named with their points, and their factor of the mean endowment."""

    def __init__(self, instance: Instance, rule: Rule) -> None:
        ballots = instance.ballots
        self.named: list[dict[int, int]] = []
        self.group: list[int] = []
        places = []
        for group in range(len(ballots)):
            row = {project: points if rule.utility == "points" else 1 for project, points in ballots.row(group)}
            for _ in range(int(ballots.weights[group])):
                self.named.append(row)
                self.group.append(group)
                places.append(ballots.places[group] if ballots.places else "")
        self.factor = [Fraction(1)] * len(self.named)
        if rule.shares:
            shares = dict(rule.shares)
            whole = sum(shares[place] for place in set(places))
            self.factor = [shares[place] / whole * len(places) / places.count(place) for place in places]


def one_run(instance: Instance, rule: Rule, voters: Voters, endowment: Fraction) -> tuple[list[Bought], list[Fraction]]:
    """Purchases (id, price of a point) and what each voter has left."""
    left = [endowment * factor for factor in voters.factor]
    bought: list[Bought] = []
    taken: list[int] = []
    while True:
        offers = []
        for place, project in enumerate(instance.projects):
            if (
                place in taken
                or not project.cost
                or instance.scores[place] < rule.minimum
                or not fits(instance, taken, place)
            ):
                continue
            price = price_of(
                project.cost, [(left[i], row[place]) for i, row in enumerate(voters.named) if place in row]
            )
            if price is not None:
                rate = price / project.cost if rule.utility == "cost" else price
                offers.append((rate, project.id, place, price))
        if not offers:
            return bought, left
        _, name, place, price = min(offers)
        bought.append((name, price))
        taken.append(place)
        left = [max(has - price * row.get(place, 0), Fraction(0)) for has, row in zip(left, voters.named, strict=True)]


def price_of(cost: int, supporters: Sequence[tuple[Fraction, int]]) -> Fraction | None:
    """The price of a point at which all who named a project, paying it or all they have, pay its cost."""
    if sum(has for has, _ in supporters) < cost or not supporters:
        return None
    due, units = Fraction(cost), sum(points for _, points in supporters)
    for has, points in sorted(supporters, key=lambda supporter: supporter[0] / supporter[1]):
        if due / units <= has / points:
            return due / units
        due, units = due - has, units - points
    raise AssertionError("they have enough together")


def fits(instance: Instance, taken: Sequence[int], place: int) -> bool:
    project = instance.projects[place]
    for group in instance.exclusive:
        if project.id in group and any(instance.projects[other].id in group for other in taken):
            return False
    for envelope in instance.envelopes:
        inside = [p for p in (*taken, place) if getattr(instance.projects[p], envelope.by) == envelope.value]
        if place in inside and sum(instance.projects[p].cost for p in inside) > envelope.cents:
            return False
    return True


def grown(instance: Instance, rule: Rule, most: int = 60) -> tuple[list[Bought], list[Fraction]] | None:
    """The last run that fits in the budget, one step at a time; None when `most` steps do not tell."""
    voters = Voters(instance, rule)
    endowment = Fraction(instance.budget, len(voters.named))
    cost = {project.id: project.cost for project in instance.projects}
    best = one_run(instance, rule, voters, endowment)
    if rule.stop == "none":
        return best
    for _ in range(most):
        if rule.stop == "exhaustive" and is_exhaustive(instance, rule, best[0]):
            return best
        endowment += rule.step
        run = one_run(instance, rule, voters, endowment)
        if sum(cost[name] for name, _ in run[0]) > instance.budget:
            return best
        best = run
    return None


def is_exhaustive(instance: Instance, rule: Rule, bought: list[Bought]) -> bool:
    taken = [instance.position[name] for name, _ in bought]
    left = instance.budget - sum(instance.projects[place].cost for place in taken)
    return not any(
        place not in taken
        and instance.scores[place] >= max(rule.minimum, 1)
        and project.cost
        and project.cost <= left
        and fits(instance, taken, place)
        for place, project in enumerate(instance.projects)
    )


def maximin(instance: Instance) -> Iterator[tuple[str, Fraction]]:
    """Winners of maximin support with the largest load of each step: the dearest set of projects by its voters."""
    voters = [{project for project, _ in instance.ballots.row(group)} for group in range(len(instance.ballots))]
    weights = instance.ballots.weights.tolist()

    def load(projects: Sequence[int]) -> Fraction:
        sets = [chosen for size in range(1, len(projects) + 1) for chosen in combinations(projects, size)]
        return max(
            Fraction(
                sum(instance.projects[p].cost for p in chosen),
                sum(weight for row, weight in zip(voters, weights, strict=True) if row & set(chosen)),
            )
            for chosen in sets
        )

    winners: list[int] = []
    left = instance.budget
    while True:
        able = [
            place for place, project in enumerate(instance.projects)
            if place not in winners and project.cost <= left and instance.votes[place]
        ]  # fmt: skip
        if not able:
            return
        best, name = min((load([*winners, place]), instance.projects[place].id) for place in able)
        winners.append(instance.position[name])
        left -= instance.projects[winners[-1]].cost
        yield name, best
