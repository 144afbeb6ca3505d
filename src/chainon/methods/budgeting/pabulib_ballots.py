"""The ballots of a Pabulib file, grouped while they are read: no object a voter, identical ballots once."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from chainon.methods.errors import MethodError

from .model import Ballots, BallotType
from .pabulib_text import PabulibError, Section

MOST_POINTS = 10**9
ENTRY = ">u4"
"""A project's position and its points as bytes whose order is that of the numbers."""


ENTRY_BYTES = 8
Columns = tuple[Sequence[str], Sequence[str], Sequence[str]]
"""What distinguishes ballots from each other, as the file writes it: places, projects, points."""


class _Unclear(Exception):
    """Some ballot is not as simple as it should be: they must be looked at one by one."""


def read_ballots(
    section: Section, kind: BallotType, position: Mapping[str, int], longest: int = 0, places: str | None = None
) -> tuple[Ballots | None, list[MethodError]]:
    """The grouped ballots, and what is wrong with the lines; no ballots when something is.

    `position`: where each project is, by id. `places`: the column that says where voters live, if it matters. On an
    ordinal ballot the first project gets `longest` points (at least the length of the longest ballot), the next one
    less, and so on. A project that is given 0 points is as if it were not named.
    """
    problems = list(_wrong_columns(section, kind, places))
    if problems:
        return None, problems
    problems = list(_wrong_voters(section))
    columns = _columns(section, kind, places)
    ballots: Ballots | None = None
    try:
        ballots = _grouped(_distinct(columns), kind, position, longest, places is not None)
    except _Unclear:
        clean = (columns[0], [_clean(cell) for cell in columns[1]], [_clean(cell) for cell in columns[2]])
        for line, vote, points in zip(section.lines, clean[1], clean[2], strict=True):
            problems += [PabulibError(e.code, line=line, **e.params) for e in _wrong(vote, points, kind, position)]
        if not problems:
            ballots = _grouped(_distinct(clean), kind, position, longest, places is not None)
    return (None if problems else ballots), sorted(problems, key=lambda problem: problem.line or 0)


def _has_points(kind: BallotType) -> bool:
    return kind in (BallotType.CUMULATIVE, BallotType.SCORING)


def _wrong_columns(section: Section, kind: BallotType, places: str | None) -> Iterator[MethodError]:
    needed = ["vote", *(["points"] if _has_points(kind) else []), *([places] if places else [])]
    for name in needed:
        if section.column(name) is None:
            yield PabulibError("missing-column", line=section.number + 1, section="VOTES", column=name)


def _wrong_voters(section: Section) -> Iterator[MethodError]:
    """Voters without an id, or whose id is another's. Old files have no ids at all."""
    ids = section.column("voter_id")
    if ids is None or (len(set(ids)) == len(ids) and "" not in ids):
        return
    first: dict[str, int] = {}
    for line, name in zip(section.lines, ids, strict=True):
        if not name:
            yield PabulibError("missing-id", line=line)
        elif name in first:
            yield PabulibError("duplicate-voter", line=line, id=name, first=first[name])
        else:
            first[name] = line


def _columns(section: Section, kind: BallotType, places: str | None) -> Columns:
    nothing = [""] * len(section.lines)
    where = section.column(places) if places else None
    points = section.column("points") if _has_points(kind) else None
    return where or nothing, section.column("vote") or nothing, points or nothing


def _distinct(columns: Columns) -> tuple[Columns, Sequence[int]]:
    """The same without repetitions, and how many times each was there.

    Whole lines are joined into one text each, for tuples would be several times slower; NUL is in no file.
    """
    counted = Counter(map("\0".join, zip(*columns, strict=True)))
    flat = "\0".join(counted).split("\0") if counted else []
    return (flat[0::3], flat[1::3], flat[2::3]), list(counted.values())


def _clean(cell: str) -> str:
    """Without spaces around ids and points, nor commas at the end."""
    return ",".join([part.strip() for part in cell.rstrip(", ").split(",")])


