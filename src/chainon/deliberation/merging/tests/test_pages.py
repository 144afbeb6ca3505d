"""The pages: for the team, for those who are asked, for whoever holds a slip, and while one writes."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.deliberation.merging.cards import say_hint
from chainon.deliberation.merging.models import MergeRequest, Pair, State
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.services import publish_proposal
from chainon.deliberation.proposals.tests.making import said, words

from .conftest import Ask

ClientOf = Callable[[User], Client]


def test_the_team_reads_the_two_and_says_what_they_are(
    bench: Proposal, seat: Proposal, bruno: User, client_of: ClientOf
) -> None:
    client = client_of(bruno)
    page = client.get("/rapprocher/").content.decode()
    address = f"/rapprocher/{seat.public_id}/{bench.public_id}"
    assert f'href="{address}"' in page and "mots proches" in page
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"nearness": "near"}).status_code == 302
    assert Pair.objects.get().nearness == "near"
    assert address not in client.get("/rapprocher/").content.decode()
    assert client.get(f"/rapprocher/{bench.public_id}").status_code == 200
    assert client.get(f"/rapprocher/{bench.public_id}/{bench.public_id}").status_code == 404


def test_a_contrary_is_warned_of(
    territory: Territory, bench: Proposal, noura: User, bruno: User, client_of: ClientOf
) -> None:
    against = said(territory.scope, by=noura, title="Pas de bancs devant l’école", must_change="On n’en veut pas.")
    page = client_of(bruno).get(f"/rapprocher/{against.public_id}").content.decode()
    assert "peut-être d’avis contraire" in page
    page = client_of(bruno).get(f"/rapprocher/{against.public_id}/{bench.public_id}").content.decode()
    assert "peut-être d’avis contraire" in page and "quelques mots (bancs" in page


def test_from_the_question_to_the_merging(
    bench: Proposal, seat: Proposal, bruno: User, noura: User, client_of: ClientOf
) -> None:
    address = f"/rapprocher/{seat.public_id}/{bench.public_id}/demander"
    form = {"kept": bench.public_id, "reason": "Les mêmes bancs.", "entry": "8f14e45f-ceea-467f-a0e6-1d6d3e0a6b8a"}
    assert client_of(bruno).post(address, {**form, "reason": ""}).status_code == 422
    for _time in range(2):
        assert client_of(bruno).post(address, form).status_code == 302
    asked = MergeRequest.objects.get()
    assert asked.gone == seat.node and asked.kept == bench.node
    client = client_of(noura)
    assert "On vous demande votre accord" in client.get("/propositions/").content.decode()
    assert seat.title in client.get("/reunir/").content.decode()
    assert client.post(f"/reunir/{asked.public_id}", {}).status_code == 422
    assert bench.author is not None
    for person in (noura, bench.author):
        page = client_of(person).post(f"/reunir/{asked.public_id}", {"answer": "oui"}, follow=True)
        assert page.status_code == 200
    asked.refresh_from_db()
    assert asked.state == State.MERGED
    assert "Réunies le" in page.content.decode()
    assert client_of(bench.author).get("/reunir/").status_code == 200


def test_the_team_notes_an_answer_and_may_take_its_question_back(
    territory: Territory, bruno: User, seat: Proposal, ask: Ask, client_of: ClientOf
) -> None:
    gone = publish_proposal(by=bruno, proposal=said(territory.scope, title="Un banc"))
    asked, client = ask(gone, seat), client_of(bruno)
    assert "Noter sa réponse" in client.get(f"/reunir/{asked.public_id}").content.decode()
    address = f"/reunir/{asked.public_id}/noter/{gone.public_id}"
    assert client.get(address).status_code == 200
    assert client.post(address, {"answer": "oui", "told_on": "2999-01-01", "how": "chez elle"}).status_code == 422
    told = {"answer": "oui", "told_on": clock.today().isoformat(), "how": "chez elle"}
    assert client.post(address, told).status_code == 302
    assert "chez elle" in client.get(f"/reunir/{asked.public_id}").content.decode()
    assert client.post(f"/reunir/{asked.public_id}/retirer").status_code == 302
    assert client.post(address, {**told, "answer": "non"}).status_code == 422


def test_a_code_that_is_nobody_s_answers_nothing(territory: Territory, bruno: User, seat: Proposal, ask: Ask) -> None:
    gone = publish_proposal(by=bruno, proposal=said(territory.scope, title="Un banc"))
    asked = ask(gone, seat)
    page = Client().get(f"/reunir/{asked.public_id}/coupon")
    assert page.status_code == 200
    for code in ("", "7KQ4TX92M", "n’importe quoi"):
        answer = {"code": code, "answer": "oui"}
        assert Client().post(f"/reunir/{asked.public_id}/coupon", answer).status_code == 422
    assert not asked.consents.filter(agrees=True).exists()


def test_others_do_not_read_it(bench: Proposal, seat: Proposal, ask: Ask, amina: User, client_of: ClientOf) -> None:
    asked = ask(bench, seat)
    assert client_of(amina).get(f"/reunir/{asked.public_id}").status_code == 403
    assert client_of(amina).get("/rapprocher/").status_code == 403
    assert Client().get(f"/reunir/{asked.public_id}").status_code == 302


def test_while_one_writes_those_that_are_near_are_shown(territory: Territory, bench: Proposal, rf) -> None:  # type: ignore[no-untyped-def]
    page = Client().get("/rapprocher/en-ecrivant", {"title": "des bancs vers l’école"}).content.decode()
    assert "Avez-vous vu celles-ci" in page and bench.title in page
    assert Client().get("/rapprocher/en-ecrivant", {"title": "Fibre optique partout"}).content.strip() == b""
    assert Client().get("/rapprocher/en-ecrivant").content.strip() == b""
    request = rf.get("/")
    request.territory = territory
    assert bench.title in say_hint(words("Des bancs", must_change="près de l’école"), request)
    assert say_hint(words("La fibre optique", must_change="partout"), request) == ""
    page = Client().get("/propositions/dire").content.decode()
    assert 'hx-get="/rapprocher/en-ecrivant"' in page and 'hx-include="#id_title"' in page


def test_the_list_of_the_team_costs_what_ten_proposals_cost(
    territory: Territory, resident: User, bruno: User, client_of: ClientOf
) -> None:
    for number in range(24):
        said(territory.scope, by=resident, title=f"Un banc devant l’école {number}")
    client = client_of(bruno)
    client.get("/rapprocher/")
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/rapprocher/")
    assert len(queries) <= 80
    assert "depuis=10" in page.content.decode()
    assert client.get("/rapprocher/?depuis=20").status_code == 200
    assert client.get("/rapprocher/?depuis=xyz").status_code == 200
