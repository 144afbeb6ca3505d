"""What money and rules leave room for: the budget, the envelopes, the projects that exclude one another."""

from __future__ import annotations

from collections.abc import Iterable

from chainon.methods.ties import Settler

from .model import Instance
from .outcome import Round
from .sheet import Rule


class Room:
    """The room left while winners are taken. What no longer fits will never fit again.

    `budget` None: the rule itself counts the money (equal shares), only envelopes and exclusions bind.
    """

    def __init__(self, instance: Instance, budget: int | None) -> None:
        self._instance = instance
        self._left = budget
        self._envelopes = [envelope.cents for envelope in instance.envelopes]
        self._capped: list[list[int]] = [[] for _ in instance.projects]
        for number, envelope in enumerate(instance.envelopes):
            for place, project in enumerate(instance.projects):
                if getattr(project, envelope.by) == envelope.value:
                    self._capped[place].append(number)
        self._rivals: list[set[int]] = [set() for _ in instance.projects]
        for group in instance.exclusive:
            positions = {instance.position[name] for name in group}
            for place in positions:
                self._rivals[place] |= positions - {place}
        self._excluded: set[int] = set()
        self._binds = budget is not None or bool(instance.envelopes or instance.exclusive)

    def fits(self, project: int) -> bool:
        if not self._binds:
            return True
        cost = self._instance.projects[project].cost
        return (
            project not in self._excluded
            and (self._left is None or cost <= self._left)
            and all(cost <= self._envelopes[number] for number in self._capped[project])
        )

    def take(self, project: int) -> None:
        cost = self._instance.projects[project].cost
        if self._left is not None:
            self._left -= cost
        for number in self._capped[project]:
            self._envelopes[number] -= cost
        self._excluded |= self._rivals[project]

    def rivals(self, project: int) -> set[int]:
        """The projects that it excludes."""
        return self._rivals[project]

    def bars(self, project: int, taken: Iterable[int]) -> list[set[int]]:
        """Sets of projects taken, each of which alone leaves no room for `project`: a rival; a full envelope."""
        taken = set(taken)
        cost = self._instance.projects[project].cost
        full = [number for number in self._capped[project] if cost > self._envelopes[number]]
        return [
            *({rival} for rival in self._rivals[project] & taken),
            *({other for other in taken if number in self._capped[other]} for number in full),
        ]

    def copy(self) -> Room:
        """The same room, to be filled apart."""
        other = Room.__new__(Room)
        other.__dict__ = {**self.__dict__, "_envelopes": list(self._envelopes), "_excluded": set(self._excluded)}
        return other


def candidates(instance: Instance, rule: Rule) -> tuple[list[int], tuple[tuple[str, str], ...]]:
    """The projects that may win, and those that may not, each with its reason (`Outcome.out`)."""
    able, out = [], []
    alone = Room(instance, instance.budget)
    for place, project in enumerate(instance.projects):
        if instance.scores[place] < rule.minimum:
            out.append((project.id, "below-minimum"))
            continue
        if not alone.fits(place):
            out.append((project.id, "above-budget" if project.cost > instance.budget else "above-envelope"))
        able.append(place)
    return able, tuple(sorted(out))


def take_free(instance: Instance, able: Iterable[int], room: Room, settler: Settler) -> list[Round]:
    """The projects that cost nothing win at once, most votes first: they take nobody's money.

    Equal votes are no tie, for all of them win; unless they exclude one another.
    """
    rounds: list[Round] = []
    taken: set[int] = set()
    order = sorted(
        (place for place in able if not instance.projects[place].cost),
        key=lambda place: (-instance.scores[place], instance.projects[place].id),
    )
    for place in order:
        if place in taken or not room.fits(place):
            continue
        tied = [place] + [
            rival for rival in order
            if rival in room.rivals(place) and room.fits(rival) and instance.scores[rival] == instance.scores[place]
        ]  # fmt: skip
        first = settler.first([instance.projects[each].id for each in tied], "votes")
        chosen = instance.position[first]
        room.take(chosen)
        taken.add(chosen)
        rounds.append(Round(chosen, "free"))
    return rounds
