"""What voters got: how many have nothing, what is funded for each, place by place; and the same beside greedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from chainon.methods.ties import TieError

from .comparison import utilities
from .greedy import greedy
from .model import Instance
from .outcome import Outcome
from .sheet import Rule

if TYPE_CHECKING:
    from .model import Ints


@dataclass(frozen=True)
class PlaceRow:
    """A place: `spent_cents` on its projects; the voters who live there (0 when ballots don't tell), those of them
    with nothing, and the mean cost of the winners that one of them named."""

    place: str
    winners: int
    spent_cents: int
    voters: int
    with_nothing: int
    mean_cents: Fraction


@dataclass(frozen=True)
class Representation:
    """`with_nothing`: voters none of whose projects won, those who named none included; `mean_winners`: winners that a
    voter named, on average; `mean_cents`: their cost."""

    voters: int
    with_nothing: int
    mean_winners: Fraction
    mean_cents: Fraction
    places: tuple[PlaceRow, ...]


@dataclass(frozen=True)
class Beside:
    """This outcome beside greedy by votes. `prefer_this` and `prefer_greedy`: voters for whom the winners they named
    cost more. `gained`: winners that greedy would not have; `lost`: the contrary."""

    winners: tuple[str, ...]
    total_cost: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    prefer_this: int
    prefer_greedy: int
    representation: Representation


def represent(instance: Instance, winners: Sequence[str]) -> Representation:
    """What the voters of `instance` got from `winners` (ids)."""
    ballots = instance.ballots
    number = utilities(instance, winners, "cardinality")
    cents = utilities(instance, winners, "cost")
    voters = max(ballots.voters, 1)
    return Representation(
        ballots.voters,
        int(ballots.weights[number == 0].sum()),
        Fraction(_dot(ballots.weights, number), voters),
        Fraction(_dot(ballots.weights, cents), voters),
        tuple(_places(instance, winners, number, cents)),
    )


def _dot(weights: Ints, values: Ints) -> int:
    """A sum of products that cannot wrap."""
    return sum(weight * value for weight, value in zip(weights.tolist(), values.tolist(), strict=True))


def _places(instance: Instance, winners: Sequence[str], number: Ints, cents: Ints) -> list[PlaceRow]:
    living: Counter[str] = Counter()
    nothing: Counter[str] = Counter()
    funded: Counter[str] = Counter()
    told = zip(
        instance.ballots.places, instance.ballots.weights.tolist(), number.tolist(), cents.tolist(), strict=False
    )
    for place, weight, won, cost in told:
        living[place] += weight
        nothing[place] += weight if won == 0 else 0
        funded[place] += weight * cost
    chosen = [instance.projects[instance.position[name]] for name in winners]
    spent: Counter[str] = Counter()
    for project in chosen:
        spent[project.place] += project.cost
    names = {project.place for project in instance.projects} | set(living)
    if names == {""}:
        return []
    return [
        PlaceRow(
            name,
            sum(project.place == name for project in chosen),
            spent[name],
            living[name],
            nothing[name],
            Fraction(funded[name], max(living[name], 1)),
        )
        for name in sorted(names)
    ]


def beside_greedy(instance: Instance, outcome: Outcome) -> Beside | None:
    """The outcome beside greedy by votes (skipping, same minimum, same ties); None when an equality stops greedy."""
    rule: Rule = replace(outcome.rule, method="greedy", ranking="votes", too_dear="skip")
    try:
        other = greedy(instance, rule)
    except TieError:
        return None
    mine, theirs = (utilities(instance, each.winners, "cost") for each in (outcome, other))
    weights = instance.ballots.weights
    return Beside(
        other.winners,
        other.total_cost,
        tuple(name for name in outcome.winners if name not in other.winners),
        tuple(name for name in other.winners if name not in outcome.winners),
        int(weights[mine > theirs].sum()),
        int(weights[theirs > mine].sum()),
        represent(instance, other.winners),
    )
