"""Profiles out of plain Python values, and the gathering of ballots that come one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

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
    Number,
    Profile,
    Remark,
    exact,
)

Ranking = str | Sequence[str | Sequence[str]]
"""`A>B=C`, or the levels best first: `["A", ("B", "C")]`. Names that aren't there are unranked."""

Slot = tuple[dict[Any, int], object]
"""A count and its key."""


class Gathering:
    """A profile under way: ballots are added, alike ones meet."""

    def __init__(self, kind: Kind, candidates: Sequence[str], scale: Sequence[str] = ()) -> None:
        """Raises `CountingError`: `no-candidates`, `candidate-twice`."""
        if not candidates:
            raise CountingError("no-candidates")
        twice = [name for name, times in Counter(candidates).items() if times > 1]
        if twice:
            raise CountingError("candidate-twice", name=twice[0])
        self.kind = kind
        self.candidates = tuple(candidates)
        self.scale = tuple(scale)
        self.remarks: list[Remark] = []
        self._groups: dict[Number, dict[Marks, int]] = {}
        self._blank: dict[Number, int] = {}
        self._invalid: dict[tuple[str, Number], int] = {}

    def slot(self, marks: Marks, weight: Number = 1) -> Slot:
        """Where such ballots are counted; blank ones are told by their marks."""
        if is_blank(self.kind, marks):
            return self._blank, weight
        return self._groups.setdefault(weight, {}), marks

    def invalid_slot(self, reason: str, weight: Number = 1) -> Slot:
        return self._invalid, (reason, weight)

    def add(self, slot: Slot, number: int = 1) -> None:
        counts, key = slot
        counts[key] = counts.get(key, 0) + number

    def profile(self) -> Profile:
        invalid: dict[str, Number] = {}
        for (reason, weight), number in sorted(self._invalid.items()):
            invalid[reason] = exact(invalid.get(reason, 0) + weight * number)
        blank = exact(sum((weight * number for weight, number in self._blank.items()), Fraction(0)))
        remarks = tuple(sorted(self.remarks, key=lambda remark: (remark.candidate, -remark.level, remark.text)))
        return Profile(self.kind, self.candidates, self._groups, blank, invalid, self.scale, remarks)


def from_marks(
    kind: Kind,
    candidates: Sequence[str],
    rows: Iterable[Sequence[int]],
    *,
    weights: Iterable[Number] | None = None,
    scale: Sequence[str] = (),
) -> Profile:
    """A profile of ballots given as their marks (see `Marks`), a row a ballot; a row without any mark is blank.

    Raises `CountingError`: `marks-count`, `bad-marks`, `weights-count`, and those of `Gathering`.
    """
    gathering = Gathering(kind, candidates, scale)
    allowed = _allowed(kind, len(scale))

    def packed(row: Sequence[int]) -> Marks:
        return tuple(row) if kind == "points" else bytes(row)

    try:
        counted: Iterable[tuple[tuple[Marks, Number], int]]
        if weights is None:
            counted = [((marks, 1), number) for marks, number in Counter(map(packed, rows)).items()]
        else:
            counted = Counter(zip(map(packed, rows), weights, strict=True)).items()
    except ValueError as error:
        raise CountingError("weights-count" if "zip()" in str(error) else "bad-marks") from error
    for (marks, weight), number in counted:
        check_weight(weight)
        if len(marks) != len(candidates):
            raise CountingError("marks-count", found=len(marks), expected=len(candidates))
        if (min(marks) < 0) if allowed is None else not allowed.issuperset(marks):
            raise CountingError("bad-marks")
        if kind == "choice" and sum(marks) > 1:
            gathering.add(gathering.invalid_slot("several-choices", weight), number)
        else:
            gathering.add(gathering.slot(marks, weight), number)
    return gathering.profile()


def _allowed(kind: Kind, grades: int) -> frozenset[int] | None:
    """The marks that a ballot of this kind may carry; None when any number above 0 will do."""
    match kind:
        case "choice" | "approval":
            return frozenset((0, 1))
        case "answers":
            return frozenset((NO, YES, NONE))
        case "grades":
            return frozenset((*range(grades), NONE))
        case "consent":
            return frozenset((CONSENT, RESERVATION, ABSTAIN, OBJECTION, NONE))
        case _:
            return None


def choices(names: Iterable[str], candidates: Sequence[str], *, weights: Iterable[Number] | None = None) -> Profile:
    """A name a ballot; an empty one is blank."""
    return from_marks(
        "choice", candidates, _ticked(([name] if name else [] for name in names), candidates), weights=weights
    )


