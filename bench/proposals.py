"""`python bench/proposals.py [--proposals 1000] [--profile]`: the list of proposals, by the request.

Two measures on one base of invented proposals (a third with an answer, a fifth waiting for one, all with supports): the
page through the test client (CPU of one process, median and least), and one gunicorn worker as `chainon run` starts it,
asked by two clients that keep their connection: requests a second, and the worker's own CPU a request, which a busy
machine changes less. SQLite in a temporary folder, or the server named by DATABASE_URL.
"""

from __future__ import annotations

import argparse
import http.client
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

REPEATS, SECONDS, CLIENTS, PORT = 40, 8.0, 2, 8791
ADDRESS, FRAME = "/propositions/", "/propositions/non-publiees"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--proposals", type=int, default=1000)
    parser.add_argument("--profile", action="store_true", help="say where the time of a page goes, and stop")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(CHAINON_HOME=home, DJANGO_SETTINGS_MODULE="chainon.config.settings")
        os.environ["CHAINON_URL"] = f"http://localhost:{PORT}"
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(home) / 'proposals.sqlite3'}")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        fill(asked.proposals)
        if asked.profile:
            profile()
            return
        print(f"\n{asked.proposals:,} proposals\n\n| what | queries | kB | CPU ms | least |\n|---|---|---|---|---|")
        pages()
        served()


def fill(count: int) -> None:
    from django.db import connection, transaction

    from chainon.base import clock
    from chainon.base.chain.models import Link, Node, Relation, Stage, Theme, Wait
    from chainon.base.scopes.models import Kind
    from chainon.base.scopes.services import create_scope, create_territory
    from chainon.deliberation.supports.models import SupportCount
    from chainon.territory.places.models import Kind as PlaceKind
    from chainon.territory.places.models import Place

    territory = create_territory(name="Banc d’essai").scope
    places = [create_scope(kind=Kind.PLACE, parent=territory, label=f"Quartier {number}") for number in range(8)]
    Place.objects.bulk_create(Place(scope=place, territory=territory, kind=PlaceKind.NEIGHBOURHOOD) for place in places)
    themes = list(Theme.objects.filter(territory=territory))
    now, today = clock.now(), clock.today()

    def node(number: int, kind: str, stage: Stage, **more: Any) -> Node:
        at = now - timedelta(hours=number)
        return Node(
            territory=territory, scope=places[number % 8], theme=themes[number % len(themes)], kind=kind, stage=stage,
            opened_at=at, changed_at=at, latest_at=at, is_public=True, **more,
        )  # fmt: skip

    with transaction.atomic():
        answers = Node.objects.bulk_create(
            node(number, "answer", Stage.DECISION, reached=Stage.DECISION, state="taken_up")
            for number in range(0, count, 3)
        )
        said = Node.objects.bulk_create(
            node(
                number, "proposal", Stage.VOICE, reached=Stage.VOICE if number % 3 else Stage.DECISION,
                title=f"Des bancs à l’ombre devant l’école numéro {number}", said="On attend debout. " * 20,
                who="Une habitante des Acacias", stands_at=None if number % 3 else answers[number // 3],
            )
            for number in range(count)
        )  # fmt: skip
        Link.objects.bulk_create(
            Link(source=said[at * 3], target=each, relation=Relation.ANSWER, made_at=now)
            for at, each in enumerate(answers)
        )
        SupportCount.objects.bulk_create(
            SupportCount(node=each, counted=at % 90, paper=at % 7, changed_at=now) for at, each in enumerate(said)
        )
        Wait.objects.bulk_create(
            Wait(
                territory=territory, scope=each.scope, node=each, expects=Relation.ANSWER,
                whose="La ville", whose_key="ville",
                since_on=today - timedelta(days=50 + at % 20), days=60, due_on=today + timedelta(days=10 - at % 20),
            )
            for at, each in enumerate(said[1::5])
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def pages() -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    for name, address in (("the list, fifty shown", ADDRESS), ("a page of the frame alone", FRAME)):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address)
        asked = len(queries)
        assert page.status_code == 200, page.status_code
        median, least = cpu_of(partial(client.get, address))
        print(f"| {name} | {asked} | {len(page.content) / 1000:.1f} | {median:.1f} | {least:.1f} |")
    etag = client.get(ADDRESS).headers["ETag"]
    median, least = cpu_of(lambda: client.get(ADDRESS, headers={"If-None-Match": etag}))
    print(f"| the list, unchanged (304) | | | {median:.1f} | {least:.1f} |")


def cpu_of(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds, median and least, after a few that warm what is cached: on a busy machine the least says more."""
    for _ in range(5):
        work()
    spent = []
    for _ in range(REPEATS):
        before = resource.getrusage(resource.RUSAGE_SELF)
        work()
        after = resource.getrusage(resource.RUSAGE_SELF)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(spent) * 1000, min(spent) * 1000


def profile() -> None:
    import cProfile
    import pstats

    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.get(ADDRESS)
    measured = cProfile.Profile()
    measured.enable()
    for _ in range(REPEATS):
        client.get(ADDRESS)
    measured.disable()
    pstats.Stats(measured).sort_stats("cumulative").print_stats(70)
    pstats.Stats(measured).sort_stats("tottime").print_stats(25)


def served() -> None:
    """One worker, two clients."""
    from chainon.config.serve import _web_command

    os.environ["CHAINON_WEB_WORKERS"] = "1"
    server = subprocess.Popen(_web_command(os.environ["CHAINON_URL"]), start_new_session=True)
    try:
        wait_for_server()
        (worker,) = children_of(server.pid)
        ask(1.0)
        before, start = cpu_seconds(worker), time.perf_counter()
        answered = ask(SECONDS)
        spent, passed = cpu_seconds(worker) - before, time.perf_counter() - start
        print(
            f"\n{answered / passed:.0f} requests/s on one worker; its CPU a request: {spent / answered * 1000:.1f} ms"
        )
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def ask(seconds: float) -> int:
    counts = [0] * CLIENTS

    def client(number: int) -> None:
        until, connection = time.monotonic() + seconds, http.client.HTTPConnection("localhost", PORT, timeout=30)
        while time.monotonic() < until:
            connection.request("GET", ADDRESS)
            answer = connection.getresponse()
            assert answer.status == 200 and len(answer.read()) > 10_000
            counts[number] += 1
        connection.close()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts)


def wait_for_server() -> None:
    for _ in range(150):
        time.sleep(0.2)
        try:
            connection = http.client.HTTPConnection("localhost", PORT, timeout=5)
            connection.request("GET", ADDRESS)
            if connection.getresponse().status == 200:
                return
        except OSError:
            continue
    sys.exit("the server did not answer")


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def cpu_seconds(pid: int) -> float:
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
