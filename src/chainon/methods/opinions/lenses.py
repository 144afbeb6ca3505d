"""Who is with whom: the groups that people declared, or those that their answers show, or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from .axes import Axes, centred, positions, principal_axes
from .chance import Chance
from .counts import Counts
from .grouping import Grouping, groupings
from .kmeans import crossed, matched
from .model import Groups, Reactions, Settings
from .stability import MANY, Stability, Verdict, agreement_of_halves, stability, subset, verdict

Lens = Literal["declared", "opinion", "none"]
Reason = Literal["few-voters", "few-statements", "few-placed", "few-declared", "one-block", "chance"]


@dataclass(frozen=True, eq=False)
class Grouped:
    """`names[g]` and, for participant i, `membership[i]`: the group's position, -1 for none. `lens` none: see `reason`.

    What was measured on the way is kept even when it says that there are no groups: `silhouette`, `stability`.
    """

    lens: Lens
    names: tuple[str, ...]
    membership: NDArray[Any]
    reason: Reason | None = None
    silhouette: float | None = None
    stability: Stability | None = None
    verdict: Verdict = "none"


@dataclass(frozen=True, eq=False)
class Plane:
    """Where people stand: axes, `points` (people × 2), and who has answered enough to be `placed` (bool)."""

    axes: Axes
    points: NDArray[Any]
    placed: NDArray[Any]


def too_few(reactions: Reactions, settings: Settings) -> Reason | None:
    """Why neither map nor groups can be made, where it is for want of people or of statements."""
    if int(np.count_nonzero(reactions.seen_by())) < settings.fewest_voters:
        return "few-voters"
    if len(reactions.statements) < settings.fewest_statements:
        return "few-statements"
    return None


def plane(reactions: Reactions, settings: Settings, chance: Chance) -> Plane:
    matrix, means = centred(reactions)
    axes = principal_axes(matrix, means, chance.on("axes"))
    seen = reactions.seen_by()
    placed = seen >= min(settings.reactions_to_place, len(reactions.statements))
    return Plane(axes, positions(matrix, axes, seen), placed)


def declared_groups(reactions: Reactions, groups: Groups, settings: Settings) -> Grouped:
    """The groups that people say they belong to: nothing to compute, nothing to doubt.

    Those of fewer than `fewest_people` participants are left out, for their answers would be someone's.
    """
    given = [groups.get(participant) for participant in reactions.participants]
    sizes = Counter(name for name in given if name)
    names = tuple(sorted((name for name, size in sizes.items() if size >= settings.fewest_people), key=str.encode))
    if len(names) < 2:
        return Grouped("none", (), Counts.nobody(reactions), "few-declared")
    place = {name: number for number, name in enumerate(names)}
    return Grouped("declared", names, np.array([place.get(name or "", -1) for name in given]))


def opinion_groups(
    reactions: Reactions, where: Plane, settings: Settings, chance: Chance, former: Mapping[str, str] | None = None
) -> Grouped:
    """The groups that the answers show, if other people would have shown the same.

    `former`: participant to the name of their group in a former run; a group that most of its people keep keeps its
    name, a new one takes a number that was never used.
    """
    if int(where.placed.sum()) < settings.fewest_voters:
        return Grouped("none", (), Counts.nobody(reactions), "few-placed")
    candidates = groupings(where.points[where.placed], settings, chance.on("groups"))
    if not candidates:
        return Grouped("none", (), Counts.nobody(reactions), "one-block")
    part, draws = subset(reactions, where.placed), chance.on("stability")
    found, halves = _found_again(part, candidates, settings, draws)
    measured = stability(part, found, halves, settings, draws)
    said = verdict(found.silhouette, measured, len(part.participants), settings)
    if said == "none":
        return Grouped("none", (), Counts.nobody(reactions), "chance", found.silhouette, measured)
    membership = Counts.nobody(reactions)
    membership[where.placed] = found.labels
    names = _names(reactions, membership, found, former or {})
    return Grouped("opinion", names, membership, None, found.silhouette, measured, said)


def _found_again(
    reactions: Reactions, candidates: list[Grouping], settings: Settings, chance: Chance
) -> tuple[Grouping, float]:
    """The grouping of best silhouette that two halves of the people both find, and how far they agree.

    With few people the best silhouette may be of groups that mean nothing; with many it isn't, and only it is tried.
    """
    needed = settings.agreement_needed(len(reactions.participants))
    tried: list[tuple[Grouping, float]] = []
    for grouping in candidates if len(reactions.participants) <= MANY else candidates[:1]:
        tried.append((grouping, agreement_of_halves(reactions, grouping.count, settings, chance)))
        if tried[-1][1] >= needed and grouping.silhouette >= settings.least_silhouette:
            return tried[-1]
    return tried[0]


def _names(
    reactions: Reactions, membership: NDArray[Any], found: Grouping, former: Mapping[str, str]
) -> tuple[str, ...]:
    known = sorted(set(former.values()), key=str.encode)
    place = {name: number for number, name in enumerate(known)}
    before = np.array([place.get(former.get(person, ""), -1) for person in reactions.participants], dtype=np.int64)
    both = (membership >= 0) & (before >= 0)
    overlap = np.zeros((found.count, len(known)), dtype=np.int64)
    if both.any():
        part = crossed(membership[both], before[both])
        overlap[: part.shape[0], : part.shape[1]] = part
    largest = max((int(name) for name in known if name.isdecimal()), default=0)
    names = []
    for column in matched(overlap):
        largest += column < 0
        names.append(known[column] if column >= 0 else str(largest))
    return tuple(names)