def _wrong(vote: str, points: str, kind: BallotType, position: Mapping[str, int]) -> Iterator[MethodError]:
    names, given = _cells([vote]), _cells([points])
    for name, times in Counter(names).items():
        if name not in position:
            yield PabulibError("unknown-project", id=name)
        elif times > 1:
            yield PabulibError("project-twice", id=name)
    if not _has_points(kind):
        return
    if len(given) != len(names):
        yield PabulibError("points-count", found=len(given), expected=len(names))
    for found in given:
        if not (found.isascii() and found.isdigit() and int(found) <= MOST_POINTS):
            yield PabulibError("bad-points", found=found)


def _grouped(
    distinct: tuple[Columns, Sequence[int]],
    kind: BallotType,
    position: Mapping[str, int],
    longest: int,
    has_places: bool,
) -> Ballots:
    """Raises `_Unclear`."""
    (places, votes, told), weights = distinct
    lengths = np.fromiter([vote.count(",") + 1 if vote else 0 for vote in votes], np.int64, len(votes))
    try:
        # The list of all names, one object each, is the largest of all: it is given back at once.
        projects = np.fromiter(map(position.__getitem__, _cells(votes)), np.int64, int(lengths.sum()))
        points = _given(told, lengths) if _has_points(kind) else _implied(kind, lengths, longest)
    except (KeyError, ValueError) as error:
        raise _Unclear from error
    rows = np.arange(len(votes)).repeat(lengths)
    keys = rows * len(position) + projects
    order = np.argsort(keys, kind="stable")
    if not (np.diff(keys[order]) > 0).all():
        raise _Unclear
    if kind is not BallotType.ORDINAL:
        projects, points = projects[order], points[order]
    kept = points > 0
    packed = np.stack([projects[kept], points[kept]], axis=1).astype(ENTRY).tobytes()
    ends = (np.searchsorted(rows[kept], np.arange(len(votes) + 1)) * ENTRY_BYTES).tolist()
    rows_of = [packed[start:end] for start, end in itertools.pairwise(ends)]
    names = sorted(set(places))
    if len(names) == 1 and len(set(rows_of)) == len(rows_of):
        groups = {names[0]: dict(zip(rows_of, weights, strict=True))}
    else:
        groups = {place: {} for place in names}
        for place, row, weight in zip(places, rows_of, weights, strict=True):
            groups[place][row] = groups[place].get(row, 0) + weight
    return _ballots(groups, kind, has_places)


def _cells(texts: Sequence[str]) -> list[str]:
    joined = ",".join(filter(None, texts))
    return joined.split(",") if joined else []


def _implied(kind: BallotType, lengths: np.ndarray, longest: int) -> np.ndarray:
    """One point each; on an ordinal ballot, fewer and fewer."""
    total = int(lengths.sum())
    if kind is not BallotType.ORDINAL or not total:
        return np.ones(total, np.int64)
    rank = np.arange(total) - (lengths.cumsum() - lengths).repeat(lengths)
    points: np.ndarray = max(longest, int(lengths.max())) - rank
    return points


def _given(told: Sequence[str], lengths: np.ndarray) -> np.ndarray:
    """The points of each named project, one after the other. Raises `ValueError`."""
    found = np.fromiter([text.count(",") + 1 if text else 0 for text in told], np.int64, len(told))
    if (found != lengths).any():
        raise ValueError
    points = np.array(list(map(int, _cells(told))), np.int64)
    if len(points) and not 0 <= points.min() <= points.max() <= MOST_POINTS:
        raise ValueError
    return points


def _ballots(groups: Mapping[str, Mapping[bytes, int]], kind: BallotType, has_places: bool) -> Ballots:
    """The groups in the order of their content, so that the order of the voters leaves no trace."""
    sorted_rows = [sorted(rows) for rows in groups.values()]
    rows = list(itertools.chain.from_iterable(sorted_rows))
    weights = (map(there.__getitem__, local) for there, local in zip(groups.values(), sorted_rows, strict=True))
    starts = np.zeros(len(rows) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, rows), np.int64, len(rows)) // ENTRY_BYTES, out=starts[1:])
    entries = np.frombuffer(b"".join(rows), ENTRY).reshape(-1, 2).astype(np.int64)
    places = (itertools.repeat(place, len(there)) for place, there in groups.items())
    return Ballots(
        kind,
        starts,
        entries[:, 0].copy(),
        entries[:, 1].copy(),
        np.fromiter(itertools.chain.from_iterable(weights), np.int64, len(rows)),
        tuple(itertools.chain.from_iterable(places)) if has_places else (),
    )
