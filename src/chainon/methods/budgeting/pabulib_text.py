"""The text of a Pabulib file: three sections of cells separated by semicolons, with the line of each.

Format: Faliszewski, Flis, Peters, Pierczyński, Skowron, Stolicki, Szufa, Talmon, "Participatory Budgeting: Data, Tools
and Analysis", 2023 (arXiv 2305.11035), read as files are really written: spaces around cells, sections in lower case,
cells in quotes or with stray quotes, empty lines, missing last cells.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import methodcaller
from pathlib import Path

from chainon.methods.errors import MethodError
from chainon.methods.tables import Source, decode

LONGEST_TITLE = 32
SECTIONS = ("META", "PROJECTS", "VOTES")
_CELL = re.compile(r'\s*"((?:[^"]|"")*)"\s*(;|$)|([^;]*)(;|$)')
_OPEN = re.compile(r'(?:^|;)\s*"(?:[^"]|"")*$')
_SPACED = re.compile(r"(?:^|;)\s|\s(?:$|;)")
_SEPARATORS = methodcaller("count", ";")


class PabulibError(MethodError):
    """A file that cannot be read as Pabulib's format.

    Codes: `not-pabulib`; `text-before-sections`; `section-missing`, `section-twice` (`section`); `broken-quotes`;
    `missing-column` (`section`, `column`), `column-twice` (`column`); `ragged-line` (`found`, `expected`);
    `meta-missing`, `meta-twice` (`key`); `bad-amount` (`column`, `found`); `vote-type` (`found`); `envelopes-count`
    (`found`, `expected`); `no-projects`; `missing-id`; `duplicate-project`, `duplicate-voter` (`id`, `first`: its
    first line); `unknown-project`, `project-twice` (`id`); `points-count` (`found`, `expected`); `bad-points`
    (`found`).
    Remarks, which stop nobody: `told-otherwise` (`key`, `told`, `found`), `votes-otherwise` (`id`, `told`, `found`),
    `bad-date` (`key`, `found`), `outside-limit` (`key`, `limit`, `ballots`).
    """


OBLIGATORY = {"PROJECTS": ("project_id", "cost"), "VOTES": ("vote", "points")}
"""The columns before whose end no line may stop."""


@dataclass(frozen=True)
class Section:
    """A section: the line of its title, its header, its columns, and for each row its 1-based line in the file."""

    number: int
    header: tuple[str, ...]
    columns: tuple[Sequence[str], ...]
    lines: Sequence[int]

    def column(self, name: str) -> Sequence[str] | None:
        """The cells of the column of this name, whatever its capitals."""
        return next((self.columns[at] for at, title in enumerate(self.header) if title.lower() == name), None)

    def rows(self) -> Iterator[tuple[str, ...]]:
        return zip(*self.columns, strict=True)


@dataclass(frozen=True)
class PabulibFile:
    """What a Pabulib file says, as text: nothing is interpreted, nothing is lost but the layout."""

    meta: Section
    projects: Section
    votes: Section

    def value(self, key: str) -> str:
        """The value of a META key, or `""`."""
        return next((value for name, value in self.meta.rows() if name == key), "")

    def line_of(self, key: str) -> int | None:
        """The line of a META key."""
        return next(
            (line for line, name in zip(self.meta.lines, self.meta.columns[0], strict=True) if name == key), None
        )


def read_text(source: Source) -> tuple[PabulibFile | None, list[MethodError]]:
    """The file, and everything that is wrong with its layout; no file when a section is missing.

    UTF-8 (with or without BOM) or cp1252. Raises `TableError` when the bytes are not text, `OSError` when the file
    can't be opened.
    """
    if isinstance(source, Path):
        source = source.read_bytes()
    text, _ = decode(source.encode() if isinstance(source, str) else source)
    raw = (text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text).split("\n")
    problems: list[MethodError] = []
    sections: dict[str, Section] = {}
    try:
        for title, first, body in _split(raw):
            if title in sections:
                problems.append(PabulibError("section-twice", line=first, section=title))
            else:
                sections[title] = (_meta if title == "META" else _table)(title, first, body, problems)
    except PabulibError as error:
        return None, [*problems, error]
    missing = [PabulibError("section-missing", section=title) for title in SECTIONS if title not in sections]
    if missing:
        return None, [*problems, *missing]
    return PabulibFile(sections["META"], sections["PROJECTS"], sections["VOTES"]), problems


def _split(raw: Sequence[str]) -> Iterator[tuple[str, int, Sequence[str]]]:
    """Each section in the order of the file: its title, its 1-based line, the lines below it."""
    titles = [
        at for at, text in enumerate(raw) if len(text) < LONGEST_TITLE and not text[:1].isdigit() and _title(text)
    ]
    if not titles:
        raise PabulibError("not-pabulib", line=1)
    stray = next((at for at, text in enumerate(raw[: titles[0]]) if text.strip("; \t")), None)
    if stray is not None:
        raise PabulibError("text-before-sections", line=stray + 1)
    for start, end in itertools.pairwise([*titles, len(raw)]):
        yield _title(raw[start]), start + 1, raw[start + 1 : end]


def _title(text: str) -> str:
    """The section that a line opens, or `""`. Titles stand alone on their line."""
    title = text.strip('; \t"').upper()
    return title if title in SECTIONS else ""


def _table(title: str, number: int, raw: Sequence[str], problems: list[MethodError]) -> Section:
    """A section with a header: every row as wide as it."""
    while raw and not raw[-1]:
        raw = raw[:-1]
    # One flat list is several times faster to make than a list a row.
    joined = ";".join(raw)
    if len(raw) > 1 and _is_plain(raw, joined):
        cells, width = joined.split(";"), raw[0].count(";") + 1
        columns = tuple(cells[at::width] for at in range(width))
        header = tuple(column[0] for column in columns)
        if all(header) and len({name.lower() for name in header}) == width:
            lines = range(number + 2, number + 1 + len(raw))
            return Section(number, header, tuple(column[1:] for column in columns), lines)
    return _irregular(title, number, raw, problems)


def _is_plain(raw: Sequence[str], joined: str) -> bool:
    """Whether all the lines have as many cells, without a quote or a space beside a semicolon."""
    is_spaced = (" " in joined or "\t" in joined) and _SPACED.search(joined)
    return '"' not in joined and not is_spaced and len(set(map(_SEPARATORS, raw))) == 1


def _irregular(title: str, number: int, raw: Sequence[str], problems: list[MethodError]) -> Section:
    """The same, row by row, with what is wrong with each."""
    rows = list(_rows(raw, number + 1))
    header = _without_end(rows[0][1]) if rows else ()
    titles = [name.lower() for name in header]
    repeated = sorted({name for name in titles if name and titles.count(name) > 1})
    problems += [PabulibError("column-twice", line=rows[0][0], column=name) for name in repeated]
    width = len(header)
    least = max((at + 1 for at, name in enumerate(header) if name.lower() in OBLIGATORY[title]), default=1)
    problems += [
        PabulibError("ragged-line", line=line, found=len(cells), expected=width)
        for line, cells in rows[1:]
        if len(cells) < least or any(cells[width:])
    ]
    full = [(*cells[:width], *[""] * (width - len(cells))) for _, cells in rows[1:]]
    columns = tuple(zip(*full, strict=True)) if full else ((),) * width
    return Section(number, header, columns, [line for line, _ in rows[1:]])


def _rows(raw: Sequence[str], first: int) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, with their lines; those of a quoted cell with line breaks are joined."""
    at = 0
    while at < len(raw):
        text, start = raw[at], at
        at += 1
        while '"' in text and _OPEN.search(text):
            if at == len(raw):
                raise PabulibError("broken-quotes", line=first + start)
            text = f"{text}\n{raw[at]}"
            at += 1
        cells = list(_cells(text)) if '"' in text else [cell.strip() for cell in text.split(";")]
        if any(cells):
            yield first + start, cells


