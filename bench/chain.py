"""`python bench/chain.py [--nodes 200000]`: the chain's public pages over many nodes, CPU of one process.

SQLite in a temporary folder, or the server named by DATABASE_URL (its own CPU is then counted apart, as wall time).
Rows are inserted in bulk and their counts by `rebuild`'s own functions; what is timed is what the pages call.
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

REPEATS = 15


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--nodes", type=int, default=200_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(CHAINON_HOME=home, DJANGO_SETTINGS_MODULE="chainon.config.settings")
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(home) / 'chain.sqlite3'}")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        territory = fill(asked.nodes)
        report(territory, asked.nodes)


def fill(count: int) -> Any:
    """Two words in three alone, the others with an answer; a tenth of the words wait, half of these are late."""
    from django.db import transaction

    from chainon.base import clock
    from chainon.base.chain.models import Link, Node, Relation, Stage, Theme, Wait
    from chainon.base.chain.services.nodes import tally_key
    from chainon.base.scopes.models import Kind
    from chainon.base.scopes.services import create_scope, create_territory
    from chainon.governance.bodies.models import Body, BodyKind
    from chainon.territory.places.models import Kind as PlaceKind
    from chainon.territory.places.models import Place

    territory = create_territory(name="Banc d’essai").scope
    places = [create_scope(kind=Kind.PLACE, parent=territory, label=f"Quartier {number}") for number in range(40)]
    Place.objects.bulk_create(Place(scope=place, territory=territory, kind=PlaceKind.NEIGHBOURHOOD) for place in places)
    bodies = [create_scope(kind=Kind.BODY, parent=place, label=f"Conseil de {place.label}") for place in places[:12]]
    Body.objects.bulk_create(
        Body(scope=body, kind=BodyKind.NEIGHBOURHOOD_COUNCIL, seats=12, opened_on=clock.today()) for body in bodies
    )
    themes = list(Theme.objects.filter(territory=territory))
    chance, now, today = random.Random(7), clock.now(), clock.today()
    with transaction.atomic():
        nodes = []
        for number in range(count):
            moment, is_answer = now - timedelta(minutes=number), number % 3 == 2
            stage = Stage.DECISION if is_answer else Stage.VOICE
            nodes.append(
                Node(
                    territory=territory,
                    scope=chance.choice(places),
                    theme=chance.choice(themes),
                    body=chance.choice(bodies) if number % 4 == 0 else None,
                    kind="answer" if is_answer else "proposal",
                    stage=stage,
                    reached=stage,
                    title="" if is_answer else f"Une parole, numéro {number}",
                    state="taken_up" if is_answer else "",
                    opened_at=moment,
                    changed_at=moment,
                    latest_at=moment,
                    is_public=True,
                )
            )
        Node.objects.bulk_create(nodes, batch_size=2000)
        links = [
            Link(source=nodes[at - 1], target=nodes[at], relation=Relation.ANSWER, made_at=now)
            for at in range(2, count, 3)
        ]
        Link.objects.bulk_create(links, batch_size=5000)
        waits = [
            Wait(
                territory=territory,
                scope=nodes[at].scope,
                node=nodes[at],
                expects=Relation.ANSWER,
                whose="La ville",
                whose_key="ville",
                since_on=today - timedelta(days=60 + at % 20),
                days=60,
                due_on=today - timedelta(days=10 - at % 20),
            )
            for at in range(0, count, 10)
        ]
        Wait.objects.bulk_create(waits, batch_size=5000)
        _count(nodes, tally_key)
    return territory


def _count(nodes: list[Any], key_of: Callable[[Any], str]) -> None:
    from collections import Counter

    from chainon.base.chain.models import Tally

    counts, one_of = Counter(map(key_of, nodes)), {key_of(node): node for node in nodes}
    Tally.objects.bulk_create(
        Tally(
            key=key,
            territory_id=node.territory_id,
            scope_id=node.scope_id,
            theme_id=node.theme_id,
            body_id=node.body_id,
            stage=node.stage,
            count=counts[key],
        )
        for key, node in one_of.items()
    )


def report(territory: Any, count: int) -> None:
    from django.db import connection

    from chainon.base.chain.models import Node, Theme
    from chainon.base.chain.selectors import counts_by_stage, tallies, thread_of, turns_in
    from chainon.governance.bodies.models import Body
    from chainon.territory.places.models import Place

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    word = Node.objects.filter(kind="proposal", links_out__isnull=False).select_related("territory").first()
    place = Node.objects.select_related("scope").first()
    assert word is not None and place is not None
    print(f"\n{count:,} nodes, {connection.vendor}\n\n| what | CPU ms | wall ms |\n|---|---|---|")
    for name, work in (
        ("counts by stage, territory", lambda: counts_by_stage(territory)),
        ("counts by stage, one place", lambda: counts_by_stage(territory, scope=place.scope)),
        ("themes × stages × bodies, territory", lambda: tallies(territory)),
        ("whose turn, first fifty", lambda: turns_in(territory)),
        ("whose turn, one place", lambda: turns_in(territory, scope=place.scope)),
        ("whose turn, fifty after a thousand", lambda: turns_in(territory, after=1000)),
        ("one thread", lambda: thread_of(word)),
    ):
        cpu, wall = timed(work)
        print(f"| {name} | {cpu:.1f} | {wall:.1f} |")
    theme, body = Theme.objects.filter(territory=territory)[3], Body.objects.all()[3]
    for address in (
        "/a-qui-le-tour",
        Place.objects.get(scope=place.scope).get_absolute_url(),
        "/vision-globale",
        f"/vision-globale?lieu={place.scope.public_id}",
        "/vision-globale/liste",
        "/vision-globale/liste?etape=paroles",
        f"/vision-globale/liste?etape=paroles&theme={theme.public_id}",
        f"/vision-globale/liste?etape=decisions&instance={body.public_id}",
        f"/vision-globale/liste?lieu={place.scope.public_id}",
        "/vision-globale/attendus",
        f"/vision-globale/attendus?retard=oui&theme={theme.public_id}",
    ):
        page(address)


def page(address: str) -> None:
    """The whole page, through the test client: middleware, template, everything."""
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    assert client.get(address).status_code == 200
    cpu, wall = timed(lambda: client.get(address))
    print(f"| page {address} | {cpu:.1f} | {wall:.1f} |")


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Medians, in milliseconds, after one run that warms what is cached."""
    work()
    spent, passed = [], []
    for _ in range(REPEATS):
        before, start = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
        work()
        after = resource.getrusage(resource.RUSAGE_SELF)
        passed.append(time.perf_counter() - start)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(spent) * 1000, statistics.median(passed) * 1000


if __name__ == "__main__":
    main()
