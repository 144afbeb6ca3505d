"""Equalities: never settled in silence. A count that meets one refuses, or follows an order recorded beforehand.

One order serves the whole count: a project drawn before another in the first round stays before it in all the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from chainon.methods.errors import MethodError
from chainon.methods.randomness import Stream

Way = Literal["refuse", "id", "draw", "order"]


class TieError(MethodError):
    """Codes: `tied` (`ids`, `where`: what was being decided); `not-in-order` (`id`); `bad-way` (`text`)."""


@dataclass(frozen=True)
class Ties:
    """How equalities are settled, decided before the count.

    `refuse`: they raise `TieError` `tied`, which names the tied ids; `id`: smallest id as text (for comparison with
    other programs, never for a real vote); `draw`: the order that the public seed `seed` draws over all the candidates
    (`randomness.Stream.shuffle`); `order`: the list `order`, first wins (a draw made by hand, minuted).
    """

    way: Way = "refuse"
    seed: str = ""
    order: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Ties:
        """`refuse`, `id` or `seed:TEXT`. Raises `TieError` `bad-way`."""
        if text in ("refuse", "id"):
            return cls(way="refuse" if text == "refuse" else "id")
        if text.startswith("seed:") and text != "seed:":
            return cls(way="draw", seed=text.removeprefix("seed:"))
        raise TieError("bad-way", text=text)

    def over(self, candidates: Iterable[str]) -> Settler:
        """The settler of one count over these candidates, which every round of it shares."""
        return Settler(self, tuple(candidates))

    def as_json(self) -> dict[str, object]:
        """What a rule's sheet publishes: the way, with its seed or its order."""
        extra: Mapping[Way, dict[str, object]] = {"draw": {"seed": self.seed}, "order": {"order": list(self.order)}}
        return {"way": self.way, **extra.get(self.way, {})}


@dataclass
class Settler:
    """Settles the equalities of one count and remembers each (`met`): who was tied, where, in which order they came."""

    ties: Ties
    candidates: tuple[str, ...]
    met: list[Met] = field(default_factory=list)
    _rank: dict[str, int] | None = None

    def first(self, tied: Sequence[str], where: str) -> str:
        """The one of `tied` that goes first. One alone is not a tie. Raises `TieError`: `tied`, `not-in-order`."""
        return self.sorted(tied, where)[0]

    def last(self, tied: Sequence[str], where: str) -> str:
        """The one of `tied` that goes last: who is eliminated among equals."""
        return self.sorted(tied, where)[-1]

    def sorted(self, tied: Sequence[str], where: str) -> list[str]:
        """All of `tied`, in the order that settles them."""
        if len(tied) < 2:
            return list(tied)
        if self.ties.way == "refuse":
            raise TieError("tied", ids=tuple(sorted(tied)), where=where)
        ordered = sorted(tied, key=self.rank())
        self.met.append(Met(where, tuple(sorted(tied)), tuple(ordered)))
        return ordered

    def rank(self) -> Callable[[str], int]:
        """Place of an id in the order of the whole count, from 0. Not for `refuse`."""
        if self._rank is None:
            self._rank = {name: place for place, name in enumerate(self._order())}
        return self._place

    def _order(self) -> Sequence[str]:
        match self.ties.way:
            case "draw":
                return Stream(self.ties.seed).shuffle(self.candidates)
            case "order":
                return self.ties.order
            case _:
                return sorted(self.candidates)

    def _place(self, name: str) -> int:
        assert self._rank is not None
        try:
            return self._rank[name]
        except KeyError:
            raise TieError("not-in-order", id=name) from None


@dataclass(frozen=True)
class Met:
    """An equality that was met: `where` is a code of the family, `tied` sorted by id, `order` as it was settled."""

    where: str
    tied: tuple[str, ...]
    order: tuple[str, ...]
