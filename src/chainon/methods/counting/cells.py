"""What is written in the cells of a ballot, and the marks that it stands for."""

from __future__ import annotations

from collections.abc import Sequence

from .ballots import ranked
from .errors import CountingError
from .model import (
    ABSTAIN,
    CONSENT,
    MOST_LEVELS,
    NO,
    NONE,
    OBJECTION,
    RESERVATION,
    YES,
    Kind,
    Marks,
    Remark,
)
from .streaming import tidy

TICKED = dict.fromkeys(("1", "x", "oui", "yes", "vrai", "true", "✓", "✔"), 1)
UNTICKED = dict.fromkeys(("", "0", "non", "no", "faux", "false", "-"), 0)
WORDS: dict[Kind, dict[str, int]] = {
    "choice": TICKED | UNTICKED,
    "approval": TICKED | UNTICKED,
    "answers": dict.fromkeys(("oui", "yes", "pour", "1"), YES)
    | dict.fromkeys(("non", "no", "contre", "0"), NO)
    | dict.fromkeys(("", "abstention"), NONE),
    "consent": dict.fromkeys(("accord", "consentement", "consent"), CONSENT)
    | dict.fromkeys(("réserve", "réserves", "reservation"), RESERVATION)
    | {"abstention": ABSTAIN, "": NONE}
    | dict.fromkeys(("objection", "blocage", "block"), OBJECTION),
    "points": {"": 0},
    "ranks": {"": NONE},
}
"""By kind: what a cell may say, in lower case, and its mark. Grades have their scale; ranks and points, numbers."""

INVALID = ("nul", "invalid")
BLANK = ("blanc", "blank")
_LARGEST = 1_000_000


class Invalid(Exception):
    """A ballot that its voter filled in a way that cannot be counted: `reason` is a code of `wording`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Cells:
    """Reads the cells of ballots over some candidates, and remembers what it has read."""

    def __init__(self, kind: Kind, candidates: Sequence[str], scale: Sequence[str]) -> None:
        self._kind, self._candidates = kind, tuple(candidates)
        self._places = {name: place for place, name in enumerate(candidates)}
        self._scale = tuple(scale)
        self._words = {grade: place for place, grade in enumerate(scale)} | {"": NONE} if kind == "grades" else {}
        self._words |= WORDS.get(kind, {})
        self.known: dict[str, int] = {}
        """Cells met, as they were written, and their marks (ranks: as negative numbers)."""
        grades = {grade.lower() for grade in scale}  # a scale may have a grade that says « nul »
        self._invalid, self._blank = set(INVALID) - grades, set(BLANK) - grades

    @staticmethod
    def is_word(text: str) -> bool:
        """Whether a cell says that the whole ballot is blank or invalid."""
        return text.lower() in INVALID + BLANK

    def named(self, levels: list[list[str]], text: str) -> Marks:
        """Marks of a ballot that names its candidates. Raises `Invalid`, `CountingError` `unknown-candidate`."""
        if text.lower() in INVALID:
            raise Invalid("marked-invalid")
        if self._kind == "ranks":
            try:
                return ranked(levels, self._places)
            except CountingError as error:
                if error.code == "candidate-twice":
                    raise Invalid("candidate-twice") from error
                raise
        marks = bytearray(len(self._candidates))
        for name in levels[0] if levels else ():
            if name not in self._places:
                raise CountingError("unknown-candidate", name=name[:80])
            marks[self._places[name]] = 1
        return bytes(marks)

    def marks(self, cells: Sequence[str]) -> tuple[Marks, list[Remark]]:
        """Marks of a ballot with a cell a candidate, and its remarks. Raises `Invalid`, `CountingError`."""
        remarks: list[Remark] = []
        try:
            read = [self.known[cell] for cell in cells]
        except KeyError:
            texts = [tidy(cell) for cell in cells]
            lowered = {text.lower() for text in texts}
            if lowered & self._invalid:
                raise Invalid("marked-invalid") from None
            if lowered & self._blank and lowered <= {*self._blank, ""}:
                texts = [""] * len(texts)
            read = [self._mark(place, text, remarks) for place, text in enumerate(texts)]
            if not remarks and texts != [""] * len(texts):
                self.known |= zip(cells, read, strict=True)
        if self._kind == "points":
            return tuple(read), remarks
        return (_dense(read) if self._kind == "ranks" else bytes(read)), remarks

    def _mark(self, place: int, text: str, remarks: list[Remark]) -> int:
        word = text if self._kind == "grades" else text.lower()
        if self._kind == "consent" and ":" in text:
            word, _, reason = (part.strip() for part in text.partition(":"))
            word = word.lower()
            if word in self._words:
                remarks.append(Remark(self._candidates[place], self._words[word], reason))
        if word in self._words:
            return self._words[word]
        if self._kind in ("ranks", "points"):
            return self._number(place, text)
        allowed = self._scale or tuple(word for word in self._words if word)
        raise CountingError("unknown-mark", found=text[:80], column=self._candidates[place], allowed=allowed)

    def _number(self, place: int, text: str) -> int:
        code, least = ("bad-rank", 1) if self._kind == "ranks" else ("bad-points", 0)
        if not (text.isascii() and text.isdigit() and len(text) < 8 and least <= int(text) <= _LARGEST):
            raise CountingError(code, found=text[:40], column=self._candidates[place])
        return int(text) if self._kind == "points" else -int(text)


def _dense(read: list[int]) -> bytes:
    """Ranks from 0 without gaps. Ranks are read as negative numbers, to tell them from `NONE`."""
    used = sorted({-rank for rank in read if rank != NONE})
    if len(used) > MOST_LEVELS:
        raise CountingError("too-many-levels", most=MOST_LEVELS)
    levels = {-rank: level for level, rank in enumerate(used)} | {NONE: NONE}
    return bytes([levels[rank] for rank in read])
