from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Territory
from chainon.base.slips.codes import code_for
from chainon.base.slips.services import bind_slip
from chainon.base.slips.tests import making as papers
from chainon.commitments.answers.models import Answerer
from chainon.deliberation.interpellations import services
from chainon.deliberation.interpellations.models import Interpellation, Terms
from chainon.deliberation.proposals.tests import making as voices
from chainon.deliberation.supports.services import enter_sheet
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.services import open_body

from .making import TITLE, answerer, asked, neighbours

Login = Callable[[User], Client]


@pytest.fixture
def landlord(territory: Territory, bruno: User) -> Answerer:
    return answerer(territory.scope, by=bruno)


@pytest.fixture
def three(territory: Territory, bruno: User) -> None:
    services.set_terms(by=bruno, territory=territory.scope, signatures=3, days=15)


def plain(page: bytes) -> str:
    return page.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_a_resident_asks_and_others_sign(
    territory: Territory, landlord: Answerer, resident: User, client_of: Login, three: None
) -> None:
    mine, form = client_of(resident), {"title": TITLE, "text": "En panne.", "addressee": landlord.public_id}
    assert mine.post("/interpellations/ouvrir", {**form, "entry": uuid4(), "text": ""}).status_code == 422
    assert mine.post("/interpellations/ouvrir", {**form, "entry": uuid4()}).status_code == 302
    one = Interpellation.objects.get()
    page = plain(Client().get(f"/interpellations/{one.node.public_id}", follow=True).content)
    assert "1 signature" in page and "Encore 2, et la réponse sera due par : Habitat Valmont" in page
    assert "Rachid" in page and page.count("En panne.") == 1, "its words are read once, not again in the thread"
    second, third = neighbours(2)
    address = f"/interpellations/{one.node.public_id}/signer"
    assert client_of(second).post(address, {}).status_code == 422
    assert client_of(second).post(address, {"signs": "True", "shows_name": "on"}).status_code == 302
    assert client_of(third).post(address, {"signs": "True"}).status_code == 302
    page = plain(Client().get(f"/interpellations/{one.node.public_id}", follow=True).content)
    assert "3 signatures" in page and "Voisin 1" in page and "Voisin 2" not in page
    assert "encore 15 jours" in page and "C’est au tour d’Habitat Valmont" in page
    assert "3 signatures sur 3" in plain(Client().get("/interpellations/").content)


def test_the_code_of_a_slip_signs_once(
    territory: Territory, landlord: Answerer, resident: User, bruno: User, three: None
) -> None:
    one = asked(territory.scope, by=resident, to=landlord)
    pad = papers.pad(territory.scope, by=bruno)
    slip = pad.slips.get(number=pad.first)
    bind_slip(by=bruno, slip=slip, node=voices.said(territory.scope, by=bruno).node)
    address, code = f"/interpellations/{one.node.public_id}/signer", code_for(pad, slip.number)
    assert Client().post(address, {"code": "7KQ4TX92M"}).status_code == 422
    for _twice in range(2):
        assert Client().post(address, {"code": code}).status_code == 302
    page = plain(Client().get(f"/interpellations/{one.node.public_id}", follow=True).content)
    assert "2 signatures" in page


def test_sheets_are_shown_apart(
    territory: Territory, landlord: Answerer, resident: User, bruno: User, three: None
) -> None:
    one = asked(territory.scope, by=resident, to=landlord)
    enter_sheet(by=bruno, node=one.node, number=40, collected_on=clock.today(), entry=uuid4())
    page = plain(Client().get(f"/interpellations/{one.node.public_id}", follow=True).content)
    assert "Et 40 signatures déclarées" in page and "Encore 2" in page