def _cells(text: str) -> Iterator[str]:
    """The stripped cells of a line; a quote that doesn't enclose a whole cell is a character like any other."""
    at = 0
    while match := _CELL.match(text, at):
        quoted, closed, plain, ended = match.groups()
        yield plain.strip() if quoted is None else quoted.replace('""', '"').strip()
        at = match.end()
        if not (closed or ended):
            return


def _without_end(cells: Sequence[str]) -> tuple[str, ...]:
    """Without the empty cells that spreadsheets add at the end of a line."""
    last = max((at for at, cell in enumerate(cells) if cell), default=-1)
    return tuple(cells[: last + 1])


def _meta(title: str, number: int, raw: Sequence[str], problems: list[MethodError]) -> Section:
    """META as pairs: its header may be missing, as in old files; a value may hold semicolons that nobody quoted.

    Keys in lower case, each once.
    """
    pairs: dict[str, tuple[int, str]] = {}
    for line, cells in _rows(raw, number + 1):
        key, *values = _without_end(cells)
        if key.lower() in pairs:
            problems.append(PabulibError("meta-twice", line=line, key=key))
        elif key and (key.lower(), *values) != ("key", "value"):
            pairs[key.lower()] = (line, ";".join(values))
    columns = (tuple(pairs), tuple(value for _, value in pairs.values()))
    return Section(number, ("key", "value"), columns, tuple(line for line, _ in pairs.values()))


def integer(text: str) -> int | None:
    """A whole number of at most nine digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
