"""Reading reactions: the open data of Polis (both forms), or a plain table of the same shape; and the statements.

Wide, `participants-votes.csv`: a line a participant, a column a statement, 1, 0, -1 or nothing. Long, `votes.csv`: a
line a reaction. Answers may also be words: `agree`, `pass`, `disagree`, or the French ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chainon.methods.tables import Row, Source, Table, TableError, read_table

from .errors import OpinionsError
from .model import AGREE, DISAGREE, PASS, Reactions, Statement

PARTICIPANT = ("participant", "voter-id", "participant_id")
STATEMENT = ("comment-id", "statement", "statement_id")
ANSWER = ("vote", "answer", "reaction")
WHEN = "timestamp"
ABOUT_PEOPLE = ("group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
"""Columns of the wide form that are not statements."""

ANSWERS: Mapping[str, int] = {
    "1": AGREE, "agree": AGREE, "d'accord": AGREE, "d’accord": AGREE,
    "0": PASS, "pass": PASS, "passe": PASS, "sans avis": PASS,
    "-1": DISAGREE, "disagree": DISAGREE, "pas d'accord": DISAGREE, "pas d’accord": DISAGREE,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Votes:
    """What a file of reactions holds; `groups` (participant to name) when a column of groups was named."""

    reactions: Reactions
    groups: Mapping[str, str] | None = None


def read_votes(source: Source, groups_column: str | None = None) -> Votes:
    """Read either form, told by its titles: a column of answers makes it the long one.

    In the long form the latest of several reactions of a person to a statement counts, by `timestamp` when there is
    one: two that differ and cannot be told apart are refused. The order of lines never matters.
    Raises `TableError`; `OpinionsError`: `no-votes-table`, `no-reactions`, `ragged-line`, `missing-id`,
    `participant-twice`, `unknown-answer`, `answer-twice`, `group-twice`, `not-a-number`.
    """
    table = read_table(source)
    titles = table.header.cells
    people = _found(titles, PARTICIPANT)
    if people is None:
        raise OpinionsError("no-votes-table", line=table.header.line, columns=titles)
    column = table.column(groups_column) if groups_column is not None else None
    statement, answer = _found(titles, STATEMENT), _found(titles, ANSWER)
    if statement is not None and answer is not None:
        reading: _Reading = _Long(table, people, column, statement, answer)
    else:
        reading = _Wide(table, people, column)
    reading.take_all()
    if not reading.answers:
        raise OpinionsError("no-reactions")
    triples = [(person, said, value) for (person, said), value in reading.answers.items()]
    reactions = Reactions.of(triples, reading.statements)
    return Votes(reactions, reading.groups if column is not None else None)


def _found(titles: tuple[str, ...], names: tuple[str, ...]) -> int | None:
    return next((titles.index(name) for name in names if name in titles), None)


class _Reading:
    """A reading under way: `answers` by (participant, statement), and the group of each participant."""

    def __init__(self, table: Table, people: int, groups: int | None) -> None:
        self.answers: dict[tuple[str, str], int] = {}
        self.statements: tuple[str, ...] = ()
        self.groups: dict[str, str] = {}
        self._table, self._people, self._groups = table, people, groups
        self._width = len(table.header.cells)
        self._given: dict[str, str] = {}

    def take_all(self) -> None:
        raise NotImplementedError

    def person(self, row: Row) -> str:
        if len(row.cells) < self._width or any(row.cells[self._width :]):
            raise OpinionsError("ragged-line", line=row.line, found=len(row.cells), expected=self._width)
        person = row.cells[self._people]
        if not person:
            raise OpinionsError("missing-id", line=row.line)
        if self._groups is not None:
            name = row.cells[self._groups]
            if self._given.setdefault(person, name) != name:
                raise OpinionsError("group-twice", line=row.line, participant=person)
            if name:
                self.groups[person] = name
        return person


class _Wide(_Reading):
    def take_all(self) -> None:
        titles = self._table.header.cells
        apart = {self._people, self._groups, *(titles.index(name) for name in ABOUT_PEOPLE if name in titles)}
        columns = [place for place, title in enumerate(titles) if title and place not in apart]
        self.statements = tuple(titles[place] for place in columns)
        if len(set(self.statements)) < len(columns):
            twice = next(name for name in self.statements if self.statements.count(name) > 1)
            raise TableError("column-twice", line=self._table.header.line, column=twice)
        first: dict[str, int] = {}
        for row in self._table.rows:
            person = self.person(row)
            if first.setdefault(person, row.line) != row.line:
                raise OpinionsError("participant-twice", line=row.line, id=person)
            for place in columns:
                if row.cells[place]:
                    self.answers[person, titles[place]] = _answer(row.cells[place], row.line, titles[place])


class _Long(_Reading):
    def __init__(self, table: Table, people: int, groups: int | None, statement: int, answer: int) -> None:
        super().__init__(table, people, groups)
        self._statement, self._answer = statement, answer

    def take_all(self) -> None:
        titles = self._table.header.cells
        when = titles.index(WHEN) if WHEN in titles else None
        latest: dict[tuple[str, str], int] = {}
        clashes: dict[tuple[str, str], int] = {}
        for row in self._table.rows:
            pair = self.person(row), row.cells[self._statement]
            if not pair[1]:
                raise OpinionsError("missing-id", line=row.line)
            value, moment = _answer(row.cells[self._answer], row.line), _moment(row, when)
            if pair not in latest or moment > latest[pair]:
                latest[pair], self.answers[pair] = moment, value
                clashes.pop(pair, None)
            elif moment == latest[pair] and value != self.answers[pair]:
                clashes.setdefault(pair, row.line)
        for (person, said), line in clashes.items():
            raise OpinionsError("answer-twice", line=line, participant=person, statement=said)


def _answer(text: str, line: int, column: str | None = None) -> int:
    found = ANSWERS.get(text.lower())
    if found is None:
        raise OpinionsError("unknown-answer", line=line, found=text[:40], column=column)
    return found


def _moment(row: Row, column: int | None) -> int:
    if column is None:
        return 0
    text = row.cells[column]
    if not (text.isascii() and text.isdigit()):
        raise OpinionsError("not-a-number", line=row.line, column=WHEN, found=text[:40])
    return int(text)


def read_statements(source: Source) -> tuple[Statement, ...]:
    """Statements of a `comments.csv`: `comment-id`, `comment-body`, and `moderated` (-1: taken out) if it is there.

    Raises `TableError`; `OpinionsError`: `ragged-line`, `missing-id`, `statement-twice`.
    """
    table = read_table(source)
    titles = table.header.cells
    names = _found(titles, STATEMENT)
    texts = _found(titles, ("comment-body", "text"))
    ids, bodies = names if names is not None else table.column(STATEMENT[0]), texts
    if bodies is None:
        bodies = table.column("comment-body")
    kept = titles.index("moderated") if "moderated" in titles else None
    found: dict[str, Statement] = {}
    for row in table.rows:
        if len(row.cells) < len(titles):
            raise OpinionsError("ragged-line", line=row.line, found=len(row.cells), expected=len(titles))
        name = row.cells[ids]
        if not name:
            raise OpinionsError("missing-id", line=row.line)
        if name in found:
            raise OpinionsError("statement-twice", line=row.line, id=name)
        found[name] = Statement(name, row.cells[bodies], kept is None or row.cells[kept] != "-1")
    return tuple(found.values())
