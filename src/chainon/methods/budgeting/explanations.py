"""What is explained of each project, as plain rows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Winner:
    """`payers`: voters who paid something; `most_cents`: what the one who paid most paid; `emptied`: those who gave
    all they had left (0, 0, 0 when nobody's share paid: `phase` says why)."""

    id: str
    phase: str
    cost_cents: int
    votes: int
    payers: int
    emptied: int
    most_cents: int


@dataclass(frozen=True)
class Rival:
    """A winner that the supporters of a loser paid for: how many of them, how much together."""

    id: str
    voters: int
    cents: int


@dataclass(frozen=True)
class Loser:
    """`reason`: `below-minimum`, `above-budget`, `above-envelope`, `excluded` (by the winner `by`), `support`.

    `support_permille`: effective support, rounded down; `missing_cents`: what was missing then. `cost_to_win`: the
    highest cost, in cents, at which it surely would have won (None: none, or not computed for this method).
    `voters_missing`: how many more voters naming it alone would have made it win (None: not computed).
    """

    id: str
    reason: str
    cost_cents: int
    votes: int
    by: str | None = None
    support_permille: int | None = None
    missing_cents: int | None = None
    cost_to_win: int | None = None
    voters_missing: int | None = None
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True)
class Explanations:
    """In order of selection; then the losers, the nearest to winning first."""

    winners: tuple[Winner, ...]
    losers: tuple[Loser, ...]
