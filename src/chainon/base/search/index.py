"""The index of each database, over the terms of the entries: SQLite's FTS5, PostgreSQL's GIN.

Both hold the same lexemes, made by our own analyser, so both find the same set; neither knows French. The index follows
its table by itself (triggers, a generated column): no writing of a row can leave it behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections

SQLITE = (
    """CREATE VIRTUAL TABLE search_index USING fts5(title_terms, body_terms, tags,
        content='search_searchentry', content_rowid='id', tokenize='ascii', detail='column')""",
    """CREATE TRIGGER search_index_added AFTER INSERT ON search_searchentry BEGIN
        INSERT INTO search_index(rowid, title_terms, body_terms, tags)
        VALUES (new.id, new.title_terms, new.body_terms, new.tags);
    END""",
    """CREATE TRIGGER search_index_removed AFTER DELETE ON search_searchentry BEGIN
        INSERT INTO search_index(search_index, rowid, title_terms, body_terms, tags)
        VALUES ('delete', old.id, old.title_terms, old.body_terms, old.tags);
    END""",
    """CREATE TRIGGER search_index_changed AFTER UPDATE OF title_terms, body_terms, tags ON search_searchentry BEGIN
        INSERT INTO search_index(search_index, rowid, title_terms, body_terms, tags)
        VALUES ('delete', old.id, old.title_terms, old.body_terms, old.tags);
        INSERT INTO search_index(rowid, title_terms, body_terms, tags)
        VALUES (new.id, new.title_terms, new.body_terms, new.tags);
    END""",
)
POSTGRESQL = (
    r"""ALTER TABLE search_searchentry ADD COLUMN lexemes tsvector GENERATED ALWAYS AS (strip(to_tsvector(
        'simple'::regconfig,
        title_terms || ' ' || body_terms || ' ' || tags || ' ' || regexp_replace(title_terms, '(\S+)', 't0\1', 'g')
    ))) STORED""",
    "CREATE INDEX search_index ON search_searchentry USING gin (lexemes)",
)
"""The words of the title stand twice, the second time with a mark: a weight would have each row read again."""
SQLITE_DOWN = (
    "DROP TRIGGER search_index_added",
    "DROP TRIGGER search_index_removed",
    "DROP TRIGGER search_index_changed",
    "DROP TABLE search_index",
)
POSTGRESQL_DOWN = ("DROP INDEX search_index", "ALTER TABLE search_searchentry DROP COLUMN lexemes")


def create(apps: Any, schema_editor: Any) -> None:
    _run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def drop(apps: Any, schema_editor: Any) -> None:
    _run(schema_editor, {"sqlite": SQLITE_DOWN, "postgresql": POSTGRESQL_DOWN})


def _run(schema_editor: Any, statements: dict[str, Sequence[str]]) -> None:
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def lexeme(term: str) -> str:
    """A term in plain letters, with a figure as soon as it is anything else: no database reads into it."""
    if term.isascii() and term.isalpha():
        return term
    return f"n{term}" if term.isascii() else f"u0{term.encode().hex()}"[:200]


def territory_tag(territory: int) -> str:
    return f"t{territory}"


def kind_tag(kind: str) -> str:
    return "k" + "".join(letter for letter in kind if letter.isalnum())


@dataclass(frozen=True)
class Asked:
    """Lexemes that must all be there (`every`), or one at least; `in_title`: in the title alone. Tags always hold."""

    tags: Sequence[str]
    lexemes: Sequence[str]
    every: bool = True
    in_title: bool = False


def keys(asked: Asked, limit: int, using: str = "default") -> list[int]:
    """Keys of the entries found, the newest first."""
    return keys_of_each([(asked, limit)], using)[0]


def keys_of_each(questions: Sequence[tuple[Asked, int]], using: str = "default") -> list[list[int]]:
    """The same for several questions, each with its limit, in one query."""
    found: list[list[int]] = [[] for _question in questions]
    if not questions:
        return found
    connection = connections[using]
    one, word = _FOUND[connection.vendor], _WORDED[connection.vendor]
    parts = (
        f"SELECT * FROM ({one.format(number)} ORDER BY {_KEY[connection.vendor]} DESC LIMIT %s) AS f"
        for number in range(len(questions))
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [each for asked, limit in questions for each in (word(asked), limit)])
        for place, key in cursor.fetchall():
            found[place].append(key)
    return [sorted(each, reverse=True) for each in found]


def number(asked: Asked, limit: int, using: str = "default") -> int:
    """How many are found, counting no further than `limit`."""
    connection = connections[using]
    found = _FOUND[connection.vendor].format(0)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({found} LIMIT %s) AS found", [_WORDED[connection.vendor](asked), limit])
        return int(cursor.fetchone()[0])


def _sqlite(asked: Asked) -> str:
    where = "title_terms" if asked.in_title else "{title_terms body_terms}"
    return f"tags : ({' AND '.join(asked.tags)}) AND {where} : ({_joined(asked.lexemes, asked.every, ' AND ', ' OR ')})"


def _postgresql(asked: Asked) -> str:
    mark = "t0" if asked.in_title else ""
    words = _joined((mark + each for each in asked.lexemes), asked.every, " & ", " | ")
    return f"{' & '.join(asked.tags)} & ({words})"


def _joined(words: Iterable[str], every: bool, both: str, either: str) -> str:
    return (both if every else either).join(words)


_FOUND = {
    "sqlite": "SELECT {}, rowid FROM search_index WHERE search_index MATCH %s",
    "postgresql": "SELECT {}, id FROM search_searchentry WHERE lexemes @@ to_tsquery('simple', %s)",
}
_WORDED = {"sqlite": _sqlite, "postgresql": _postgresql}
_KEY = {"sqlite": "rowid", "postgresql": "id"}
