from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Territory
from chainon.decisions.council.models import CouncilDecision
from chainon.deliberation.proposals.tests.making import said
from chainon.territory.places.models import Kind
from chainon.territory.places.services import add_place

from .making import decided

Login = Callable[[User], Client]


def plain(page: bytes) -> str:
    return page.decode().replace("\u00a0", " ").replace("\u202f", " ")


def read(address: str) -> str:
    return plain(Client().get(address, follow=True).content)


@pytest.fixture
def sent() -> dict[str, str]:
    return {
        "council": "Le conseil municipal",
        "number": "2026-7",
        "decided_on": (clock.today() - timedelta(days=2)).isoformat(),
        "title": "Un ascenseur neuf",
        "decides": "La ville verse 40 000 euros au bailleur.",
        "carrier": "Habitat Valmont",
        "sources": "",
        "votes_for": "27",
        "votes_against": "4",
        "abstentions": "2",
    }


def test_from_the_page_of_a_word_to_the_page_of_the_decision(
    territory: Territory, bruno: User, client_of: Login, sent: dict[str, str]
) -> None:
    word, team = said(territory.scope, by=bruno), client_of(bruno)
    page = plain(team.get(f"/propositions/{word.public_id}", follow=True).content)
    assert "Saisir une délibération" in page
    address = f"/deliberations/nouvelle/{word.public_id}"
    assert word.public_id in plain(team.get(address).content)
    sent["sources"] = f"http://testserver/propositions/{word.public_id}"
    document = SimpleUploadedFile("acte.pdf", b"%PDF-1.4 acte", content_type="application/pdf")
    answer = team.post(address, {**sent, "document": document})
    decision = CouncilDecision.objects.get()
    assert answer.status_code == 302 and decision.document is not None
    page = read(answer.headers["Location"])
    for words in ("27", "40 000 euros", "Lire le document", word.title, "C’est au tour d’Habitat Valmont"):
        assert words in page, words
    assert "Un ascenseur neuf" in read(f"/propositions/{word.public_id}")


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("decided_on", "2999-01-01", "pas encore venu"),
        ("abstentions", "", "vont ensemble"),
        ("sources", "http://ailleurs/rien", "Ligne 1"),
        ("title", "", "obligatoire"),
    ],
)
def test_a_form_that_is_wrong_says_where(  # noqa: PLR0917  # fixtures
    territory: Territory, bruno: User, client_of: Login, sent: dict[str, str], field: str, value: str, why: str
) -> None:
    answer = client_of(bruno).post("/deliberations/nouvelle", {**sent, field: value})
    assert answer.status_code == 422 and why in plain(answer.content)
    assert not CouncilDecision.objects.exists()


def test_nobody_else_enters_links_or_withdraws(
    territory: Territory, bruno: User, resident: User, client_of: Login
) -> None:
    decision = decided(territory.scope, by=bruno)
    base = f"/deliberations/{decision.node.public_id}"
    for address in ("/deliberations/nouvelle", f"{base}/relier", f"{base}/retirer"):
        assert Client().get(address).status_code == 302
        assert client_of(resident).get(address).status_code == 403


def test_a_service_of_one_place_is_offered_that_place_only(
    territory: Territory, bruno: User, client_of: Login, sent: dict[str, str]
) -> None:
    here = add_place(by=bruno, parent=territory.scope, kind=Kind.NEIGHBOURHOOD, name="Les Tilleuls").scope
    parks = User.objects.create_user("parcs@example.org", "Parcs")
    Grant.objects.create(user=parks, role=Role.SERVICE, scope=here, given_at=clock.now())
    client, address = client_of(parks), "/deliberations/nouvelle"
    assert territory.scope.public_id not in client.get(address).content.decode()
    refused = client.post(address, {**sent, "place": territory.scope.public_id})
    assert refused.status_code == 422 and "Ce lieu n’est pas l’un des vôtres : Valmont." in plain(refused.content)
    assert client.post(address, {**sent, "place": here.public_id}).status_code == 302


def test_it_is_linked_then_withdrawn_from_its_page(territory: Territory, bruno: User, client_of: Login) -> None:
    decision, word, team = decided(territory.scope, by=bruno), said(territory.scope, by=bruno), client_of(bruno)
    base = f"/deliberations/{decision.node.public_id}"
    assert team.post(f"{base}/relier", {"sources": "rien"}).status_code == 422
    assert team.post(f"{base}/relier", {"sources": word.public_id}).status_code == 302
    assert word.title in read(base)
    assert team.post(f"{base}/retirer", {"reason": ""}).status_code == 422
    assert team.post(f"{base}/retirer", {"reason": "Mauvais numéro."}).status_code == 302
    page = read(base)
    assert "saisie par erreur" in page and "Mauvais numéro." in page and "40 000" not in page


def test_the_list_is_cut_in_pages_and_asks_few_queries(territory: Territory, bruno: User) -> None:
    assert "Aucune délibération" in read("/deliberations/")
    for number in range(53):
        day = clock.today() - timedelta(days=number)
        decided(territory.scope, by=bruno, number=str(number), title=f"Acte {number}", decided_on=day, carrier="X")
    with CaptureQueriesContext(connection) as queries:
        page = read("/deliberations/")
    assert len(queries) <= 8
    assert "Acte 49" in page and "Acte 50<" not in page
    older = page.split('rel="next" href="')[1].split('"')[0]
    assert "Acte 52" in read(f"/deliberations/{older}")
    assert "La liste s’arrête ici" not in read("/deliberations/?apres=inconnu")
