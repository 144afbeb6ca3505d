"""A few deaths of web and worker while people act; fifty of them in `bench/kills.py`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings

from .databases import shared_database
from .killing import play

__all__ = ["shared_database"]

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="processes are read in /proc")

KILLS = int(os.environ.get("CHAINON_TEST_KILLS", "4"))


def test_nothing_acknowledged_is_lost_and_nothing_is_done_twice(shared_database: dict[str, str]) -> None:
    variables = {**shared_database, "CHAINON_SECRET_KEY": settings.SECRET_KEY}
    outcome = play(variables, kills=KILLS, seed=int.from_bytes(os.urandom(4)))
    print(outcome)  # noqa: T201  # the seed, when it fails
    account = outcome.account
    assert account.is_good, account
    assert account.rows["proposal"] and account.rows["handover"] and account.rows["mail"], "people acted"
    assert sum(outcome.killed.values()) == KILLS
    assert len(account.mail_again + account.mail_unheard) <= outcome.killed["worker"], (
        "only what a dead hand held may come twice"
    )