def approvals(
    sets: Iterable[Iterable[str]], candidates: Sequence[str], *, weights: Iterable[Number] | None = None
) -> Profile:
    """The approved names of each ballot; none is blank."""
    return from_marks("approval", candidates, _ticked(sets, candidates), weights=weights)


def _ticked(sets: Iterable[Iterable[str]], candidates: Sequence[str]) -> Iterable[bytes]:
    places = _places(candidates)
    for names in sets:
        marks = bytearray(len(candidates))
        for name in names:
            marks[_place(name, places)] = 1
        yield bytes(marks)


def answers(
    replies: Iterable[bool | None], question: str = "question", *, weights: Iterable[Number] | None = None
) -> Profile:
    """Yes, no or blank (None) to one question."""
    said = {True: YES, False: NO, None: NONE}
    return from_marks("answers", [question], ([said[reply]] for reply in replies), weights=weights)


def grades(
    ballots: Iterable[Mapping[str, str]],
    candidates: Sequence[str],
    scale: Sequence[str],
    *,
    weights: Iterable[Number] | None = None,
) -> Profile:
    """A grade for each name, out of the scale (best first); names that aren't there have no grade.

    Raises `CountingError`: `unknown-mark`, and those of `from_marks`.
    """
    places = {grade: place for place, grade in enumerate(scale)}
    known = set(candidates)

    def row(ballot: Mapping[str, str]) -> bytes:
        for name, grade in ballot.items():
            if name not in known:
                raise CountingError("unknown-candidate", name=name)
            if grade not in places:
                raise CountingError("unknown-mark", found=grade, column=name, allowed=tuple(scale))
        return bytes([places[ballot[name]] if name in ballot else NONE for name in candidates])

    return from_marks("grades", candidates, map(row, ballots), weights=weights, scale=scale)


def points(
    ballots: Iterable[Mapping[str, int]], candidates: Sequence[str], *, weights: Iterable[Number] | None = None
) -> Profile:
    """Points for each name; names that aren't there get 0."""
    known = set(candidates)

    def row(ballot: Mapping[str, int]) -> tuple[int, ...]:
        for name in ballot:
            if name not in known:
                raise CountingError("unknown-candidate", name=name)
        return tuple([ballot.get(name, 0) for name in candidates])

    return from_marks("points", candidates, map(row, ballots), weights=weights)


def rankings(
    ballots: Iterable[Ranking], candidates: Sequence[str], *, weights: Iterable[Number] | None = None
) -> Profile:
    """Ranked ballots: `A>B=C`, or levels best first. Raises `CountingError`: `unknown-candidate`, `candidate-twice`."""
    places = _places(candidates)
    return from_marks("ranks", candidates, (ranked(levels(ballot), places) for ballot in ballots), weights=weights)


def levels(ballot: Ranking) -> list[list[str]]:
    """The levels of a ranking, best first; spaces around names don't count."""
    if isinstance(ballot, str):
        return [[name.strip() for name in level.split("=")] for level in ballot.split(">")] if ballot.strip() else []
    return [[level] if isinstance(level, str) else list(level) for level in ballot]


def ranked(ballot: Sequence[Sequence[str]], places: Mapping[str, int]) -> bytes:
    """The marks of a ranking. Raises `CountingError`: `unknown-candidate`, `candidate-twice`, `too-many-levels`."""
    if len(ballot) > MOST_LEVELS:
        raise CountingError("too-many-levels", most=MOST_LEVELS)
    marks = bytearray([NONE]) * len(places)
    for level, names in enumerate(ballot):
        for name in names:
            place = _place(name, places)
            if marks[place] != NONE:
                raise CountingError("candidate-twice", name=name)
            marks[place] = level
    return bytes(marks)


def is_blank(kind: Kind, marks: Marks) -> bool:
    """Whether a ballot says nothing about anyone."""
    return not any(marks) if kind in ("choice", "approval", "points") else marks.count(NONE) == len(marks)


def check_weight(weight: Number) -> None:
    """Raises `CountingError` `bad-weight` unless it is an exact number above 0."""
    if isinstance(weight, bool) or not isinstance(weight, int | Fraction) or weight <= 0:
        raise CountingError("bad-weight", found=str(weight)[:40])


def _places(candidates: Sequence[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(candidates)}


def _place(name: str, places: Mapping[str, int]) -> int:
    try:
        return places[name]
    except KeyError:
        raise CountingError("unknown-candidate", name=name) from None
