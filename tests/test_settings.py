"""What an operator may get wrong: said in one French sentence, before anything starts."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.db import connection

from chainon.base.scopes.checks import faults_of
from chainon.config import environment

from .databases import shared_database

__all__ = ["shared_database"]

on_sqlite = pytest.mark.skipif("sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="about SQLite")
on_postgresql = pytest.mark.skipif("sqlite" in settings.DATABASES["default"]["ENGINE"], reason="about PostgreSQL")


def faults() -> set[str]:
    found = faults_of(connection)
    for fault in found:
        assert re.match(r"[A-ZÉ].+\.$", str(fault.msg)) and fault.hint, "a sentence, and what to do"
    return {str(fault.id) for fault in found}


# --- the database, read back


@pytest.mark.usefixtures("shared_database")
def test_a_database_opened_by_its_url_keeps_every_promise() -> None:
    assert faults() == set()


@pytest.mark.usefixtures("shared_database")
def test_the_check_is_run_with_the_database_and_never_without() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("chainon.base.scopes.checks.faults_of", lambda connection: ["found"])
        assert "found" in run_checks(databases=["default"])
        assert "found" not in run_checks()


@on_sqlite
@pytest.mark.usefixtures("shared_database")
@pytest.mark.parametrize(
    ("pragma", "code"),
    [
        ("journal_mode=DELETE", "chainon.E002"),
        ("synchronous=NORMAL", "chainon.E003"),
        ("synchronous=OFF", "chainon.E003"),
        ("foreign_keys=OFF", "chainon.E004"),
        ("busy_timeout=0", "chainon.E005"),
    ],
)
def test_each_pragma_is_read_back(pragma: str, code: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
    assert faults() == {code}


@on_sqlite
@pytest.mark.usefixtures("shared_database")
def test_a_transaction_that_does_not_take_its_lock_at_once_is_refused() -> None:
    assert faults() == set()
    connection.transaction_mode = None
    assert faults() == {"chainon.E006"}


@on_sqlite
@pytest.mark.usefixtures("shared_database")
def test_options_in_the_wrong_place_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other projects lived with for years: settings that Django never read."""
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", {})
    with sqlite3.connect(connection.settings_dict["NAME"]) as file:
        file.execute("PRAGMA journal_mode=DELETE")
    assert faults() >= {"chainon.E002", "chainon.E006"}


