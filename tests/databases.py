"""A database that several threads and processes really share: a copy of the tests' own, made in a moment."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import TransactionTestCase

from chainon.config import environment


@pytest.fixture
def shared_database(
    monkeypatch: pytest.MonkeyPatch, transactional_db: None, tmp_path: Path
) -> Iterator[dict[str, str]]:
    """The test's connection and those of its threads open the copy; yields the environment by which processes do. The
    database of the other tests is not written, so it is not emptied afterwards: two hundred tables take a while."""
    monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: None)
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "files")
    copy = _sqlite_copy(tmp_path) if connection.vendor == "sqlite" else _postgresql_copy()
    with copy as url:
        variables = {**os.environ, "DATABASE_URL": url, "CHAINON_HOME": str(tmp_path), "PYTHONWARNINGS": "ignore"}
        variables.pop("DJANGO_SETTINGS_MODULE", None)
        yield variables


@contextlib.contextmanager
def _sqlite_copy(folder: Path) -> Iterator[str]:
    path = folder / "chainon.sqlite3"
    with contextlib.closing(sqlite3.connect(path)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    url = f"sqlite:///{path}"
    with _opened_instead(url):
        yield url


@contextlib.contextmanager
def _postgresql_copy() -> Iterator[str]:
    name, own = f"copy_{os.getpid()}", connection.settings_dict
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {own['NAME']} STRATEGY FILE_COPY")
    url = f"postgres://{own['USER']}@/{name}?host={quote(str(own['HOST']))}"
    try:
        with _opened_instead(url):
            yield url
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def _opened_instead(url: str) -> Iterator[None]:
    """Opened as production opens it: with the settings that DATABASE_URL gives."""
    usual, aliases = connections["default"], connections.settings
    kept = aliases["default"]
    os.environ["DATABASE_URL"], before = url, os.environ.get("DATABASE_URL")
    try:
        aliases["default"] = {**kept, **environment.database(settings.HOME)}
    finally:
        os.environ.pop("DATABASE_URL")
        if before is not None:
            os.environ["DATABASE_URL"] = before
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        aliases["default"] = kept
        connections["default"] = usual


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do every act in a thread of its own, all starting together; what each returned or raised, in their order."""
    gate = threading.Barrier(len(acts))

    def attempt(act: Callable[[], object]) -> object:
        gate.wait(20)
        try:
            return act()
        except Exception as error:  # noqa: BLE001  # what was raised is what the test looks at
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(attempt, acts))
