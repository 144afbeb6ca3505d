"""`python bench/mail_deaths.py [--deaths 60] [--database sqlite|postgresql|both] [--slow-ms 0]`: mail, at its worst.

A worker that sends without stopping is killed by SIGKILL at random instants. Counted: the mails that came twice, and
whether the mail server had said that it took them when the worker died. `--slow-ms`: how long it takes to say so.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]
HEAD = ("database", "deaths", "mails", "lost", "twice, after a yes", "twice, before it")
WAITING, NEVER_EMPTY = 300, 100
WORK = """
import django
django.setup()
from django.core.management import call_command
from chainon.base.tasks.management.commands import work
work.TICK_SECONDS = 0.05
call_command("work")
"""


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--deaths", type=int, default=60)
    parser.add_argument("--slow-ms", type=float, default=0)
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        return play(asked.deaths, asked.slow_ms / 1000)
    print("| " + " | ".join(HEAD) + " |\n|" + " --- |" * len(HEAD), flush=True)
    codes = []
    if asked.database != "postgresql":
        codes.append(play_apart(asked, ""))
    if asked.database != "sqlite":
        import postgres

        with postgres.server(durable=True) as url:
            codes.append(play_apart(asked, url))
    return int(any(codes))


def play_apart(asked: argparse.Namespace, url: str) -> int:
    """In a process of its own, whose settings name the database."""
    with tempfile.TemporaryDirectory() as home:
        names = {"CHAINON_HOME": home, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "chainon.config.settings"}
        options = ["--deaths", str(asked.deaths), "--slow-ms", str(asked.slow_ms)]
        command = [sys.executable, __file__, "--here", *options]
        environment = {**os.environ, **names, "CHAINON_LOG_LEVEL": "ERROR"}
        return subprocess.run(command, env=environment, check=False).returncode


def play(deaths: int, slow: float) -> int:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from chainon.base.mail.models import Mail, State
    from tests.killing import mailbox as post

    call_command("migrate", verbosity=0)
    post.SLOW_SECONDS = slow
    dice, died = random.Random(7), []
    write(WAITING)
    with post.mailbox() as box:
        for _death in range(deaths):
            with working(box.port) as worker:
                before = len(box.messages)
                while len(box.messages) < before + 3:
                    time.sleep(0.002)
                time.sleep(dice.uniform(0, 0.3))
                died.append(time.monotonic())
                worker.send_signal(signal.SIGKILL)
            Mail.objects.filter(state=State.WAITING).update(held_until=None)  # five minutes later
            write(NEVER_EMPTY - Mail.objects.filter(state=State.WAITING).count())
        with working(box.port) as worker:
            while Mail.objects.filter(state=State.WAITING).exists():
                time.sleep(0.2)
            worker.kill()
    received = box.times_received()
    twice = [
        min((death - box.said[each][0] for death in died), key=abs) for each, times in received.items() if times > 1
    ]
    lost, after = Mail.objects.count() - len(received), sum(late > 0 for late in twice)
    row = (connection.vendor, deaths, Mail.objects.count(), lost, after, len(twice) - after)
    print("| " + " | ".join(map(str, row)) + " |", flush=True)
    print("killed so many ms after the yes:", [round(late * 1000, 1) for late in sorted(twice)], file=sys.stderr)
    return int(lost > 0)


def write(number: int) -> None:
    from chainon.base.mail.services import post

    for _mail in range(number):
        post(to="amina@example.org", subject="Bonjour", body="Un message.")


def working(port: int) -> subprocess.Popen[bytes]:
    variables = {**os.environ, "CHAINON_MAIL_URL": f"smtp://127.0.0.1:{port}"}
    return subprocess.Popen([sys.executable, "-c", WORK], env=variables, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
