"""What `chainon run` does on a machine where nothing has begun, and what empties the demonstration."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from chainon.base.accounts.services import new_setup_link
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory
from chainon.config import serve

pytestmark = pytest.mark.django_db


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were run in a process of their own."""
    commands: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, check: commands.append(command[-2:]))
    monkeypatch.setenv("CHAINON_URL", "http://localhost:8000")
    return commands


def test_the_first_start_loads_the_demonstration(started: list[list[str]]) -> None:
    serve._load_demonstration()
    assert started == [["demo", "load"]]


def test_it_is_not_loaded_when_the_operator_says_so(started: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAINON_DEMO", "0")
    serve._load_demonstration()
    assert started == []


def test_it_is_not_loaded_on_a_published_address(started: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAINON_URL", "https://participation.example.org")
    serve._load_demonstration()
    assert started == []


def test_it_is_not_loaded_where_a_territory_exists(started: list[list[str]], territory: Territory) -> None:
    serve._load_demonstration()
    assert started == []


@pytest.mark.django_db(transaction=True)  # PostgreSQL empties no table on which the transaction still has work
def test_it_does_not_come_back_once_it_was_emptied(
    started: list[list[str]], settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MEDIA_ROOT = tmp_path
    create_territory(name="Port-aux-Saules", is_demonstration=True)
    call_command("demo", "empty")
    assert "/demarrer/" in capsys.readouterr().out and not Territory.objects.exists()
    serve._load_demonstration()
    assert started == []


def test_a_real_territory_is_never_emptied(territory: Territory) -> None:
    with pytest.raises(CommandError, match="pas de démonstration"):
        call_command("demo", "empty")
    assert Territory.objects.exists()


def test_the_first_link_is_printed_only_where_it_is_needed(capsys: pytest.CaptureFixture[str], admin: object) -> None:
    serve._print_first_link()
    assert capsys.readouterr().out == "", "someone administers already"


def test_the_first_link_is_printed_on_an_empty_installation(capsys: pytest.CaptureFixture[str]) -> None:
    serve._print_first_link()
    assert "/demarrer/" in capsys.readouterr().out
    assert new_setup_link()
