"""Reactions to statements, and what is decided before they are analysed."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from .errors import OpinionsError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

AGREE, PASS, DISAGREE = 1, 0, -1
"""The three answers. A statement that a participant has not seen has none."""

Direction = Literal["agree", "disagree"]
MOST_STATEMENTS = 1 << 30


@dataclass(frozen=True, eq=False)
class Reactions:
    """Who answered what, in one order whatever the order they came in.

    `participants` and `statements` are ids, sorted by their UTF-8 bytes; a statement that nobody has seen may be there.
    `rows`, `columns` (int32, positions in those two) and `answers` (int8) are of one length, sorted by row then column,
    each pair once.
    """

    participants: tuple[str, ...]
    statements: tuple[str, ...]
    rows: NDArray[Any]
    columns: NDArray[Any]
    answers: NDArray[Any]

    @classmethod
    def of(cls, triples: Iterable[tuple[str, str, int]], statements: Iterable[str] = ()) -> Reactions:
        """From (participant, statement, answer), in any order; `statements` names those that may have no reaction.

        Raises `OpinionsError`: those of `from_arrays`.
        """
        given = list(triples)
        people = sorted({person for person, _, _ in given}, key=str.encode)
        known = sorted({statement for _, statement, _ in given}.union(statements), key=str.encode)
        row = {name: place for place, name in enumerate(people)}
        column = {name: place for place, name in enumerate(known)}
        return cls.from_arrays(
            [row[person] for person, _, _ in given],
            [column[statement] for _, statement, _ in given],
            [answer for _, _, answer in given],
            people,
            known,
        )

    @classmethod
    def from_arrays(
        cls,
        rows: ArrayLike,
        columns: ArrayLike,
        answers: ArrayLike,
        participants: Sequence[str] | None = None,
        statements: Sequence[str] | None = None,
    ) -> Reactions:
        """From three arrays of one length; `rows` and `columns` point into the two lists of ids.

        Without ids, they are the numbers themselves, written with as many digits as the largest.
        Raises `OpinionsError`: `no-reactions`, `different-lengths`, `unknown-answer`, `bad-index`, `answer-twice`,
        `participant-twice`, `statement-twice`.
        """
        import numpy as np

        row, column = np.asarray(rows, dtype=np.int64), np.asarray(columns, dtype=np.int64)
        answer = np.asarray(answers, dtype=np.int64)
        _check_shapes(row, column, answer)
        people, row = _sorted_ids(row, participants, "participant")
        known, column = _sorted_ids(column, statements, "statement")
        # One integer a reaction: sorting it sorts by participant then by statement, and keeps the answer beside.
        keys = np.sort((row << 33) | (column << 2) | (answer + 1))
        pairs = keys >> 2
        twice = np.flatnonzero(pairs[1:] == pairs[:-1])
        if twice.size:
            pair = int(pairs[twice[0]])
            raise OpinionsError("answer-twice", participant=people[pair >> 31], statement=known[pair & (2**31 - 1)])
        return cls(
            people,
            known,
            (pairs >> 31).astype(np.int32),
            (pairs & (2**31 - 1)).astype(np.int32),
            ((keys & 3) - 1).astype(np.int8),
        )

    def __len__(self) -> int:
        return len(self.rows)

    def seen_by(self) -> NDArray[Any]:
        """How many statements each participant answered (int64)."""
        import numpy as np

        return np.bincount(self.rows, minlength=len(self.participants))

    def without_statements(self, excluded: Iterable[str]) -> Reactions:
        """The same, without these statements: those that the moderation took out."""
        import numpy as np

        gone = frozenset(excluded)
        kept = np.array([statement not in gone for statement in self.statements], dtype=bool)
        place = np.cumsum(kept) - 1
        there = kept[self.columns]
        return Reactions(
            self.participants,
            tuple(statement for statement in self.statements if statement not in gone),
            self.rows[there],
            place[self.columns[there]].astype(np.int32),
            self.answers[there],
        )


def _check_shapes(row: NDArray[Any], column: NDArray[Any], answer: NDArray[Any]) -> None:
    for name, array in (("columns", column), ("answers", answer)):
        if array.shape != row.shape:
            raise OpinionsError("different-lengths", name=name, found=array.size, expected=row.size)
    if not row.size:
        raise OpinionsError("no-reactions")
    wrong = answer[(answer < DISAGREE) | (answer > AGREE)]
    if wrong.size:
        raise OpinionsError("unknown-answer", found=str(wrong[0]))


def _sorted_ids(positions: NDArray[Any], ids: Sequence[str] | None, kind: str) -> tuple[tuple[str, ...], NDArray[Any]]:
    """The ids in the order of their bytes, and the positions that become those in this order."""
    import numpy as np

    most = int(positions.max()) if ids is None else len(ids) - 1
    lowest = int(positions.min())
    if lowest < 0 or positions.max() > most or most >= MOST_STATEMENTS:
        raise OpinionsError("bad-index", found=lowest if lowest < 0 else int(positions.max()), most=most)
    if ids is None:
        width = len(str(most))
        return tuple(f"{number:0{width}}" for number in range(most + 1)), positions
    keys = [name.encode() for name in ids]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    for first, second in itertools.pairwise(order):
        if keys[first] == keys[second]:
            raise OpinionsError(f"{kind}-twice", id=ids[first])
    if order == list(range(len(order))):
        return tuple(ids), positions
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return tuple([ids[position] for position in order]), place[positions]


@dataclass(frozen=True)
class Settings:
    """The rule sheet: everything that a person could have chosen otherwise, published with the result.

    Shares are exact. A statement *gathers* when, in every group, at least `gathers_at` hold one direction; it *divides*
    when two groups are more than `divides_above` apart; a minority *carries* it when at least `gathers_at` of that
    minority hold a direction which fewer than `left_below` hold in each other group. It is *not known yet* in a group
    where fewer than `enough_reactions` people answered (half the group when it is smaller, never fewer than
    `fewest_people`). Groups are sought among people with `reactions_to_place` answers, never smaller than
    `fewest_people` nor than `smallest_group` of them; said uncertain when their stability is
    below `stable_at` or that of the halves below `stable_halves`, refused below `least_silhouette`,
    `least_stability` or `agreement_needed`.
    """

    gathers_at: Fraction = Fraction(3, 5)
    divides_above: Fraction = Fraction(2, 5)
    left_below: Fraction = Fraction(2, 5)
    enough_reactions: int = 10
    fewest_people: int = 5
    fewest_voters: int = 20
    fewest_statements: int = 7
    reactions_to_place: int = 7
    smallest_group: Fraction = Fraction(1, 20)
    most_groups: int = 5
    least_silhouette: Fraction = Fraction(1, 4)
    least_stability: Fraction = Fraction(1, 4)
    least_halves: Fraction = Fraction(1, 4)
    stable_at: Fraction = Fraction(4, 5)
    stable_halves: Fraction = Fraction(1, 2)

    def agreement_needed(self, people: int) -> Fraction:
        """What two halves must agree on for groups of so many people to be more than chance.

        `least_halves`, and more with few people, whose answers at random agree by 0.3 now and then (0.08 with 200).
        """
        return self.least_halves + Fraction(self.fewest_people, people)

    def as_json(self) -> dict[str, object]:
        """The sheet, with its shares as exact texts."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: str(value) if isinstance(value, Fraction) else value for name, value in values.items()}


@dataclass(frozen=True)
class Statement:
    """A statement's text, and whether the moderation kept it."""

    id: str
    text: str
    is_kept: bool = True


Groups = Mapping[str, str]
"""Participant id to the name of the group they declared; those who are absent have none."""
