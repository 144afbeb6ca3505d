"""The whole analysis of a consultation, and what is made again after each reaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .chance import Chance
from .counts import Counts
from .errors import OpinionsError
from .findings import Findings, Standings, find
from .lenses import Grouped, Plane, declared_groups, opinion_groups, plane, too_few
from .model import Groups, Reactions, Settings
from .representative import Representative, representative

PUBLISHED = Settings()
"""The rule sheet of the platform and of the command."""


@dataclass(frozen=True, eq=False)
class Analysis:
    """Positions of participants, statements and groups are those in `reactions` and `grouped.names`.

    `counts` may change (`Counts.change`); `refreshed()` then gives the lists as they have become.
    """

    reactions: Reactions
    grouped: Grouped
    plane: Plane | None
    counts: Counts
    standings: Standings
    findings: Findings
    representative: tuple[tuple[Representative, ...], ...]
    settings: Settings
    seed: str

    def refreshed(self) -> Analysis:
        """The lists made again from the counts as they are now, without grouping anybody."""
        standings = Standings(self.counts, self.settings)
        return replace(
            self,
            standings=standings,
            findings=find(standings),
            representative=representative(standings),
        )


def analyse(
    reactions: Reactions,
    *,
    groups: Groups | None = None,
    excluded: Iterable[str] = (),
    seed: str = "",
    settings: Settings = PUBLISHED,
    former: Mapping[str, str] | None = None,
) -> Analysis:
    """From the reactions to the four lists, through declared `groups` when they are given, else through opinion groups.

    `excluded`: statements that the moderation took out, which count for nothing. `former`: participant to group name of
    a former run, so that groups keep their names. The same arguments give the same result, whatever order the rows
    came in. Raises `OpinionsError` `no-reactions` (none is left).
    """
    kept = reactions.without_statements(excluded)
    if not len(kept):
        raise OpinionsError("no-reactions")
    chance = Chance(seed)
    lacking = too_few(kept, settings)
    where = None if lacking else plane(kept, settings, chance)
    if where is None:
        grouped = Grouped("none", (), Counts.nobody(kept), lacking)
    elif groups is not None:
        grouped = declared_groups(kept, groups, settings)
    else:
        grouped = opinion_groups(kept, where, settings, chance, former)
    counts = Counts.of(kept, grouped.membership, len(grouped.names))
    standings = Standings(counts, settings)
    return Analysis(kept, grouped, where, counts, standings, find(standings), representative(standings), settings, seed)