def test_a_member_of_a_table_asks_for_it(
    territory: Territory, landlord: Answerer, resident: User, bruno: User, client_of: Login
) -> None:
    table = open_body(
        by=bruno, parent=territory.scope, kind=BodyKind.NEIGHBOURHOOD_TABLE, name="La table des Tilleuls", seats=9
    )
    Grant.objects.create(user=resident, role=Role.MEMBER, scope=table.scope, given_at=clock.now())
    member = client_of(resident)
    assert "Interpeller" in plain(member.get(table.get_absolute_url()).content)
    assert "La table des Tilleuls" in plain(member.get(f"/interpellations/ouvrir?instance={table.public_id}").content)
    form = {"title": TITLE, "text": "En panne.", "addressee": landlord.public_id, "entry": uuid4()}
    assert member.post("/interpellations/ouvrir", {**form, "body": table.public_id}).status_code == 302
    one = Interpellation.objects.get()
    page = plain(Client().get(f"/interpellations/{one.node.public_id}", follow=True).content)
    assert "encore 30 jours" in page and "La table des Tilleuls" in page and "Signer" not in page
    assert "Ce qu’elle a demandé en public" in plain(Client().get(table.get_absolute_url()).content)
    assert Client().get(f"/interpellations/{one.node.public_id}/signer").status_code == 403


def test_taking_a_signature_back_and_withdrawing(
    territory: Territory, landlord: Answerer, resident: User, client_of: Login, three: None
) -> None:
    one = asked(territory.scope, by=resident, to=landlord)
    mine, address = client_of(resident), f"/interpellations/{one.node.public_id}"
    assert mine.post(f"{address}/ne-plus-signer").status_code == 302
    assert mine.post(f"{address}/retirer", {"reason": ""}).status_code == 422
    assert mine.post(f"{address}/retirer", {"reason": "C’est réparé."}).status_code == 302
    assert "C’est réparé." in plain(Client().get(address, follow=True).content)
    assert client_of(neighbours(1)[0]).get(f"{address}/retirer").status_code == 403


def test_the_team_sets_the_terms(territory: Territory, bruno: User, resident: User, client_of: Login) -> None:
    assert client_of(resident).get("/interpellations/regle").status_code == 403
    assert client_of(bruno).post("/interpellations/regle", {"signatures": 1, "days": 10}).status_code == 422
    assert client_of(bruno).post("/interpellations/regle", {"signatures": 40, "days": 10}).status_code == 302
    assert Terms.objects.get().signatures == 40
    assert "40 personnes qui signent" in plain(Client().get("/interpellations/").content)


def test_without_anyone_to_answer_the_page_says_so(territory: Territory, resident: User, client_of: Login) -> None:
    assert "Personne n’est encore inscrit pour répondre" in plain(
        client_of(resident).get("/interpellations/ouvrir").content
    )
    assert "Personne n’a encore interpellé ici" in plain(Client().get("/interpellations/").content)


def test_the_list_costs_the_same_for_forty(
    territory: Territory, landlord: Answerer, resident: User, django_assert_max_num_queries: Callable
) -> None:
    for _each in range(40):
        asked(territory.scope, by=resident, to=landlord)
    Client().get("/interpellations/")
    with django_assert_max_num_queries(9):
        assert plain(Client().get("/interpellations/").content).count("encore 19 signatures") == 40


def test_a_visitor_is_told_why_an_account_is_needed_and_what_needs_none(
    territory: Territory, landlord: Answerer
) -> None:
    answer = Client().get("/interpellations/ouvrir")
    page = plain(answer.content)
    assert answer.status_code == 200 and "il faut un compte" in page and "Dire quelque chose" in page
    assert "/compte/entrer?next=/interpellations/ouvrir" in page
    assert Client().post("/interpellations/ouvrir", {"title": TITLE}).status_code == 403


def test_while_signatures_are_missing_the_thread_says_that_they_send_it(
    territory: Territory, landlord: Answerer, resident: User, three: None
) -> None:
    one = asked(territory.scope, by=resident, to=landlord)
    page = plain(Client().get(f"/interpellations/{one.node.public_id}", follow=True).content)
    assert "À 3 signatures, elle part d’elle-même à : Habitat Valmont." in page and "transmettre à qui" not in page
    services.withdraw(by=resident, one=one, reason="C’est réparé.")
    page = plain(Client().get(f"/interpellations/{one.node.public_id}", follow=True).content)
    assert "part d’elle-même" not in page and "transmettre à qui" not in page
