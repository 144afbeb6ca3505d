"""Where the word stands: the six rings, whose turn it is, what was kept lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chainon.base import clock
from chainon.base.chain.kinds import url_of
from chainon.base.chain.selectors import Turn, counts_by_stage, turns_in
from chainon.base.chain.words import time_left, whose_turn
from chainon.base.scopes.models import Territory
from chainon.base.ui.rings import Ring
from chainon.commitments.commitments.models import Commitment, Outcome
from chainon.portal.overview.rings import rings_of

TURNS, KEPT = 3, 3


@dataclass(frozen=True)
class TurnRow:
    title: str
    url: str
    text: str
    left: str
    is_late: bool


@dataclass(frozen=True)
class KeptRow:
    what: str
    url: str
    owner: str
    ended_on: date


@dataclass(frozen=True)
class Voices:
    """`has_any` is false while nobody has said anything here. `is_neutral`: an election is near, nothing is praised."""

    rings: list[Ring]
    turns: list[TurnRow]
    kept: list[KeptRow]
    is_neutral: bool
    has_any: bool


def voices(territory: Territory) -> Voices:
    """Five queries, whatever was said."""
    scope = territory.scope
    is_neutral = territory.is_before_an_election(clock.today(territory.time_zone))
    counts = counts_by_stage(scope)
    return Voices(
        rings=rings_of(counts),
        turns=[_turn(turn) for turn in turns_in(scope, limit=TURNS)],
        kept=[] if is_neutral else _kept(territory),
        is_neutral=is_neutral,
        has_any=any(count.count for count in counts),
    )


def _turn(turn: Turn) -> TurnRow:
    said = whose_turn(turn)
    return TurnRow(turn.node.title, turn.url, said, time_left(turn), turn.is_late)


def _kept(territory: Territory) -> list[KeptRow]:
    kept = Commitment.objects.of(territory.scope).filter(outcome=Outcome.KEPT).select_related("node")
    return [
        KeptRow(each.what, url_of(each.node), each.owner, each.ended_on)
        for each in kept.order_by("-ended_on", "-pk")[:KEPT]
        if each.ended_on is not None
    ]
