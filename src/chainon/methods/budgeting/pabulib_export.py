"""A Pabulib file that may be published: ballots without the people who cast them.

By default nothing personal leaves: voters are numbered anew in the order of their ballots (their order in the box is
lost), and every column about them is dropped but the place that the rule itself needs. Projects keep the columns of
the format but `proposer`, which names people.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from .pabulib_text import PabulibFile, Section

Personal = Literal["drop", "coarsen", "keep"]
SMALLEST_CROWD = 11
"""People who must share the same personal cells before these are published (the threshold of INSEE for persons)."""
META_KEYS = (
    *("description", "country", "unit", "district", "subunit", "instance", "num_projects", "num_votes", "budget"),
    *("vote_type", "rule", "date_begin", "date_end", "min_length", "max_length", "min_sum_cost", "max_sum_cost"),
    *("min_points", "max_points", "min_sum_points", "max_sum_points", "default_score", "min_project_cost"),
    *("max_project_cost", "min_project_score_threshold", "neighborhoods", "subdistricts", "categories", "edition"),
    *("language", "currency", "fully_funded", "experimental", "comment", "acknowledgments", "leftover_budget"),
    *("budget_per_category", "budget_per_neighborhood", "min_length_per_category", "max_length_per_category"),
    *("min_sum_cost_per_category", "max_sum_cost_per_category"),
)
"""The keys of META in the order of the format; others come after them."""
PROJECT_COLUMNS = (
    *("project_id", "cost", "votes", "score", "name", "category", "beneficiaries", "neighborhood", "subunit"),
    *("district", "description", "public_id", "latitude", "longitude", "exclusive"),
)
"""The columns of PROJECTS that may be published, in the order of the format; `exclusive` is Chaînon's own."""
COARSE = ("age", "sex", "voting_method", "district", "neighborhood")
AGE_BANDS = ((0, 17), (18, 29), (30, 44), (45, 59), (60, 74), (75, 120))


def published(file: PabulibFile, *, personal: Personal = "drop", places: str | None = None) -> PabulibFile:
    """The same election, fit to be published; the same file whatever the order of projects and ballots.

    `drop`: no personal column; `coarsen`: age bands, sex, way of voting, district and neighbourhood, left empty where
    fewer than `SMALLEST_CROWD` voters share them all; `keep`: everything but the order and numbers of the voters (for
    those who may). `places` names the column of VOTES that the rule needs: it stays, whole. The file must be one that
    `inspect_pabulib` finds nothing wrong with.
    """
    ids = file.projects.column("project_id") or ()
    rank = {name: at for at, name in enumerate(sorted(ids, key=natural))}
    projects = _projects(file.projects, rank, None if personal == "keep" else PROJECT_COLUMNS)
    votes = _votes(file, rank, personal, places)
    meta = {key: value for key, value in file.meta.rows()}
    meta |= {"num_projects": str(len(projects.lines)), "num_votes": str(len(votes.lines))}
    pairs = sorted(meta.items(), key=lambda pair: (_place(META_KEYS, pair[0]), pair[0]))
    return PabulibFile(table(("key", "value"), pairs), projects, votes)


def _place(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else len(names)


def natural(name: str) -> tuple[int, str]:
    """The order of ids in a published file: 2 before 10, and always the same."""
    return len(name), name


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Section:
    """A section made by a program: its lines are counted from 1."""
    columns = tuple(zip(*rows, strict=True)) if rows else ((),) * len(header)
    return Section(0, tuple(header), columns, range(1, len(rows) + 1))


def write_text(file: PabulibFile) -> str:
    """The text of a file, in UTF-8 once encoded; cells in quotes only where they must be."""
    parts: list[str] = []
    for title, section in (("META", file.meta), ("PROJECTS", file.projects), ("VOTES", file.votes)):
        parts += [title, ";".join(map(_cell, section.header))]
        parts += [";".join(map(_cell, row)) for row in section.rows()]
    return "\n".join(parts) + "\n"


def _cell(text: str) -> str:
    if '"' in text or ";" in text or "\n" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def _projects(section: Section, rank: dict[str, int], kept: Iterable[str] | None) -> Section:
    names = [title.lower() for title in section.header]
    chosen = [at for at, name in enumerate(names) if name != "selected" and (kept is None or name in kept)]
    chosen.sort(key=lambda at: (_place(PROJECT_COLUMNS, names[at]), names[at]))
    rows = [tuple(row[at] for at in chosen) for row in section.rows()]
    rows.sort(key=lambda row: rank[row[0]])
    return table([names[at] for at in chosen], rows)


def _votes(file: PabulibFile, rank: dict[str, int], personal: Personal, places: str | None) -> Section:
    section, count = file.votes, len(file.votes.lines)
    names = [title.lower() for title in section.header]
    extra = [name for name in names if name not in ("voter_id", "vote", "points")]
    if personal != "keep":
        extra = [name for name in extra if name == places or (personal == "coarsen" and name in COARSE)]
    cells = {name: list(section.column(name) or ()) for name in extra}
    if personal == "coarsen":
        _coarsen(cells, places)
    has_points = file.value("vote_type").lower() in ("cumulative", "scoring")
    points = section.column("points") if has_points else None
    write = _ballot(file.value("vote_type"), rank)
    ballots = [write(*ballot) for ballot in zip(section.column("vote") or (), points or [""] * count, strict=True)]
    wanted = ballots if points is not None else [ballot[:1] for ballot in ballots]
    rows = sorted(zip(wanted, *cells.values(), strict=True))
    numbered = [(str(number), *ballot, *others) for number, (ballot, *others) in enumerate(rows, start=1)]
    return table(["voter_id", "vote", *(["points"] if points is not None else []), *extra], numbered)


def _ballot(vote_type: str, rank: dict[str, int]) -> Callable[[str, str], tuple[str, ...]]:
    """How a ballot is written: the projects with the most points first, then in the order of the file; on an ordinal
    ballot their order is the vote."""

    def with_points(vote: str, points: str) -> tuple[str, ...]:
        entries = sorted(
            zip(named(vote), named(points), strict=True), key=lambda entry: (-int(entry[1]), rank[entry[0]])
        )
        return ",".join([name for name, _ in entries]), ",".join([value for _, value in entries])

    def approved(vote: str, _: str) -> tuple[str, ...]:
        return ",".join(sorted(named(vote), key=rank.__getitem__)), ""

    def ordered(vote: str, _: str) -> tuple[str, ...]:
        return ",".join(named(vote)), ""

    def named(cell: str) -> list[str]:
        return [part.strip() for part in cell.rstrip(", ").split(",")] if cell else []

    return {"ordinal": ordered, "cumulative": with_points, "scoring": with_points}.get(vote_type.lower(), approved)


def _coarsen(cells: dict[str, list[str]], places: str | None) -> None:
    """Age in bands, then empty cells where too few people share them all."""
    if "age" in cells:
        cells["age"] = [age_band(age) for age in cells["age"]]
    names = [name for name in cells if name != places]
    crowds = Counter(zip(*(cells[name] for name in names), strict=True))
    for at, crowd in enumerate(list(zip(*(cells[name] for name in names), strict=True))):
        if crowds[crowd] < SMALLEST_CROWD:
            for name in names:
                cells[name][at] = ""


def age_band(age: str) -> str:
    """`30-44` for 37; empty for what is no age."""
    if not re.fullmatch(r"\d{1,3}", age):
        return ""
    return next((f"{low}-{high}" for low, high in AGE_BANDS if low <= int(age) <= high), "")
