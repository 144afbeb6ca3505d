"""Pabulib's `.pb` format: from a file to a vote that can be counted, and back.

`inspect_pabulib` says all that is wrong and all that looks odd; `read_pabulib` raises the first error. To write a file
that may be published, `pabulib_export.published`, then `write_text`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from chainon.methods.errors import MethodError
from chainon.methods.tables import Source, TableError

from .amounts import cents_of
from .model import BallotType, Envelope, Instance, Project
from .pabulib_text import PabulibError, PabulibFile, Section, integer, read_text

KINDS = {**{kind.value: kind for kind in BallotType}, "choose-1": BallotType.APPROVAL}
PLACES = ("neighborhood", "district", "subunit")
OWN = ("project_id", "cost", "name", "category", "exclusive")
DERIVED = ("votes", "score", "selected")
"""Columns of PROJECTS that say what a count found."""


@dataclass(frozen=True)
class Reading:
    """What was read: the file's text, the vote (None when something is wrong), the problems, and the remarks: what
    the file says that its own ballots contradict, which stops nobody."""

    file: PabulibFile | None
    instance: Instance | None
    problems: tuple[MethodError, ...]
    remarks: tuple[MethodError, ...] = ()

    @property
    def minimum(self) -> int:
        """The score below which the file says that a project is out; 1 when it says nothing."""
        told = self.file.value("min_project_score_threshold") if self.file else ""
        return max(1, integer(told) or 0)


def read_pabulib(source: Source, *, places: str | None = None) -> Instance:
    """The vote that a `.pb` file holds: text, bytes or a `Path`. Costs are read in the main unit, kept in cents.

    `places` names the column of VOTES that says where voters live; without it ballots are grouped whatever the place.
    `budget_per_category` and `budget_per_neighborhood` become envelopes; a column `exclusive` of PROJECTS (Chaînon's
    own) holds labels separated by commas, and of the projects that share a label one may win.

    Raises the first `PabulibError`, `TableError` or `BudgetingError`; `OSError` when the file can't be opened.
    """
    reading = inspect_pabulib(source, places=places)
    if reading.problems:
        raise reading.problems[0]
    assert reading.instance is not None
    return reading.instance


def inspect_pabulib(source: Source, *, places: str | None = None) -> Reading:
    """The vote with every problem and remark, in the order of the lines. Raises `OSError` only."""
    try:
        file, problems = read_text(source)
    except TableError as error:
        return Reading(None, None, (error,))
    if file is None:
        return Reading(None, None, tuple(problems))
    from .pabulib_ballots import read_ballots
    from .pabulib_remarks import remarks

    kind, budget = _meta(file, problems)
    projects = _projects(file.projects, problems)
    envelopes = tuple(_envelopes(file, problems))
    position = {name: at for at, name in enumerate(dict.fromkeys(file.projects.column("project_id") or ()))}
    ballots, wrong = read_ballots(file.votes, kind, position, integer(file.value("max_length")) or 0, places)
    problems = sorted([*problems, *wrong], key=lambda problem: problem.line or 0)
    if problems or ballots is None or budget is None:
        return Reading(file, None, tuple(problems))
    try:
        instance = Instance(projects, ballots, budget, envelopes, _exclusive(file.projects))
    except MethodError as error:
        return Reading(file, None, (error,))
    return Reading(file, instance, (), tuple(remarks(file, instance)))


def _meta(file: PabulibFile, problems: list[MethodError]) -> tuple[BallotType, int | None]:
    told = file.value("vote_type").lower()
    needed = ("vote_type", "budget")
    problems += [PabulibError("meta-missing", line=file.line_of(key), key=key) for key in needed if not file.value(key)]
    if told and told not in KINDS:
        problems.append(PabulibError("vote-type", line=file.line_of("vote_type"), found=told))
    budget = cents_of(file.value("budget"))
    if budget is None and file.value("budget"):
        found = file.value("budget")
        problems.append(PabulibError("bad-amount", line=file.line_of("budget"), column="budget", found=found))
    return KINDS.get(told, BallotType.APPROVAL), budget


def _projects(section: Section, problems: list[MethodError]) -> tuple[Project, ...]:
    named = [at for at, title in enumerate(section.header) if title]
    columns = {section.header[at].lower(): section.columns[at] for at in named}
    for name in ("project_id", "cost"):
        if name not in columns:
            problems.append(PabulibError("missing-column", line=section.number + 1, section="PROJECTS", column=name))
            return ()
    if len(columns) < len(named):
        return ()  # A column is there twice: already told.
    if not section.lines:
        problems.append(PabulibError("no-projects", line=section.number))
    place = next((name for name in PLACES if name in columns), "")
    extra = [name for name in columns if name not in (*OWN, *DERIVED, place)]
    first: dict[str, int] = {}
    projects: list[Project] = []
    for line, *cells in zip(section.lines, *columns.values(), strict=True):
        row = dict(zip(columns, cells, strict=True))
        cost = cents_of(row["cost"])
        if not row["project_id"]:
            problems.append(PabulibError("missing-id", line=line))
        elif row["project_id"] in first:
            first_line = first[row["project_id"]]
            problems.append(PabulibError("duplicate-project", line=line, id=row["project_id"], first=first_line))
        elif cost is None:
            problems.append(PabulibError("bad-amount", line=line, column="cost", found=row["cost"]))
        else:
            more = {name: row[name] for name in extra if row[name]}
            labels = row.get("name", ""), row.get("category", ""), row.get(place, "")
            projects.append(Project(row["project_id"], cost, *labels, extra=more))
        first.setdefault(row["project_id"], line)
    return tuple(projects)


def _envelopes(file: PabulibFile, problems: list[MethodError]) -> Iterator[Envelope]:
    """Pabulib's lists side by side: `categories` and `budget_per_category`, `neighborhoods` and the other."""
    pairs: tuple[tuple[Literal["category", "place"], str, str], ...] = (
        ("category", "categories", "budget_per_category"),
        ("place", "neighborhoods", "budget_per_neighborhood"),
    )
    for by, named, told in pairs:
        if not file.value(told):
            continue
        values = listed(file.value(named))
        amounts = listed(file.value(told))
        line = file.line_of(told)
        if len(values) != len(amounts):
            problems.append(PabulibError("envelopes-count", line=line, found=len(amounts), expected=len(values)))
            continue
        for value, amount in zip(values, amounts, strict=True):
            cents = cents_of(amount)
            if cents is None:
                problems.append(PabulibError("bad-amount", line=line, column=told, found=amount))
            else:
                yield Envelope(by, value, cents)


def listed(text: str) -> list[str]:
    """The parts of `a,b`, which old files write `[a, b]`."""
    return [part.strip(" '\"") for part in text.strip("[] ").split(",")] if text.strip("[] ") else []


def _exclusive(section: Section) -> tuple[tuple[str, ...], ...]:
    """The projects that share a label in the column `exclusive`."""
    sharing: dict[str, list[str]] = {}
    for name, labels in zip(section.column("project_id") or (), section.column("exclusive") or (), strict=False):
        for label in listed(labels):
            sharing.setdefault(label, []).append(name)
    return tuple(tuple(names) for _, names in sorted(sharing.items()) if len(names) > 1)
