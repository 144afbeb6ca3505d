"""What changed between two texts, word by word, readable by anyone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, REMOVED = "same", "added", "removed"
_PIECES = re.compile(r"\w+(?:[’'-]\w+)*|\s+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    kind: str
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """The pieces that lead from one text to the other; those same and removed make `before`, same and added `after`.

    What is removed comes before what replaces it. A blank between two changes joins them: phrases, not crumbs.
    """
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    pieces: list[Piece] = []
    for _tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        removed, added = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        if removed == added:
            pieces.append(Piece(SAME, removed))
            continue
        if len(pieces) > 1 and pieces[-1].kind == SAME and not pieces[-1].text.strip():
            blank = pieces.pop().text
            earlier_removed, earlier_added = _taken_back(pieces)
            removed, added = earlier_removed + blank + removed, earlier_added + blank + added
        pieces += [Piece(kind, text) for kind, text in ((REMOVED, removed), (ADDED, added)) if text]
    return pieces


def _taken_back(pieces: list[Piece]) -> tuple[str, str]:
    """Remove the last change from the pieces; returns what it removed and what it added."""
    taken = {REMOVED: "", ADDED: ""}
    while pieces and pieces[-1].kind != SAME and not taken[pieces[-1].kind]:
        piece = pieces.pop()
        taken[piece.kind] = piece.text
    return taken[REMOVED], taken[ADDED]
