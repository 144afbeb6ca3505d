"""`python bench/kills.py [--kills 50] [--seed 1] [--database sqlite|postgresql|both]`: deaths while people act.

`chainon run` on a fresh home, residents, a facilitator and answerers who act through the pages and by the links of
their mails; web and worker killed by SIGKILL at random instants; then the account of what is kept. PostgreSQL waits for
the disk at each commit, as in production. Code 1 when anything is lost or done twice.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]
HEAD = (
    *("database", "seed", "deaths (web, web worker, worker)", "s", "acts said yes to", "asked again"),
    *("acts lost", "doubled", "mails", "lost", "received twice after a yes", "before it", "chain, journal"),
)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        return play_here(asked.kills, asked.seed)
    print("| " + " | ".join(HEAD) + " |\n|" + " --- |" * len(HEAD), flush=True)
    codes = []
    if asked.database != "postgresql":
        codes.append(play_apart(asked.kills, asked.seed, ""))
    if asked.database != "sqlite":
        import postgres

        with postgres.server(durable=True) as url:
            codes.append(play_apart(asked.kills, asked.seed, url))
    return int(any(codes))


def play_apart(kills: int, seed: int, url: str) -> int:
    """In a process of its own, whose settings name the database."""
    with tempfile.TemporaryDirectory() as home:
        names = {"CHAINON_HOME": home, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "chainon.config.settings"}
        command = [sys.executable, __file__, "--here", "--kills", str(kills), "--seed", str(seed)]
        return subprocess.run(command, env={**os.environ, **names}, check=False).returncode


def play_here(kills: int, seed: int) -> int:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    settings.ALLOWED_HOSTS += ["testserver"]
    from tests.killing import play

    variables = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    outcome = play(variables, kills=kills, seed=seed)
    account, killed = outcome.account, outcome.killed
    again = ", ".join(f"{what} {number}" for what, number in sorted(outcome.again.items())) or "0"
    row = (
        connection.vendor,
        outcome.seed,
        f"{sum(killed.values())} ({killed['web']}, {killed['web worker']}, {killed['worker']})",
        f"{outcome.seconds:.0f}",
        outcome.acts,
        again,
        len(account.lost),
        len(account.doubled),
        account.rows["mail"],
        len(account.mail_lost),
        len(account.mail_again),
        len(account.mail_unheard),
        "hold" if not account.faults else f"{len(account.faults)} FAULTS",
    )
    print("| " + " | ".join(map(str, row)) + " |", flush=True)
    for what in ("lost", "doubled", "mail_lost", "mail_again", "mail_unheard", "faults"):
        for sentence in getattr(account, what)[:20]:
            print(f"{what}: {sentence}", file=sys.stderr)
    return int(not account.is_good)


if __name__ == "__main__":
    sys.exit(main())
