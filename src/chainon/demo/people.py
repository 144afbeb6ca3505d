"""Inventing volunteers: the same ones each time, on every machine, out of a seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chainon.governance.volunteers.intake.identity import name_key, plain
from chainon.methods.randomness import Stream

from .names import FAMILIES, FORENAMES
from .profiles import AGE, AGE_STARTS, AGES, GENDER, HOME, OLDEST, SECTOR, TRAITS
from .town import MAIL, NEIGHBOURHOODS, TOWN

STREETS = {each.name: each.streets for each in NEIGHBOURHOODS}
SHARED_HOME = 7
"""One volunteer in so many lives with the one before."""


@dataclass(frozen=True)
class Invented:
    """Someone who does not exist; `values`: name of the trait → value."""

    first_name: str
    last_name: str
    age: int
    email: str
    phone: str
    address: str
    first_name_public: bool
    values: Mapping[str, str]

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


def invent(number: int, seed: str, fixed: Mapping[str, str] | None = None) -> list[Invented]:
    """`number` people, no two with the same name, e-mail or telephone. `fixed`: the traits that all of them share."""
    chance, taken, doors = Stream(seed), set[str](), Counter[str]()
    people: list[Invented] = []
    while len(people) < number:
        host = people[-1] if people and chance.below(SHARED_HOME) == 0 else None
        person = _someone(chance, len(people) + 1, host, doors, fixed or {})
        key = name_key(person.name)
        if key not in taken:
            taken.add(key)
            people.append(person)
    return people


def _someone(
    chance: Stream, rank: int, host: Invented | None, doors: Counter[str], fixed: Mapping[str, str]
) -> Invented:
    """A person of their `host`'s household, or behind the next door of a street: nobody else has their address."""
    shared = {SECTOR: host.values[SECTOR], HOME: host.values[HOME]} if host else {}
    values = _values(chance, {**shared, **fixed})
    first = _one(chance, FORENAMES[values[GENDER]])
    last = host.last_name if host else _one(chance, FAMILIES)
    mailbox = f"{'-'.join(plain(first).split())}.{'-'.join(plain(last).split())}@{MAIL}"
    street = _one(chance, STREETS[values[SECTOR]])
    doors[street] += 0 if host else 1
    return Invented(
        first,
        last,
        age=_age(chance, values[AGE]),
        email=mailbox if chance.below(10) < 8 else "",
        phone=f"06 39 98 {rank // 100 % 100:02d} {rank % 100:02d}",  # kept by the Arcep for works of fiction
        address=host.address if host else f"{doors[street]} {street}, {TOWN}",
        first_name_public=chance.below(10) < 6,
        values=values,
    )


def _values(chance: Stream, known: Mapping[str, str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for trait in TRAITS:
        weights = trait.volunteers[values[trait.given] if trait.given else ""]
        values[trait.name] = known.get(trait.name) or _weighted(chance, trait.values, weights)
    return values


def _weighted(chance: Stream, values: Sequence[str], weights: Sequence[int]) -> str:
    left = chance.below(sum(weights))
    for value, weight in zip(values, weights, strict=True):
        left -= weight
        if left < 0:
            return value
    raise AssertionError("weights add up")


def _one(chance: Stream, among: Sequence[str]) -> str:
    return among[chance.below(len(among))]


def _age(chance: Stream, band: str) -> int:
    place = AGES.index(band)
    last = AGE_STARTS[place + 1] - 1 if place + 1 < len(AGE_STARTS) else OLDEST
    return AGE_STARTS[place] + chance.below(last + 1 - AGE_STARTS[place])
