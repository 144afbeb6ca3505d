"""Who is the same person as whom: within the file, and with those already on the list.

What is certain is done, what is likely is asked with a proposal. Linear in the number of people: each is compared with
the first few that share their name, their e-mail or their phone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from django.utils.translation import gettext as _

from .identity import are_almost
from .people import Person

COMPARED = 5
CROWD = 6
"""An e-mail or a phone that more lines than this share is an organisation's: it says nothing of who is who."""


class Choice(StrEnum):
    SAME = "same"
    TWO = "two"


@dataclass(frozen=True)
class Known:
    """Someone already on the list; `values`: criterion → label."""

    public_id: str
    name: str
    key: str
    email: str
    phone: str
    values: Mapping[str, str]
    source_line: int | None


Someone = TypeVar("Someone", "Person", Known)


@dataclass(frozen=True)
class Pair:
    """Two entries that may be one person. `other` comes before; `why` in words; `choice` as made or proposed."""

    id: str
    person: Person
    other: Person | Known
    why: str
    choice: Choice


@dataclass
class Resolution:
    """`added`: new people. `matched`: people already there, with what the file says of them. `doubles`: lines that are
    someone of another line. `gone`: people who withdrew and are not brought back."""

    added: list[Person] = field(default_factory=list)
    matched: list[tuple[Known, Person]] = field(default_factory=list)
    doubles: list[Person] = field(default_factory=list)
    gone: list[Person] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)


def resolve(
    people: Sequence[Person],
    known: Iterable[Known],
    *,
    withdrawn: frozenset[int] = frozenset(),
    choices: Mapping[str, str] | None = None,
) -> Resolution:
    """`choices`: pair id → "same" or "two". `withdrawn`: lines of people to leave out."""
    return _Resolver(known, dict(choices or {})).run(people, withdrawn)


def same_contact(first: Person | Known, second: Person | Known) -> bool:
    return bool(first.email and first.email == second.email) or bool(first.phone and first.phone == second.phone)


def contradict(first: Person | Known, second: Person | Known) -> bool:
    """Both can be reached, at no common address, and they answered differently: most likely two people."""
    differ = any(first.values[name] != second.values[name] for name in first.values.keys() & second.values.keys())
    return _other_contact(first, second) and differ


def _other_contact(first: Person | Known, second: Person | Known) -> bool:
    both = (first.email and second.email) or (first.phone and second.phone)
    return bool(both) and not same_contact(first, second)


class _Resolver:
    def __init__(self, known: Iterable[Known], choices: dict[str, str]) -> None:
        self.choices = choices
        self.known: dict[str, list[Known]] = {}
        self.seen: dict[str, list[Person]] = {}
        self.taken: set[str] = set()
        self.result = Resolution()
        self.crowded: frozenset[str] = frozenset()
        for someone in known:
            for mark in _marks(someone):
                self.known.setdefault(mark, []).append(someone)

    def run(self, people: Sequence[Person], withdrawn: frozenset[int]) -> Resolution:
        shared = Counter(mark for person in people for mark in _marks(person)[1:])
        self.crowded = frozenset(mark for mark, lines in shared.items() if lines > CROWD)
        for person in people:
            if person.line in withdrawn:
                self.result.gone.append(person)
            elif not self._already_listed(person) and not self._already_read(person):
                self.result.added.append(person)
                self._remember(person)
        return self.result

    def _already_listed(self, person: Person) -> bool:
        candidates = [one for one in _found(self.known, self._marks(person)) if one.public_id not in self.taken]
        candidates.sort(key=lambda one: (not same_contact(one, person), one.source_line != person.line))
        for one in candidates:
            if one.key == person.key and not _other_contact(one, person):
                return self._match(one, person)
        for one in candidates[:COMPARED]:
            if self._are_one(person, one, f"v{one.public_id}:{person.line}"):
                return self._match(one, person)
        return False

    def _already_read(self, person: Person) -> bool:
        for other in _found(self.seen, self._marks(person))[:COMPARED]:
            if self._are_one(person, other, f"{other.line}:{person.line}"):
                other.first_name = other.first_name or person.first_name
                other.email, other.phone = other.email or person.email, other.phone or person.phone
                other.address = other.address or person.address
                other.household = other.household or person.household
                other.values = {**person.values, **other.values}
                self.result.doubles.append(person)
                self._remember(other, self._marks(person))
                return True
        return False

    def _are_one(self, person: Person, other: Person | Known, pair_id: str) -> bool:
        proposal = Choice.TWO if not _alike(person, other) or contradict(person, other) else Choice.SAME
        choice = Choice(self.choices.get(pair_id, proposal))
        self.result.pairs.append(Pair(pair_id, person, other, _why(person, other), choice))
        return choice == Choice.SAME

    def _match(self, one: Known, person: Person) -> bool:
        self.taken.add(one.public_id)
        self.result.matched.append((one, person))
        self._remember(person)
        return True

    def _marks(self, person: Person) -> list[str]:
        return [mark for mark in _marks(person) if mark not in self.crowded]

    def _remember(self, person: Person, marks: Iterable[str] = ()) -> None:
        for mark in marks or self._marks(person):
            entries = self.seen.setdefault(mark, [])
            if person not in entries[-4 * COMPARED :]:
                entries.append(person)


def _marks(someone: Person | Known) -> list[str]:
    marks = [f"n {someone.key}", f"e {someone.email}", f"p {someone.phone}"]
    return [mark for mark in marks if len(mark) > 2]


def _found(index: Mapping[str, list[Someone]], marks: Iterable[str]) -> list[Someone]:
    found: dict[int, Someone] = {}
    for mark in marks:
        for one in index.get(mark, [])[: 4 * COMPARED]:
            found[id(one)] = one
    return list(found.values())


def _alike(first: Person | Known, second: Person | Known) -> bool:
    return first.key == second.key or are_almost(first.key, second.key)


def _why(first: Person | Known, second: Person | Known) -> str:
    reasons = []
    if first.key == second.key:
        reasons.append(_("même nom"))
    if first.email and first.email == second.email:
        reasons.append(_("même adresse électronique"))
    if first.phone and first.phone == second.phone:
        reasons.append(_("même téléphone"))
    return ", ".join(reasons)
