"""What a debate costs: the same few queries whatever the number of reasons."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.models import Territory
from chainon.deliberation.debates.models import Argument, Debate, Side
from chainon.deliberation.proposals.tests.making import said

from .making import argued, opened, replied, summed_up, torn

QUERIES, BYTES = 10, 60_000


def thousand(debate: Debate) -> None:
    """Reasons straight into their table, with two replies to one in four."""
    now, sides = clock.now(), list(Side)
    reasons = [
        Argument(
            debate=debate, side=sides[number % 3], text=f"Raison numéro {number}, dite en peu de mots. " * 3,
            author_name=f"Voisine {number % 400}", entry=uuid.uuid4(), useful=number % 17,
            replies=2 if number % 4 == 0 else 0,
            created_at=now - timedelta(minutes=number), published_at=now - timedelta(minutes=number),
        )
        for number in range(1000)
    ]  # fmt: skip
    Argument.objects.bulk_create(reasons)
    Argument.objects.bulk_create(
        Argument(
            debate=debate, answers=reason, text="Chez nous aussi.", author_name="Un voisin", entry=uuid.uuid4(),
            created_at=now, published_at=now,
        )
        for reason in reasons[::4] for _twice in range(2)
    )  # fmt: skip
    Debate.objects.filter(pk=debate.pk).update(for_count=334, against_count=333, nuance_count=333)


def cost(address: str, client: Client | None = None) -> tuple[int, int]:
    client = client or Client()
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
    assert page.status_code == 200
    return len(queries), len(page.content)


@pytest.mark.django_db
def test_a_debate_of_a_thousand_reasons_is_read_in_ten_queries(
    territory: Territory, resident: User, bruno: User
) -> None:
    debate = opened(bruno, said(territory.scope, by=resident).node)
    replied(argued(debate, resident), bruno)
    page = url_of(debate.node)
    few = cost(page)
    thousand(debate)
    many = cost(page)
    assert many[0] <= few[0] <= QUERIES, f"{few} then {many}"
    assert many[1] <= BYTES
    second = Client().get(f"{page}/raisons/pour").context["page_of"].older
    for address in (f"{page}/raisons/pour", f"{page}/raisons/pour?apres={second}", f"{page}/raisons/nuances"):
        queries, size = cost(address)
        assert queries <= QUERIES and size <= BYTES, f"{address}: {queries} queries, {size} bytes"


@pytest.mark.django_db
def test_a_debate_with_its_synthesis_and_disagreements_costs_a_few_more(
    territory: Territory, resident: User, bruno: User
) -> None:
    debate = opened(bruno, said(territory.scope, by=resident).node)
    argued(debate, resident)
    for _each in range(4):
        torn(debate, bruno)
    summed_up(debate, bruno)
    assert cost(url_of(debate.node))[0] <= QUERIES + 4


@pytest.mark.django_db
def test_the_list_costs_the_same_for_thirty_debates_as_for_one(
    territory: Territory, resident: User, bruno: User
) -> None:
    opened(bruno, said(territory.scope, by=resident).node)
    one = cost("/debats/")
    for number in range(32):
        opened(bruno, said(territory.scope, by=resident, title=f"Proposition {number}").node)
    thirty = cost("/debats/")
    assert thirty[0] == one[0] <= 6 and thirty[1] <= BYTES
    assert len(Client().get("/debats/").context["rows"]) == 30
    older = Client().get("/debats/").context["older"]
    assert len(Client().get(f"/debats/?apres={older}").context["rows"]) == 3
