"""`python bench/search.py [--entries 50000]`: finding among many public texts, CPU of one process.

SQLite in a temporary folder, or the server named by DATABASE_URL: what it spends itself is then read from its processes
where the system lets us (Linux, same machine), else only the wall time tells. Texts of about 1,300 characters are made
of invented sentences around the words of everyday life, with a fixed seed.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

REPEATS = 9
QUESTIONS = ("banc", "bancs école", "marché place moulin", "ascenseur en panne tour 4", "le quartier", "biblioteque",
             "hélicoptère")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=50_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(CHAINON_HOME=home, DJANGO_SETTINGS_MODULE="chainon.config.settings")
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(home) / 'search.sqlite3'}")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        report(fill(asked.entries), asked.entries)


def fill(count: int) -> Any:
    """Everything by `reindex`, which is timed."""
    from chainon.base import clock
    from chainon.base.scopes.services import create_territory
    from chainon.base.search import kinds, services
    from chainon.base.search.kinds import Found, SearchKind

    scope = create_territory(name="Banc d’essai").scope
    chance, now = random.Random(7), clock.now()
    words = _words()
    found = []
    for number in range(count):
        text = " ".join(chance.choices(words, cum_weights=_weights(len(words)), k=210))
        title = " ".join(chance.choices(words, cum_weights=_weights(len(words)), k=6))
        at = now - timedelta(hours=number)
        found.append(Found("proposal", f"p{number}", scope, title, f"/p/{number}", at, text, is_compared=True))
    kinds._sources[:] = [lambda: [SearchKind("proposal", "proposition", lambda: iter(found))]]
    before, start = _cpu(), time.perf_counter()
    services.reindex()
    print(f"reindex: {_cpu() - before:.1f} s of CPU, {time.perf_counter() - start:.1f} s")
    return scope


def _words() -> list[str]:
    """The words of everyday life, the same every time, and common ones between them."""
    from chainon.methods.text.matters import KIN

    known = list(dict.fromkeys(word.replace("_", " ") for line in KIN for word in line.split()))
    random.Random(3).shuffle(known)
    return ["le", "de", "quartier", "et", "pour", "la", "banc", "des", "école", "on", "place", "en", "rue", *known]


_cumulated: dict[int, list[float]] = {}


def _weights(count: int) -> list[float]:
    """As in any language: the second word half as frequent as the first, the third a third."""
    if count not in _cumulated:
        total, found = 0.0, []
        for rank in range(count):
            total += 1 / (rank + 3)
            found.append(total)
        _cumulated[count] = found
    return _cumulated[count]


def report(scope: Any, count: int) -> None:
    from django.db import connection

    from chainon.base.search.likeness import near
    from chainon.base.search.selectors import entries, search
    from chainon.methods.text import terms

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"\n{count:,} entries, {connection.vendor}\n")
    print("| what | found | CPU ms | of the server | wall ms |\n|---|---|---|---|---|")
    for question in QUESTIONS:
        found = search(scope, question)
        line(f"« {question} »", str(found.number), lambda question=question: entries(search(scope, question).keys[:20]))
    text = next(iter(entries(search(scope, "ascenseur").keys[:1])))
    said = f"{text.title}\n{text.text}"
    line("near one text", str(len(near(scope, said, kind="proposal"))), lambda: near(scope, said, kind="proposal"))
    line("near a title", "", lambda: near(scope, "Des bancs à l’ombre devant l’école", kind="proposal"))
    line("analysing one text", f"{len(said)} characters", lambda: terms(said))
    page("/recherche?q=bancs+%C3%A9cole")


def page(address: str) -> None:
    """The whole page, through the test client: middleware, template, everything."""
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    assert client.get(address).status_code == 200
    line(f"page {address}", "", lambda: client.get(address))


def line(name: str, found: str, work: Callable[[], object]) -> None:
    """Medians, after one run that warms what is cached."""
    work()
    spent, served, passed = [], [], []
    for _ in range(REPEATS):
        before, server, start = _cpu(), _server_cpu(), time.perf_counter()
        work()
        passed.append(time.perf_counter() - start)
        spent.append(_cpu() - before)
        served.append(_server_cpu() - server)
    medians = [1000 * statistics.median(each) for each in (spent, served, passed)]
    print(f"| {name} | {found} | {medians[0]:.1f} | {medians[1]:.0f} | {medians[2]:.1f} |")


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _server_cpu() -> float:
    """CPU of the PostgreSQL process that serves us, from /proc; 0 for SQLite, which is in ours. Its tick is 10 ms."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    global _backend  # noqa: PLW0603  # asked once
    if not _backend:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            _backend = cursor.fetchone()[0]
    try:
        fields = Path(f"/proc/{_backend}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


_backend = 0

if __name__ == "__main__":
    main()
