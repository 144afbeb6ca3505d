from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.tests.things import Thing, Things
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused
from chainon.commitments.answers import links as answer_links
from chainon.commitments.answers import services as answers
from chainon.commitments.answers.models import AnswerKind, Handover
from chainon.commitments.commitments import links, services
from chainon.commitments.commitments.models import Commitment, Update
from chainon.commitments.commitments.steps import steps
from chainon.governance.bodies.services import gather

Login = Callable[[User], Client]
MARCH = datetime(2026, 3, 4, 9, tzinfo=UTC)
PROMISE = {
    "what": "Réparer l’ascenseur",
    "due_on": "2026-12-01",
    "for_whom": "",
    "details": "",
    "signed_by": "Mme Roux",
}
NEWS = {"kind": "news", "text": "La cabine est commandée.", "signed_by": "Mme Roux", "new_due_on": ""}


@pytest.fixture
def word(territory: Territory, things: Things) -> Thing:
    with clock.at(MARCH):
        return things.add(territory.scope, "L’ascenseur de la tour B")


@pytest.fixture
def handover(word: Thing, bruno: User) -> Handover:
    with clock.at(MARCH):
        town = answers.add_answerer(by=bruno, territory=word.node.territory, name="La ville", email="v@example.org")
        made = answers.hand_over(by=bruno, node=word.node, answerer=town)
        answers.give_answer(handover=made, kind=AnswerKind.TAKEN_UP, text="Oui.", signed_by="Mme Roux")
    return Handover.objects.get()


def plain(page: bytes) -> str:
    return page.decode().replace("\u00a0", " ").replace("\u202f", " ")


def page_of(commitment: Commitment) -> str:
    return f"/engagements/{commitment.node.public_id}"


def read(address: str) -> str:
    return plain(Client().get(address, follow=True).content)


def test_from_a_yes_to_a_kept_promise_by_links_alone(handover: Handover) -> None:
    owner, token = Client(), answer_links.path_of(handover).rsplit("/", 1)[-1]
    with clock.at(MARCH):
        assert "Dire qui fait quoi, et pour quand" in plain(owner.get(f"/repondre/{token}").content)
        made = owner.post(f"/engagements/promettre/{token}", PROMISE)
        commitment = Commitment.objects.get()
        assert made.headers["Location"] == links.path_of(commitment)
        assert "en cours" in read(page_of(commitment))
        news = links.path_of(commitment)
        assert owner.post(news, {**NEWS, "text": ""}).status_code == 422
        assert owner.post(news, NEWS).status_code == 302
        assert owner.post(news, {**NEWS, "kind": "postponed"}).status_code == 422
        assert owner.post(news, {**NEWS, "kind": "postponed", "new_due_on": "2026-12-01"}).status_code == 422
        assert owner.post(news, {**NEWS, "kind": "postponed", "new_due_on": "2027-01-15"}).status_code == 302
        page = read(page_of(commitment))
        assert "D’abord promis pour" in page and "du 1er décembre 2026 au 15 janvier 2027" in page
        assert owner.post(news, {**NEWS, "kind": "kept", "text": "Elle roule."}).status_code == 302
        assert "Cet engagement est clos" in plain(owner.get(news).content)
        owner.post(news, NEWS)
    assert Update.objects.count() == 3
    page = read(page_of(commitment))
    assert "tenu" in page and "Elle roule." in page and "v@example.org" not in page


def test_no_promise_is_taken_before_a_yes_or_for_a_day_past(word: Thing, bruno: User, handover: Handover) -> None:
    token = answer_links.path_of(handover).rsplit("/", 1)[-1]
    past = Client().post(f"/engagements/promettre/{token}", {**PROMISE, "due_on": "2020-01-01"})
    assert past.status_code == 422 and "déjà passé" in past.content.decode()
    assert Client().get("/engagements/promettre/faux:jeton").status_code == 404
    other = answers.add_answerer(by=bruno, territory=word.node.territory, name="Le bailleur", email="b@example.org")
    waiting = answers.hand_over(by=bruno, node=word.node, answerer=other)
    token = answer_links.path_of(waiting).rsplit("/", 1)[-1]
    assert Client().get(f"/engagements/promettre/{token}").status_code == 403
    assert not Commitment.objects.exists()


