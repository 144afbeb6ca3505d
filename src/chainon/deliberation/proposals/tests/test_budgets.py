"""What the list costs (DESIGN §6): queries, bytes, and the same whatever the number of proposals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.models import Node, Relation, Stage, Theme
from chainon.base.chain.services import expect
from chainon.base.scopes.models import Scope, Territory
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.services import open_body
from chainon.territory.places.models import Kind
from chainon.territory.places.services import add_place

from .making import said

QUERIES, BYTES = 8, 60_000
WHO = "Une habitante de la résidence des Acacias"


@pytest.fixture
def town(territory: Territory, bruno: User) -> list[Scope]:
    open_body(by=bruno, parent=territory.scope, kind=BodyKind.YOUTH_COUNCIL, name="Conseil des jeunes", seats=9)
    names = [f"Quartier des Tilleuls {number}" for number in range(8)]
    return [add_place(by=bruno, parent=territory.scope, kind=Kind.NEIGHBOURHOOD, name=name).scope for name in names]


def thousand(territory: Territory, places: list[Scope]) -> None:
    """Nodes straight into their table, an hour apart, as a thousand acts would leave them: the list reads nothing else
    of them."""
    now, themes = clock.now(), list(Theme.objects.filter(territory=territory.scope))

    def nodes() -> Iterator[Node]:
        for each in range(1000):
            at = now - timedelta(hours=each)
            yield Node(
                territory=territory.scope, scope=places[each % 8], theme=themes[each % 12], kind="proposal",
                stage=Stage.VOICE, reached=Stage.VOICE, title=f"Des bancs à l’ombre devant l’école numéro {each}",
                said="On attend debout, en plein soleil. " * 8, who=WHO, opened_at=at, changed_at=at, latest_at=at,
                is_public=True,
            )  # fmt: skip

    Node.objects.bulk_create(nodes())
    _analyse()


EARLIER = {
    "sqlite": "strftime('%%Y-%%m-%%d %%H:%%M:%%f', opened_at, '-' || (42 * times.n) || ' days')",
    "postgresql": "opened_at - times.n * interval '42 days'",
}


def hundredfold() -> None:
    """Ninety-nine older copies of each node."""
    names = [field.column for field in Node._meta.concrete_fields if not field.primary_key]
    told = {"public_id": "public_id || '-' || times.n", "opened_at": EARLIER[connection.vendor]}
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE times(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM times WHERE n < 99) "
            f"INSERT INTO chain_node ({', '.join(names)}) "
            f"SELECT {', '.join(told.get(name, name) for name in names)} FROM chain_node, times",
            [],
        )
    _analyse()


def _analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def wait_for(count: int) -> None:
    for node in Node.objects.select_related("territory__settings").order_by("-opened_at")[:count]:
        expect(node=node, expects=Relation.ANSWER, whose="La direction de la proximité", whose_key="dp")


def cost(address: str) -> tuple[int, int]:
    client = Client()
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
    assert page.status_code == 200
    return len(queries), len(page.content)


@pytest.mark.django_db
def test_a_thousand_proposals_are_listed_in_eight_queries_and_sixty_kilobytes(
    territory: Territory, town: list[Scope]
) -> None:
    thousand(territory, town)
    wait_for(50)
    found = Client().get("/propositions/")
    assert len(found.context["cards"]) == 50 and "C’est au tour de la direction" in found.content.decode()
    second = f"/propositions/{found.context['older']}"
    place, theme = town[0].public_id, Theme.objects.all()[0].public_id
    looked = (f"?lieu={place}", f"?theme={theme}", "?suite=a-transmettre")
    for address in ("/propositions/", second, *(f"/propositions/{each}" for each in looked)):
        queries, size = cost(address)
        assert queries <= QUERIES + ("?" in address), f"{address}: {queries} queries"
        assert size <= BYTES, f"{address}: {size} bytes"


@pytest.mark.django_db
def test_a_hundred_thousand_cost_as_many_queries_read_by_the_index(territory: Territory, town: list[Scope]) -> None:
    thousand(territory, town)
    before = cost("/propositions/")
    hundredfold()
    assert Node.objects.count() == 100_000
    after = cost("/propositions/")
    assert after[0] == before[0] and after[1] <= before[1] * 1.2
    with CaptureQueriesContext(connection) as queries:
        Client().get("/propositions/")
    (listed,) = [query["sql"] for query in queries if 'FROM "chain_node"' in query["sql"] and "DESC" in query["sql"]]
    plan = plan_of(listed)
    assert "node_list" in plan or "node_latest" in plan, plan


@pytest.mark.django_db
def test_what_is_to_be_handed_over_is_read_by_its_own_index_and_never_counted_to_the_end(
    territory: Territory, town: list[Scope]
) -> None:
    thousand(territory, town)
    Client().get("/a-qui-le-tour")
    before = cost("/a-qui-le-tour")
    hundredfold()
    Node.objects.annotate(place=F("pk") % 50).exclude(place=0).update(reached=Stage.DECISION)
    _analyse()
    assert "Plus de 200 paroles" in Client().get("/a-qui-le-tour").content.decode().replace("\u00a0", " ")
    after = cost("/a-qui-le-tour")
    assert after[0] == before[0] <= 8
    with CaptureQueriesContext(connection) as queries:
        Client().get("/a-qui-le-tour")
    (read,) = [query["sql"] for query in queries if "idle_since" in query["sql"]]
    assert "LIMIT 201" in read and "node_unheard" in plan_of(read)


def plan_of(query: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(("EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ") + query)
        return " ".join(str(row) for row in cursor.fetchall())


@pytest.mark.django_db
def test_a_proposal_is_shown_in_as_many_queries_whatever_happened_to_it(territory: Territory, resident: User) -> None:
    proposal = said(territory.scope, by=resident)
    address = f"/propositions/{proposal.public_id}-{'des-bancs-a-lombre-devant-lecole'}"
    alone, _size = cost(address)
    expect(node=proposal.node, expects=Relation.ANSWER, whose="Habitat Valmont", whose_key="hv")
    waited, size = cost(address)
    assert waited <= alone + 1 and waited <= 22 and size <= BYTES
