"""What the database must be for the promises to hold, read back from it: `chainon run` refuses to start otherwise.

Run by `check --database default`. A setting written in the wrong place has no effect and no error: only the database
itself says what it does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import Error as DatabaseError

LEAST_WAIT_MS = 5_000
SYNCHRONOUS = {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"}


def databases_keep_their_promises(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """One error for each promise that a database does not keep, with what to do; nothing without `--database`."""
    return [error for alias in databases or () for error in faults_of(connections[alias])]


def faults_of(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    faults: dict[str, Callable[[BaseDatabaseWrapper], list[CheckMessage]]] = {
        "sqlite": _sqlite_faults,
        "postgresql": _postgresql_faults,
    }
    try:
        connection.ensure_connection()
        return faults[connection.vendor](connection)
    except DatabaseError as error:
        return [_error("E001", f"La base de données ne répond pas : {_first_line(error)}.", _WHERE)]


def _sqlite_faults(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    in_memory = connection.is_in_memory_db()  # type: ignore[attr-defined]  # of SQLite's wrapper
    mode = _value(connection, "PRAGMA journal_mode")
    if mode != "wal" and not in_memory:
        found.append(
            _error(
                "E002",
                f"SQLite écrit en mode « {mode} » et non WAL : deux personnes se bloqueraient l’une l’autre.",
                "Placez la base sur un disque local (pas un partage réseau), dans un dossier où l’on peut écrire.",
            )
        )
    synchronous = int(_value(connection, "PRAGMA synchronous"))
    if synchronous < 2:
        found.append(
            _error(
                "E003",
                f"SQLite n’attend pas le disque (synchronous={SYNCHRONOUS[synchronous]}) : une coupure de courant "
                "effacerait ce qui vient d’être enregistré.",
                _RESTORE,
            )
        )
    if int(_value(connection, "PRAGMA foreign_keys")) != 1:
        found.append(_error("E004", "SQLite ne vérifie pas les liens entre les tables (foreign_keys).", _RESTORE))
    if int(_value(connection, "PRAGMA busy_timeout")) < LEAST_WAIT_MS:
        found.append(
            _error("E005", "SQLite n’attend pas assez quand deux personnes écrivent ensemble (busy_timeout).", _RESTORE)
        )
    if not _locks_at_once(connection):
        found.append(
            _error(
                "E006",
                "SQLite ne réserve pas l’écriture au début d’un acte (transaction_mode) : deux personnes pourraient "
                "faire le même acte.",
                _RESTORE,
            )
        )
    return found


def _locks_at_once(connection: BaseDatabaseWrapper) -> bool:
    """Whether a transaction begun by Django holds the write lock before it writes: another connection is refused it."""
    from django.db import transaction

    if connection.in_atomic_block or connection.is_in_memory_db():  # type: ignore[attr-defined]  # of SQLite's wrapper
        return str(connection.transaction_mode).upper() == "IMMEDIATE"  # type: ignore[attr-defined]  # idem
    with transaction.atomic(using=connection.alias):
        name = str(connection.settings_dict["NAME"])
        other = sqlite3.connect(name, timeout=0, isolation_level=None, uri=name.startswith("file:"))
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        finally:
            other.close()
    return False


def _postgresql_faults(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if _value(connection, "SHOW synchronous_commit") == "off":
        found.append(
            _error(
                "E007",
                "PostgreSQL n’attend pas le disque (synchronous_commit=off) : une panne effacerait des actes dont on a "
                "déjà accusé réception.",
                "Remettez synchronous_commit à « on » pour cette base et ce compte, ou ôtez-le de DATABASE_URL.",
            )
        )
    found.extend(
        _error(
            "E008",
            f"PostgreSQL garde les textes en {encoding} ({setting}) : les accents se perdraient.",
            "Créez la base avec ENCODING 'UTF8', et n’imposez pas d’autre codage dans DATABASE_URL.",
        )
        for setting in ("server_encoding", "client_encoding")
        if (encoding := _value(connection, f"SHOW {setting}")) != "UTF8"
    )
    if (zone := _value(connection, "SHOW TimeZone")) not in {"UTC", "Etc/UTC"}:
        found.append(
            _error(
                "E009",
                f"PostgreSQL compte les heures dans le fuseau {zone} et non en temps universel.",
                "Ôtez le fuseau de DATABASE_URL : Chaînon dit lui-même le sien à la base.",
            )
        )
    return found


_WHERE = "Vérifiez DATABASE_URL, et que la base est démarrée et accessible à ce compte."
_RESTORE = "Laissez Chaînon ouvrir la base par DATABASE_URL, sans réglage ajouté."


def _value(connection: BaseDatabaseWrapper, question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _error(code: str, message: str, hint: str) -> Error:
    return Error(message, hint=hint, id=f"chainon.{code}")
