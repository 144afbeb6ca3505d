from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain import heads
from chainon.base.chain.models import Wait
from chainon.base.scopes.models import Scope, Territory
from chainon.commitments.commitments import services as promises
from chainon.commitments.commitments.models import Commitment, UpdateKind
from chainon.deliberation.proposals.tests.making import said
from chainon.governance.gatherings.services import cancel
from chainon.governance.gatherings.tests import making as meetings

from .making import Town, full_place
from .test_overall import listed, shown


def page_of(client: Client, town: Town) -> str:
    return shown(client, town.tilleuls.get_absolute_url())


def test_a_place_is_one_picture(client: Client, town: Town, bruno: User) -> None:
    full_place(town, bruno)
    page = page_of(client, town)
    for words in (
        "Les Tilleuls : où en est la parole ?",
        "C’est au tour de…",
        "Ce qui est promis ici",
        "Ce qui se dit ici",
        "Prochaines rencontres",
        "Qui se réunit ici",
        "Ce qui se décide ici",
        "Parlons du marché",
        "Table de quartier",
        "La place du Marché, autrement",
        "Poser un banc",
        "Un skate-parc",
        "QN09305M",
    ):
        assert words in page, words
    assert "brouillon" not in page and "Des bus le soir" not in page and page.count("<h1>") == 1


def test_each_ring_opens_what_it_counts(client: Client, town: Town) -> None:
    rings = client.get(town.tilleuls.get_absolute_url()).context["rings"]
    assert [ring.value for ring in rings][:2] == ["4", "0"] and rings[5].url == ""
    for ring in rings:
        if ring.url:
            assert listed(client, ring.url) == (int(ring.value), int(ring.value))
        if ring.detail:
            number = int(ring.detail.split()[0])
            assert listed(client, ring.detail_url) == (number, number)
    assert f'href="{rings[0].url}"' in unescape(page_of(client, town))


def test_what_leads_on_from_a_place_opens(client: Client, town: Town) -> None:
    context = client.get(town.tilleuls.get_absolute_url()).context
    for name in ("all_awaited", "all_unheard", "all_said", "all_promised", "overall"):
        assert client.get(context[name]).status_code == 200
    assert "Les Tilleuls" in shown(client, context["overall"])
    assert f"lieu={town.tilleuls.public_id}" in context["all_unheard"] and "suite=" in context["all_unheard"]


def test_an_empty_place_says_how_it_begins(client: Client, town: Town) -> None:
    page = shown(client, town.halle.get_absolute_url())
    assert "<h1>La Halle</h1>" in page and "la première parole ouvre la chaîne" in page
    for nothing in ("Aucune rencontre n’est annoncée ici", "n’est encore rattaché à ce lieu"):
        assert nothing in page
    assert "C’est au tour" not in page and f"/propositions/dire?lieu={town.halle.public_id}" in page


def test_a_promise_kept_is_told_save_before_an_election(
    client: Client, town: Town, territory: Territory, bruno: User
) -> None:
    promise = Commitment.objects.get(what="Repeindre le hall")
    with clock.at(clock.now() + timedelta(days=8)):
        promises.give_news(by=bruno, commitment=promise, kind=UpdateKind.KEPT, text="C’est fait.", signed_by="Nous")
        assert "c’est fait depuis" in page_of(client, town)
        today = clock.today()
        Territory.objects.update(pre_election_from=today, pre_election_until=today)
        assert "c’est fait depuis" not in page_of(client, town)


@pytest.mark.parametrize(
    ("kind", "label"), [(UpdateKind.NOT_KEPT, "non tenu"), (UpdateKind.PARTLY_KEPT, "tenu en partie")]
)
def test_a_broken_promise_is_told_as_much_as_a_kept_one_save_before_an_election(
    client: Client, town: Town, bruno: User, kind: UpdateKind, label: str
) -> None:
    broken, kept = Commitment.objects.get(what="Repeindre le hall"), Commitment.objects.get(what="Poser un banc")
    tag = f'">{label}</span>'
    assert tag not in page_of(client, town)
    promises.give_news(by=bruno, commitment=broken, kind=kind, text="La peinture a manqué.", signed_by="Nous")
    with clock.at(clock.now() + timedelta(days=1)):
        promises.give_news(by=bruno, commitment=kept, kind=UpdateKind.KEPT, text="C’est fait.", signed_by="Nous")
    page = page_of(client, town)
    assert tag in page and '<span class="tag tag--kept">tenu</span>' in page
    assert page.index("tag--kept") < page.index(tag), "the latest first"
    assert f"{label}</span><p>" in page
    today = clock.today()
    Territory.objects.update(pre_election_from=today, pre_election_until=today)
    page = page_of(client, town)
    assert tag not in page and "tag--kept" not in page and "Aucun engagement n’est en cours ici" in page


def test_where_nothing_is_awaited_nor_promised_the_page_says_so(client: Client, town: Town, bruno: User) -> None:
    said(town.halle.scope, bruno, "Une fontaine")
    page = shown(client, town.halle.get_absolute_url())
    assert "aucun délai ne court" in page and "Aucun engagement n’est en cours ici" in page


def test_a_gathering_that_is_cancelled_says_so(client: Client, town: Town, bruno: User) -> None:
    gathering = meetings.convened(bruno, town.tower.scope)
    cancel(by=bruno, gathering=gathering, reason="La salle est fermée.")
    assert "annulée" in page_of(client, town)


def test_the_team_changes_the_place_from_there(
    client: Client, client_of: Callable[[User], Client], town: Town, bruno: User, amina: User
) -> None:
    assert "/modifier" in page_of(client_of(bruno), town)
    assert "/modifier" not in page_of(client_of(amina), town) and "/modifier" not in page_of(client, town)


def test_a_place_costs_ten_queries_whatever_happens_there(
    client: Client, town: Town, bruno: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_place(town, bruno)
    for number in range(12):
        said(town.tower.scope, bruno, f"Idée {number}")
        meetings.convened(bruno, town.tower.scope, town.table, days=number + 1)
    first = list(Wait.objects.open().filter(scope=town.tilleuls.scope).values_list("pk", flat=True))[:1]

    def find(territory: Scope) -> list[int]:
        return list(Wait.objects.filter(pk__in=first).values_list("pk", flat=True))

    monkeypatch.setattr(heads, "_finds", [find])
    address = town.tilleuls.get_absolute_url()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.context["turns"][0][0].node == Wait.objects.get(pk=first[0]).node
    assert len(queries) <= 10, "\n".join(query["sql"][:200] for query in queries)
    assert len(answer.content) < 60_000
