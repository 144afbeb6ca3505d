"""The button, with and without an account; what relays and the team note; what the page of a proposal says."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.models import Territory
from chainon.base.slips.limits import MISSES
from chainon.base.slips.services import bind_slip
from chainon.base.slips.tests.making import code_on, pad
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.services import refuse_proposal, withdraw_proposal
from chainon.deliberation.proposals.tests.making import said
from chainon.deliberation.supports import rules, selectors, services
from chainon.deliberation.supports.models import Declared

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(territory: Territory, bruno: User) -> Proposal:
    return said(territory.scope, by=bruno)


def sent() -> dict[str, str]:
    return {"entry": str(uuid.uuid4())}


def test_with_an_account_it_is_counted_in_one_press_and_taken_back_in_one(
    proposal: Proposal, resident: User, client_of: Callable[[User], Client]
) -> None:
    client, page = client_of(resident), url_of(proposal.node)
    assert "Je soutiens" in client.get(page).content.decode()
    answer = client.post(f"/soutenir/{proposal.public_id}", follow=True)
    assert answer.request["PATH_INFO"] == page and "1 soutien<" in answer.content.decode()
    client.post(f"/soutenir/{proposal.public_id}")
    assert selectors.counted_of(proposal.node) == 1
    assert "Vous soutenez" in client.get(f"/soutenir/{proposal.public_id}").content.decode()
    client.post(f"/soutenir/{proposal.public_id}/arreter")
    assert selectors.counted_of(proposal.node) == 0


def test_without_an_account_it_is_declared_once_a_browser_and_said_so(proposal: Proposal) -> None:
    visitor, page = Client(), f"/soutenir/{proposal.public_id}"
    assert "ne décide de rien" in visitor.get(page).content.decode()
    for _twice in range(2):
        assert visitor.post(page, sent()).status_code == 302
    assert "C’est noté" in visitor.get(page).content.decode()
    Client().post(page, sent())
    shown = Client().get(url_of(proposal.node)).content.decode()
    assert "2 soutiens déclarés (2 en ligne)" in shown and selectors.counted_of(proposal.node) == 0
    assert visitor.post(page, {"entry": "x"}).status_code in {302, 422}
    assert Client().post(page, {"entry": "x"}).status_code == 422


def test_with_the_code_of_a_slip_it_is_counted_once_and_a_blank_one_is_nobody_s(
    proposal: Proposal, territory: Territory, bruno: User
) -> None:
    cache.clear()
    given, blank, *_others = pad(territory.scope, by=bruno).slips.all()
    bind_slip(by=bruno, slip=given, node=proposal.node)
    visitor, page = Client(), f"/soutenir/{proposal.public_id}/coupon"
    typed = code_on(given).lower().replace("-", " ")
    for _twice in range(2):
        assert visitor.post(page, {"code": typed}).status_code == 302
    assert selectors.counted_of(proposal.node) == 1
    unknown = visitor.post(page, {"code": code_on(blank)})
    assert unknown.status_code == 422 and "n’ouvre rien" in unknown.content.decode()
    wrong = visitor.post(page, {"code": code_on(given)[:-1] + "?"})
    assert wrong.status_code == 422 and "de travers" in wrong.content.decode()
    assert visitor.post(page, {"code": typed, "stop": "1"}).status_code == 302
    assert selectors.counted_of(proposal.node) == 0
    for _try in range(MISSES):
        visitor.post(page, {"code": code_on(blank)})
    assert visitor.post(page, {"code": typed}).status_code == 422, "nobody goes on trying"


def test_beyond_the_cap_the_page_says_what_to_do(proposal: Proposal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(rules.LIMITS, "online", 1)
    Client().post(f"/soutenir/{proposal.public_id}", sent())
    refused = Client().post(f"/soutenir/{proposal.public_id}", sent())
    assert refused.status_code == 422 and "revenez demain" in refused.content.decode()


def test_an_anonymous_page_carries_no_token_and_can_be_kept(proposal: Proposal) -> None:
    services.declare_online(by=proposal.author, node=proposal.node, entry=uuid.uuid4())  # type: ignore[arg-type]
    answer = Client().get(url_of(proposal.node))
    assert "csrfmiddlewaretoken" not in answer.content.decode() and answer.headers["ETag"]
    again = Client().get(url_of(proposal.node), headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    services.declare_online(by=proposal.author, node=proposal.node, entry=uuid.uuid4())  # type: ignore[arg-type]
    moved = Client().get(url_of(proposal.node), headers={"If-None-Match": answer.headers["ETag"]})
    assert moved.status_code == 200, "a support is seen at once"


def test_a_relay_notes_people_one_after_the_other(
    proposal: Proposal, amina: User, client_of: Callable[[User], Client]
) -> None:
    client, page = client_of(amina), f"/soutenir/{proposal.public_id}/noter"
    assert "Noter un soutien" in client.get(url_of(proposal.node)).content.decode()
    answer = client.post(page, {"first_name": "Léa", "digits": "0412"}, follow=True)
    assert "compté une fois" in answer.content.decode()
    assert "déjà noté" in client.post(page, {"first_name": "LEA", "digits": "0412"}, follow=True).content.decode()
    wrong = client.post(page, {"first_name": "123", "digits": "04 12"})
    assert wrong.status_code == 422 and "quatre chiffres" in wrong.content.decode()
    gone = client.post(page, {"first_name": "Léa", "digits": "0412", "stop": "1"}, follow=True)
    assert "est retiré" in gone.content.decode() and selectors.counted_of(proposal.node) == 0
    none = client.post(page, {"first_name": "Léa", "digits": "0412", "stop": "1"}, follow=True)
    assert "Aucun soutien" in none.content.decode()


def test_the_team_enters_a_sheet_and_takes_it_back(
    proposal: Proposal, bruno: User, client_of: Callable[[User], Client]
) -> None:
    client, page = client_of(bruno), f"/soutenir/{proposal.public_id}/feuilles"
    client.post(page, {"number": "23", "collected_on": clock.today(), **sent()})
    services.declare_online(by=bruno, node=proposal.node, entry=uuid.uuid4())
    assert "24 soutiens déclarés (23 sur papier, 1 en ligne)" in client.get(url_of(proposal.node)).content.decode()
    tomorrow = clock.today() + timedelta(days=1)
    assert client.post(page, {"number": "2", "collected_on": tomorrow, **sent()}).status_code == 422
    assert client.post(page, {"number": "501", "collected_on": clock.today(), **sent()}).status_code == 422
    sheet = Declared.objects.get(way="paper")
    assert client.post(f"/soutenir/feuilles/{sheet.public_id}/retirer").status_code == 302
    assert "1 soutien déclaré (1 en ligne)" in client.get(url_of(proposal.node)).content.decode()
    assert client.post(f"/soutenir/feuilles/{sheet.public_id}/retirer").status_code == 404


def test_pages_are_guarded_as_the_acts_are(
    proposal: Proposal, resident: User, amina: User, bruno: User, client_of: Callable[[User], Client]
) -> None:
    services.enter_sheet(by=bruno, node=proposal.node, number=3, collected_on=clock.today(), entry=uuid.uuid4())
    people = [Client(), *map(client_of, (resident, amina, bruno))]
    sheet = f"/soutenir/feuilles/{Declared.objects.get().public_id}/retirer"

    def answers(method: str, address: str) -> list[int]:
        return [getattr(client, method)(address).status_code for client in people]

    assert answers("get", f"/soutenir/{proposal.public_id}/noter") == [302, 403, 200, 200]
    assert answers("get", f"/soutenir/{proposal.public_id}/feuilles") == [302, 403, 403, 200]
    assert answers("post", sheet) == [302, 403, 403, 302]
    assert answers("get", f"/soutenir/{proposal.public_id}/arreter") == [405] * 4
    assert answers("get", "/soutenir/abcdabcdab") == [404] * 4


def test_what_is_withdrawn_keeps_its_counts_and_takes_no_more(
    proposal: Proposal, resident: User, bruno: User, client_of: Callable[[User], Client]
) -> None:
    services.support(by=resident, node=proposal.node)
    withdraw_proposal(by=bruno, proposal=proposal, reason="C’est fait.")
    assert client_of(bruno).post(f"/soutenir/{proposal.public_id}").status_code == 403
    assert "retirée" in Client().get(f"/soutenir/{proposal.public_id}").content.decode()
    client_of(resident).post(f"/soutenir/{proposal.public_id}/arreter")
    assert selectors.counted_of(proposal.node) == 0


def test_what_is_hidden_is_not_there(proposal: Proposal, bruno: User) -> None:
    refuse_proposal(by=bruno, proposal=proposal, reason="Nomme une personne.")
    assert Client().get(f"/soutenir/{proposal.public_id}").status_code == 404


def test_anyone_reads_how_supports_are_counted(territory: Territory) -> None:
    page = Client().get("/soutiens/").content.decode()
    assert "une fois par compte" in page and "aucun seuil" in page
    assert "/soutiens/" in Client().get("/propositions/").content.decode(), "from every page"
