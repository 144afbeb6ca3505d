"""The words of sortition: who is in the pool, how many seats by profile, what a lottery is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from .errors import SortitionError

Panel = tuple[int, ...]
"""A possible panel: strictly increasing indices into `Pool.people`."""

Progress = Callable[[str, float], None]
"""Told of a long computation: a stage (stable code) and the share done, between 0 and 1."""

ShouldStop = Callable[[], bool]


@dataclass(frozen=True)
class Quota:
    """How many seats a value of a feature may take: `minimum` to `maximum`, both included.

    `min_flex` and `max_flex` say how far the two may be relaxed when nothing else is possible
    (the columns of sortition-algorithms); None means that no relaxation is suggested.
    """

    minimum: int
    maximum: int
    min_flex: int | None = None
    max_flex: int | None = None

    def __post_init__(self) -> None:
        if self.minimum < 0:
            raise SortitionError("quota-negative", minimum=self.minimum)
        if self.minimum > self.maximum:
            raise SortitionError("quota-min-above-max", minimum=self.minimum, maximum=self.maximum)


@dataclass(frozen=True)
class Feature:
    """A feature (age, sector of the town …) and the quota of each of its values, in the order shown."""

    name: str
    quotas: Mapping[str, Quota]


@dataclass(frozen=True)
class Person:
    """A volunteer: an id, one value for each feature (in the order of the pool's features), a household."""

    id: str
    values: tuple[str, ...]
    household: str | None = None


@dataclass(frozen=True)
class Pool:
    """The volunteers and the features they are described by.

    Raises `SortitionError`: `duplicate-id`, `missing-value`, `unknown-value`, `feature-twice`, `empty-pool`.
    """

    features: tuple[Feature, ...]
    people: tuple[Person, ...]

    def __post_init__(self) -> None:
        names = [feature.name for feature in self.features]
        for name in names:
            if names.count(name) > 1:
                raise SortitionError("feature-twice", feature=name)
        if not self.people:
            raise SortitionError("empty-pool")
        seen: set[str] = set()
        for person in self.people:
            if person.id in seen:
                raise SortitionError("duplicate-id", id=person.id)
            seen.add(person.id)
            if len(person.values) != len(self.features):
                raise SortitionError("missing-value", id=person.id)
            for feature, value in zip(self.features, person.values, strict=True):
                if value not in feature.quotas:
                    raise SortitionError("unknown-value", id=person.id, feature=feature.name, value=value)


@dataclass(frozen=True)
class Distribution:
    """An exact lottery: panels and their weights, with what is proved of it.

    `weights` sum to 1. `probabilities[i]` is the chance of `pool.people[i]`: people of the same profile have the
    same, to 1e-9, which is reached by taking turns inside a profile (so it is *not* the plain sum of the weights of
    the panels below, whose members of a profile are interchangeable).
    `gap` bounds, for every level of the objective, how far the probabilities may be from the optimum;
    `proven_optimal` is true only when the bound was certified and `gap` is within the printed tolerance.
    `naive_probabilities` is not here: see `sampling`.
    """

    objective: str
    seats: int
    panels: tuple[Panel, ...]
    weights: tuple[float, ...]
    probabilities: tuple[float, ...]
    proven_optimal: bool
    gap: float
    notes: Mapping[str, object] = field(default_factory=dict)

    @property
    def min_probability(self) -> float:
        return min(self.probabilities)

    @property
    def max_probability(self) -> float:
        return max(self.probabilities)


@dataclass(frozen=True)
class Lottery:
    """A uniform lottery: `len(panels)` panels, one of which a public number picks, each as likely as any other.

    The order of `panels` is part of the lottery: number `j` picks `panels[j]`. The same panel may stand twice.
    """

    seats: int
    panels: tuple[Panel, ...]
    counts: tuple[int, ...]
    """For each person of the pool, in how many of the panels they are."""

    def chance(self, person: int) -> Fraction:
        return Fraction(self.counts[person], len(self.panels))