def test_the_team_types_the_promise_of_an_institution(handover: Handover, bruno: User, client_of: Login) -> None:
    team, source = client_of(bruno), handover.answer.node
    address = f"/engagements/nouveau/{source.public_id}"
    with clock.at(MARCH):
        assert "La ville" in plain(team.get(address).content)
        sent = {**PROMISE, "answerer": handover.answerer.public_id}
        assert team.post(address, {**sent, "what": ""}).status_code == 422
        assert (
            "/repondants/inscrire" in team.get(address).content.decode()
            and "---" not in team.get(address).content.decode()
        )
        wrong = team.post(address, {**sent, "made_on": "2030-01-01"})
        assert wrong.status_code == 422 and list(wrong.context["form"].errors) == ["made_on"]
        assert team.post(address, sent).status_code == 302
        assert team.get(f"{page_of(Commitment.objects.get())}/nouvelles").status_code == 200
    assert Client().get(address).status_code == 302


def test_residents_take_it_on_and_give_news(word: Thing, amina: User, resident: User, client_of: Login) -> None:
    relay, address = client_of(amina), f"/engagements/nous-memes/{word.node.public_id}"
    mine = {"owner": "Le collectif du 12", "what": "Porter les courses", "due_on": "2026-12-01"}
    with clock.at(MARCH):
        assert relay.post(address, {**mine, "owner": ""}).status_code == 422
        assert relay.post(address, mine).status_code == 302
        commitment = Commitment.objects.get()
        news = f"{page_of(commitment)}/nouvelles"
        assert relay.post(news, NEWS).status_code == 302 and client_of(resident).post(news, NEWS).status_code == 403
    assert "Le collectif du 12" in read(page_of(commitment))


def test_any_resident_takes_it_on_in_the_name_of_their_collective(
    word: Thing, resident: User, client_of: Login, territory: Territory
) -> None:
    """Without one, the button says what is needed, and where; with one, under its name and no other."""
    neighbour, address = client_of(resident), f"/engagements/nous-memes/{word.node.public_id}"
    mine = {"owner": "Les voisins du 12", "what": "Porter les courses", "due_on": "2026-12-01"}
    with clock.at(MARCH):
        request = RequestFactory().get("/")
        request.user = resident
        assert address in [step.url for step in steps(word.node, request)]
        told = neighbour.get(address)
        said = told.content.decode()
        assert told.status_code == 200 and "ouvrez d’abord un collectif" in said and "/se-regrouper" in said
        assert neighbour.post(address, mine).status_code == 403 and not Commitment.objects.exists()
        gather(by=resident, parent=territory.scope, name=mine["owner"], purpose="S’entraider.", contact="")
        assert mine["owner"] in neighbour.get(address).content.decode()
        assert neighbour.post(address, {**mine, "owner": "La ville"}).status_code == 422
        with pytest.raises(Refused, match="au nom d’un collectif"):
            services.take_on(
                by=resident,
                source=word.node,
                details="",
                for_whom="",
                owner="La ville",
                what="Porter",
                due_on=date(2026, 12, 1),
            )
        assert neighbour.post(address, mine).status_code == 302
        commitment = Commitment.objects.get()
        assert neighbour.post(f"{page_of(commitment)}/nouvelles", NEWS).status_code == 302
    assert (commitment.owner, commitment.is_of_residents) == ("Les voisins du 12", True)
    assert Client().get(address).status_code == 302


def test_the_register_is_public_filtered_and_says_what_is_late(word: Thing, amina: User, territory: Territory) -> None:
    assert "Aucun engagement pour l’instant" in read("/engagements/")
    with clock.at(MARCH):
        for number in range(60):
            due = (MARCH + timedelta(days=5 + number)).date()
            said = {"owner": "Le collectif", "what": f"Geste {number}", "details": "", "for_whom": "", "due_on": due}
            services.take_on(by=amina, source=word.node, **said)
    with clock.at(MARCH + timedelta(days=10)):
        page = read("/engagements/")
        assert "Geste 0" in page and "en retard de 5 jours" in page and "Geste 55" not in page
        following = Client().get("/engagements/").content.decode().split('rel="next" href="')[1].split('"')[0]
        assert "Geste 55" in read(f"/engagements/{following.replace('&amp;', '&')}")
        assert "Geste 40" not in read("/engagements/?etat=late")
        others = f'href="?etat=late&amp;qui=habitants&amp;lieu={territory.scope.public_id}"'
        chosen = Client().get(f"/engagements/?etat=late&qui=habitants&lieu={territory.scope.public_id}")
        assert others in chosen.content.decode() and chosen.context["totals"].late == 5
        assert Client().get("/engagements/?etat=autre").status_code == 404
        assert Client().get("/engagements/?apres=zero").status_code == 200
        with CaptureQueriesContext(connection) as queries:
            Client().get("/engagements/")
        assert len(queries) <= 8
