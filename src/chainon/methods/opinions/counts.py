"""How many people of each group answered what: the only thing that the lists are computed from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .model import AGREE, DISAGREE, Reactions


@dataclass(frozen=True, eq=False)
class Counts:
    """`table[answer + 1, group, statement]` people (int64); the last group is everyone who is in none.

    `sizes` are the numbers of people of the groups, without that last one.
    """

    table: NDArray[Any]
    sizes: tuple[int, ...]

    @classmethod
    def of(cls, reactions: Reactions, membership: NDArray[Any], groups: int) -> Counts:
        """Count once. `membership[i]` is the group of participant i, -1 for none.

        With no group at all (`groups` = 0), all the people make one.
        """
        people = np.zeros_like(membership) if groups == 0 else membership
        kinds = max(groups, 1)
        rows, width = np.where(people < 0, kinds, people).astype(np.int64), len(reactions.statements)
        cells = ((reactions.answers.astype(np.int64) + 1) * (kinds + 1) + rows[reactions.rows]) * width
        cells += reactions.columns
        table = np.bincount(cells, minlength=3 * (kinds + 1) * width).reshape(3, kinds + 1, width)
        sizes = np.bincount(rows, minlength=kinds + 1)[:kinds]
        return cls(table, tuple(int(size) for size in sizes))

    @staticmethod
    def nobody(reactions: Reactions) -> NDArray[Any]:
        """The membership of people who are in no group."""
        return np.full(len(reactions.participants), -1, dtype=np.int64)

    def change(self, group: int, statement: int, before: int | None, after: int | None) -> None:
        """One person of `group` went from an answer to another; None is "had not seen it". In place.

        -1 is no group; where nobody has a group, everybody is in group 0.
        """
        if before is not None:
            self.table[before + 1, group, statement] -= 1
        if after is not None:
            self.table[after + 1, group, statement] += 1

    @property
    def agree(self) -> NDArray[Any]:
        """Groups × statements."""
        return np.asarray(self.table[AGREE + 1, :-1])

    @property
    def disagree(self) -> NDArray[Any]:
        return np.asarray(self.table[DISAGREE + 1, :-1])

    @property
    def seen(self) -> NDArray[Any]:
        return np.asarray(self.table[:, :-1].sum(axis=0))

    @property
    def everyone(self) -> NDArray[Any]:
        """Answers × statements, over everybody, in a group or not."""
        return np.asarray(self.table.sum(axis=1))


def shares(count: NDArray[Any], seen: NDArray[Any]) -> NDArray[Any]:
    """(count + 1) / (seen + 2): the share with Laplace's prior, one half where nobody answered."""
    return np.asarray((count + 1) / (seen + 2))
