"""The rules of Polis, for comparison with Polis: what it would publish of the same reactions and the same groups.

Written from the description of its method (Small et al., Recerca 26(2), 2021) and checked against red-dwarf. Where it
would say that a group rejects what more of it approve, the direction shown is the group's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .axes import Axes, centred, positions, principal_axes
from .chance import Chance
from .counts import Counts, shares
from .findings import ordered
from .grouping import best_grouping
from .model import AGREE, DISAGREE, Direction, Groups, Reactions, Settings
from .representative import SIGNIFICANT, Tests, tests

LISTED = 5
META_PRIORITY = 7.0


@dataclass(frozen=True)
class Pick:
    """A statement that Polis picks; `group` is None for a consensus statement."""

    statement: int
    direction: Direction
    score: float
    group: int | None = None


@dataclass(frozen=True, eq=False)
class PolisResult:
    """`gic_agree`, `gic_disagree`: products over the groups (not means); `priority`: of routing; `axes`, `points`.

    `representative[g]`: at most five for group g, agreements first; `consensus`: five agreements and five disagreements
    at most, over everybody.
    """

    reactions: Reactions
    axes: Axes
    points: NDArray[Any]
    names: tuple[str, ...]
    membership: NDArray[Any]
    counts: Counts
    gic_agree: NDArray[Any]
    gic_disagree: NDArray[Any]
    representative: tuple[tuple[Pick, ...], ...]
    consensus: tuple[Pick, ...]
    priority: NDArray[Any]
    silhouette: float | None


def polis(
    reactions: Reactions,
    *,
    groups: Groups | None = None,
    excluded: Iterable[str] = (),
    meta: Iterable[str] = (),
    seed: str = "",
) -> PolisResult:
    """Polis' figures. With `groups`, those are the groups; without, k-means of 2 to 5 by best silhouette.

    `excluded` statements are zeroed and never picked; `meta` ones have a fixed priority. What Polis keeps of its former
    runs (number of groups, people once placed) isn't reproduced.
    """
    out, chance = _marks(reactions, excluded), Chance(seed)
    matrix, means = centred(reactions, out)
    axes = principal_axes(matrix, means, chance.on("axes"))
    seen = reactions.seen_by()
    hidden = ~out[reactions.columns]
    # A statement that was taken out is answered by everybody, with 0.
    answered = np.bincount(reactions.rows[hidden], minlength=len(seen)) + int(out.sum())
    points = positions(matrix, axes, answered)
    placed = seen >= min(7, len(reactions.statements))
    silhouette = None
    if groups is not None:
        names = tuple(sorted({groups[person] for person in reactions.participants if groups.get(person)}, key=natural))
        place = {name: number for number, name in enumerate(names)}
        membership = np.array([place.get(groups.get(person, ""), -1) for person in reactions.participants])
    else:
        names, membership, silhouette = _grouped(points, placed, chance)
    counts = Counts.of(reactions, membership, len(names))
    everyone = counts.everyone
    return PolisResult(
        reactions, axes, points, names, membership, counts,
        shares(counts.agree, counts.seen).prod(axis=0),
        shares(counts.disagree, counts.seen).prod(axis=0),
        _representative(counts, _order(reactions.statements), out),
        _consensus(everyone, out),
        priority(everyone, axes.extremity(), _marks(reactions, meta)),
        silhouette,
    )  # fmt: skip


def natural(name: str) -> tuple[bool, int, bytes]:
    """Sorts ids that are numbers as numbers, before the others."""
    return (not name.isdecimal(), int(name) if name.isdecimal() else 0, name.encode())


def _marks(reactions: Reactions, ids: Iterable[str]) -> NDArray[Any]:
    chosen = frozenset(ids)
    return np.array([statement in chosen for statement in reactions.statements], dtype=bool)


def _order(statements: Sequence[str]) -> list[int]:
    return sorted(range(len(statements)), key=lambda place: natural(statements[place]))


def _grouped(
    points: NDArray[Any], placed: NDArray[Any], chance: Chance
) -> tuple[tuple[str, ...], NDArray[Any], float | None]:
    people = int(placed.sum())
    loose = Settings(fewest_people=1, smallest_group=Settings.smallest_group * 0, most_groups=min(5, 2 + people // 12))
    found = best_grouping(points[placed], loose, chance.on("groups")) if people > 1 else None
    membership = np.full(len(placed), -1, dtype=np.int64)
    if found is None:
        return (), membership, None
    membership[placed] = found.labels
    return tuple(str(number) for number in range(found.count)), membership, found.silhouette


def priority(everyone: NDArray[Any], extremity: NDArray[Any], meta: NDArray[Any]) -> NDArray[Any]:
    """How soon a statement should be shown: much for a new one, for one agreed with, for one that sets people apart.

    `everyone` (3 × statements): people who disagreed, passed, agreed. ((1 - p_pass)(1 + extremity) p_agree
    (1 + 8 · 2^(-seen/5)))², 49 for a `meta` statement.
    """
    seen = everyone.sum(axis=0)
    agree, passed = shares(everyone[AGREE + 1], seen), shares(everyone[1], seen)
    value = agree * (1 - passed) * (1 + extremity) * (1 + 8 * np.exp2(-seen / 5))
    return np.square(np.where(meta, META_PRIORITY, value))


def _consensus(everyone: NDArray[Any], out: NDArray[Any]) -> tuple[Pick, ...]:
    seen = everyone.sum(axis=0)
    picks: list[Pick] = []
    sides: tuple[tuple[Direction, int], ...] = (("agree", AGREE + 1), ("disagree", DISAGREE + 1))
    for direction, row in sides:
        found = tests(everyone[np.newaxis, row], seen[np.newaxis])
        share, holds = found.share[0], found.holds[0]
        score = share * holds
        places = np.flatnonzero((share > 0.5) & (holds > SIGNIFICANT) & ~out)
        picks += [Pick(place, direction, float(score[place])) for place in ordered(places, score, _equal)[:LISTED]]
    return tuple(picks)


def _equal(_: int) -> int:
    """Scores that are not fractions have no exact value to compare: equal ones go by id."""
    return 0


def _representative(counts: Counts, order: Sequence[int], out: NDArray[Any]) -> tuple[tuple[Pick, ...], ...]:
    if len(counts.sizes) < 2:
        return tuple(() for _ in counts.sizes)
    yes, no = tests(counts.agree, counts.seen), tests(counts.disagree, counts.seen)
    places = [place for place in order if not out[place]]
    return tuple(_of_group(group, places, yes, no, counts) for group in range(len(counts.sizes)))


def _of_group(group: int, places: Sequence[int], yes: Tests, no: Tests, counts: Counts) -> tuple[Pick, ...]:
    """The best agreement, then all that is significant by score, five in all."""
    leans = yes.more[group] > no.more[group]
    score = np.where(leans, yes.score[group], no.score[group])
    sure = ((yes.holds[group] > SIGNIFICANT) & (yes.more[group] > SIGNIFICANT)) | (
        (no.holds[group] > SIGNIFICANT) & (no.more[group] > SIGNIFICANT)
    )
    best = _best_agreement(group, places, yes, counts)
    chosen = ordered([place for place in places if sure[place]], score, _equal)
    if best is None and not chosen:
        strongest = np.maximum(yes.more[group], no.more[group])
        chosen = [max(places, key=lambda place: strongest[place])] if places else []
    head = [best] if best is not None else chosen[:1]
    five = (head + [place for place in chosen if place not in head])[:LISTED]
    picks = [
        Pick(place, _direction(group, place, counts, default=bool(leans[place])), float(score[place]), group)
        for place in five
    ]
    return tuple(sorted(picks, key=lambda pick: pick.direction))


def _best_agreement(group: int, places: Sequence[int], yes: Tests, counts: Counts) -> int | None:
    """The statement that Polis puts first, so that each group is shown agreeing with something.

    Statements are met in order; the measure by which one beats the best so far depends on that best.
    """
    ratio, share, holds = yes.ratio[group], yes.share[group], yes.holds[group]
    best: int | None = None
    for place in places:
        if counts.agree[group, place] + counts.disagree[group, place] == 0:
            continue
        if best is None:
            if holds[place] > SIGNIFICANT or (ratio[place] > 1 and share[place] > 0.5):
                best = place
            continue
        measure = yes.score[group] if ratio[best] > 1 else share * holds
        if measure[place] > measure[best]:
            best = place
    return best


def _direction(group: int, place: int, counts: Counts, *, default: bool) -> Direction:
    agree, disagree = int(counts.agree[group, place]), int(counts.disagree[group, place])
    return "agree" if agree > disagree or (agree == disagree and default) else "disagree"
