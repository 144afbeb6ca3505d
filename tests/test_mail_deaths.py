"""A worker killed while a mail leaves, at two instants: after the server's yes was noted, and just before."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from chainon.base.mail.models import Mail, State
from chainon.base.mail.services import post

from .databases import shared_database
from .killing.mailbox import mailbox

__all__ = ["shared_database"]

SEND = """
import os, signal, sys
import django
django.setup()
from chainon.base.mail import services, taken
def die(*acts): os.kill(os.getpid(), signal.SIGKILL)
module, _, verb = sys.argv[1].partition(".")
if module:
    setattr({"services": services, "taken": taken}[module], verb, die)
services.send_waiting()
"""


def send(variables: dict[str, str], port: int, *, dies_in: str = "") -> int:
    own = {"CHAINON_MAIL_URL": f"smtp://127.0.0.1:{port}", "DJANGO_SETTINGS_MODULE": "chainon.config.settings"}
    return subprocess.run([sys.executable, "-c", SEND, dies_in], env={**variables, **own}, check=False).returncode


@pytest.mark.parametrize(
    ("dies_in", "times"),
    [("services._write_down", 1), ("taken.forget", 1), ("taken.note", 2)],
    ids=["between the yes and the commit", "after the commit", "before the yes is noted"],
)
def test_a_mail_whose_yes_was_noted_never_leaves_again(
    shared_database: dict[str, str], tmp_path: Path, dies_in: str, times: int
) -> None:
    mail = post(to="amina@example.org", subject="Votre code", body="123456")
    with mailbox() as received:
        assert send(shared_database, received.port, dies_in=dies_in) == -signal.SIGKILL
        assert len(received.messages) == 1
        Mail.objects.update(held_until=None)  # five minutes later
        assert send(shared_database, received.port) == 0
        assert send(shared_database, received.port) == 0
        (how_many,) = received.times_received().values()
    mail.refresh_from_db()
    assert (mail.state, mail.body) == (State.SENT, "")
    assert how_many == times, "the server's yes that nobody read is the only one that is asked for again"
    assert not list((tmp_path / "mail-taken").glob("*"))
