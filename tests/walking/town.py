"""Who is there, what day it is, and one act after another."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from django.db import transaction

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.chain.models import Node
from chainon.base.chain.services import differences
from chainon.base.journal.models import Line
from chainon.base.scopes.models import Scope
from chainon.base.scopes.services import create_territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.commitments.answers.models import Answerer
from chainon.commitments.answers.services import add_answerer
from chainon.territory.places.services import add_municipality

BEGINNING = datetime(2026, 1, 5, 9, tzinfo=UTC)
Found = TypeVar("Found")


class NothingThere(Exception):
    """There is nothing yet on which to do this."""


class ChainBroken(AssertionError):
    """What is kept is not what the objects say."""


@dataclass
class Town:
    territory: Scope
    place: Scope
    residents: list[User]
    bruno: User
    chantal: User
    ines: User
    answerers: list[Answerer]
    now: datetime = BEGINNING
    done: Counter[str] = field(default_factory=Counter)
    story: list[str] = field(default_factory=list)
    """What happened, for whoever reads a failure."""

    @property
    def today(self) -> date:
        return clock.today()

    def in_days(self, number: int) -> date:
        return self.today + timedelta(days=number)

    def live(self, name: str, dice: random.Random) -> bool:
        """One act, then the chain compared with what it would be made again from nothing. Whether it was done.

        A refusal leaves nothing behind it, in the journal either. Raises `ChainBroken`.
        """
        self.now += timedelta(minutes=1)
        with clock.at(self.now):
            lines, outcome = Line.objects.count(), "done"
            try:
                with transaction.atomic():
                    ACTS[name](self, dice)
            except NothingThere:
                return False
            except (Refused, Unavailable) as refusal:
                outcome = f"refused: {refusal}"
            self.story.append(f"{self.now:%d %b %H:%M} {name}: {outcome}")
            faults = [f"{fault.where} {fault.what}: {fault.stored} → {fault.found}" for fault in differences()]
            if faults or (outcome != "done" and Line.objects.count() != lines):
                raise ChainBroken("\n".join([*self.story, *faults]))
        if outcome == "done":
            self.done[name] += 1
        return outcome == "done"


ACTS: dict[str, Callable[[Town, random.Random], object]] = {}


def act(do: Callable[[Town, random.Random], object]) -> Callable[[Town, random.Random], object]:
    ACTS[do.__name__] = do
    return do


def one_of(dice: random.Random, things: Iterable[Found]) -> Found:
    """One of them, or `NothingThere`. Mostly the latest: what has just begun goes on."""
    found = list(things)
    if not found:
        raise NothingThere
    return found[-1] if dice.random() < 0.7 else dice.choice(found)


def public_node(dice: random.Random, *kinds: str) -> Node:
    nodes = Node.objects.public().select_related("territory", "scope").order_by("pk")
    return one_of(dice, nodes.filter(kind__in=kinds) if kinds else nodes)


def open_town() -> Town:
    with clock.at(BEGINNING):
        settings = create_territory(name="Valmont")
        territory = settings.scope

        def person(name: str, role: Role | None = None) -> User:
            user = User.objects.create_user(f"{name.lower()}@example.org", name)
            if role is not None:
                Grant.objects.create(user=user, role=role, scope=territory, given_at=clock.now())
            return user

        ines, bruno = person("Ines", Role.ADMINISTRATOR), person("Bruno", Role.FACILITATOR)
        return Town(
            territory=territory,
            place=add_municipality(by=bruno, territory=settings, code="93066").scope,
            residents=[person(name) for name in ("Rachid", "Noura", "Salma")],
            bruno=bruno,
            chantal=person("Chantal", Role.GUARANTOR),
            ines=ines,
            answerers=[
                add_answerer(by=bruno, territory=territory, name=name, email=f"{number}@example.org")
                for number, name in enumerate(("Habitat Valmont", "La ville", "Le département"))
            ],
        )
