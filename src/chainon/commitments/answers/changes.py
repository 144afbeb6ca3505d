"""A « oui, autrement » beside what was asked, with what differs marked where the two texts have much in common."""

from __future__ import annotations

from dataclasses import dataclass

from chainon.base.ui.differences import ADDED, REMOVED, SAME, Piece, differences

ALIKE = 0.4
"""Below this share of text in common, marks would be crumbs: the two texts are read as they are."""


@dataclass(frozen=True)
class Sides:
    before: list[Piece]
    after: list[Piece]


def sides(before: str, after: str) -> Sides:
    pieces = differences(before, after)
    same = sum(len(piece.text) for piece in pieces if piece.kind == SAME)
    if same < ALIKE * max(len(before), len(after)):
        return Sides([Piece(SAME, before)], [Piece(SAME, after)])
    return Sides(
        [piece for piece in pieces if piece.kind in {SAME, REMOVED}],
        [piece for piece in pieces if piece.kind in {SAME, ADDED}],
    )