@on_postgresql
@pytest.mark.usefixtures("shared_database")
@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ("synchronous_commit=off", "chainon.E007"),
        ("client_encoding=LATIN1", "chainon.E008"),
        ("TimeZone='Europe/Paris'", "chainon.E009"),
    ],
)
def test_each_setting_of_postgresql_is_read_back(setting: str, code: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET {setting}")
    assert faults() == {code}


@on_postgresql
@pytest.mark.usefixtures("shared_database")
def test_a_database_url_that_gives_up_durability_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    connection.close()
    url = os.environ["DATABASE_URL"] + "&options=-c%20synchronous_commit%3Doff"
    monkeypatch.setenv("DATABASE_URL", url)
    options = environment.database(settings.HOME)["OPTIONS"]
    assert isinstance(options, dict)
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", {**connection.settings_dict["OPTIONS"], **options})
    assert faults() == {"chainon.E007"}


@pytest.mark.usefixtures("shared_database")
def test_a_database_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    connection.close()
    nowhere = {"NAME": "/nowhere/chainon.sqlite3"} if connection.vendor == "sqlite" else {"HOST": "/nowhere"}
    for name, value in nowhere.items():
        monkeypatch.setitem(connection.settings_dict, name, value)
    assert faults() == {"chainon.E001"}


# --- the environment


@pytest.fixture
def chainon(tmp_path: Path) -> Iterator[Callable[..., subprocess.CompletedProcess[str]]]:
    """The command, in an environment of its own."""
    usual = {name: value for name, value in os.environ.items() if name not in environment.VARIABLES}
    usual.pop("DJANGO_SETTINGS_MODULE", None)

    def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        given = {**usual, "CHAINON_HOME": str(tmp_path / "home"), "CHAINON_DEMO": "0", **variables}
        command = [sys.executable, "-m", "chainon", *arguments]
        return subprocess.run(command, env=given, capture_output=True, text=True, timeout=60, check=False)

    return run


WRONG = [
    ("DATABASE_URL", "mysql://compte@serveur/base"),
    ("DATABASE_URL", "postgres://compte:secret-word@serveur:99999/base"),
    ("DATABASE_URL", "postgres://compte:secret-word@serveur"),
    ("DATABASE_URL", "sqlite://chainon.sqlite3"),
    ("DATABASE_URL", "sqlite:///"),
    ("DATABASE_URL", "sqlite:////nowhere/chainon.sqlite3"),
    ("DATABASE_URL", "chainon.sqlite3"),
    ("CHAINON_URL", "participation.ma-ville.fr"),
    ("CHAINON_URL", "http://[::1"),
    ("CHAINON_URL", "http://localhost:port"),
    ("CHAINON_MAIL_URL", "http://serveur"),
    ("CHAINON_MAIL_URL", "smtp://serveur:port"),
    ("CHAINON_SECRET_KEY", "trop-courte"),
    ("CHAINON_TRUST_PROXY", "peut-être"),
    ("CHAINON_LOG_LEVEL", "FORT"),
    ("CHAINON_HOME", "/dev/null/chainon"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_one_sentence(name: str, value: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(environment.SettingError) as caught:
        everything_read(tmp_path)
    sentence = str(caught.value)
    assert sentence.startswith((name, "CHAINON_SECRET_KEY")) and sentence.endswith(".") and "\n" not in sentence
    assert "secret-word" not in sentence, "a password is never repeated"


@pytest.mark.parametrize("name", ["CHAINON_WEB_WORKERS", "CHAINON_WEB_THREADS"])
@pytest.mark.parametrize("value", ["0", "-1", "deux", "²", "1.5", ""])
def test_a_number_is_a_whole_number(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(environment.SettingError, match=name):
        environment.whole_number(name, least=1)


@pytest.mark.parametrize(
    ("url", "port", "wears"),
    [
        ("smtps://compte:mot@serveur", 465, (True, False)),
        ("smtp://serveur", 587, (False, True)),
        ("smtp://localhost", 25, (False, False)),
        ("smtp://127.0.0.1:2525", 2525, (False, False)),
    ],
)
def test_mail_travels_under_cover_save_within_the_machine(
    monkeypatch: pytest.MonkeyPatch, url: str, port: int, wears: tuple[bool, bool]
) -> None:
    monkeypatch.setenv("CHAINON_MAIL_URL", url)
    server = environment.mail_server()
    assert server is not None and (server.port, (server.use_ssl, server.use_tls)) == (port, wears)


def everything_read(folder: Path) -> tuple[object, ...]:
    return (
        environment.home(),
        environment.site_url(),
        environment.secret_key(folder),
        environment.database(folder),
        environment.mail_server(),
        environment.log_level(),
        environment.yes_or_no("CHAINON_TRUST_PROXY"),
    )


def test_the_command_says_it_and_exits_with_2(chainon: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    for variables in (
        {"DATABASE_URL": "mysql://base"},
        {"DATABASE_URL": "postgres://compte@/base?host=/nowhere"},
        {"CHAINON_WEB_WORKERS": "deux"},
    ):
        done = chainon("run", **variables)
        assert done.returncode == 2, variables
        assert done.stdout == "" and done.stderr.count("\n") == 1 and "Traceback" not in done.stderr


def test_the_first_run_makes_a_key_that_only_we_read(
    chainon: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """With an https address, deployment is without a warning and DEBUG is off."""
    done = chainon("check", "--deploy", "--fail-level", "WARNING", CHAINON_URL="https://participation.example.org")
    assert done.returncode == 0, done.stderr
    key = tmp_path / "home" / "secret_key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600 and len(key.read_text()) > 80
    assert [path.name for path in key.parent.iterdir() if path.name.startswith("tmp")] == []
    settings_read = "from django.conf import settings; print(settings.DEBUG, settings.SESSION_COOKIE_SECURE)"
    read = chainon("shell", "--no-imports", "-c", settings_read, CHAINON_URL="https://participation.example.org")
    assert read.stdout.strip() == "False True", read.stderr


def test_processes_that_start_together_read_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _number: environment.secret_key(tmp_path), range(32)))
    assert len(keys) == 1


@pytest.mark.parametrize("content", ["", "court", "é" * 60])
def test_a_damaged_key_is_never_used(tmp_path: Path, content: str) -> None:
    (tmp_path / "secret_key").write_text(content, encoding="utf-8")
    with pytest.raises(environment.SettingError, match="clé secrète"):
        environment.secret_key(tmp_path)
