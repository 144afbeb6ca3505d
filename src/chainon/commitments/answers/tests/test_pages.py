from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.tests.things import Thing, Things
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory
from chainon.commitments.answers import links
from chainon.commitments.answers.models import Answer, Answerer, Handover

Login = Callable[[User], Client]
MARCH = datetime(2026, 3, 4, 9, tzinfo=UTC)
YES = {"kind": "taken_up", "text": "Les travaux sont commandés.", "other": "", "signed_by": "Mme Roux"}


@pytest.fixture
def word(territory: Territory, things: Things) -> Thing:
    return things.add(territory.scope, "L’ascenseur de la tour B", said="Ma mère ne sort plus.")


@pytest.fixture
def team(bruno: User, client_of: Login) -> Client:
    return client_of(bruno)


@pytest.fixture
def handover(word: Thing, team: Client) -> Handover:
    sent = {"answerer": "new", "name": "Habitat Valmont", "email": "h@example.org", "note": ""}
    assert team.post(f"/transmettre/{word.node.public_id}", sent).status_code == 302
    return Handover.objects.get()


def plain(page: bytes) -> str:
    return page.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_the_first_answerer_is_inscribed_while_handing_over(handover: Handover, word: Thing, team: Client) -> None:
    assert Answerer.objects.get().name == "Habitat Valmont"
    page = plain(team.get(f"/transmettre/{word.node.public_id}").content)
    assert "Déjà transmis" in page and "Quelqu’un d’autre : je l’inscris" in page
    known = {"answerer": Answerer.objects.get().public_id, "name": "", "email": "", "note": ""}
    again = team.post(f"/transmettre/{word.node.public_id}", known)
    assert again.status_code == 422 and "déjà transmis" in again.content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"answerer": "new", "name": "", "email": ""}, "Écrivez le nom"),
        ({"answerer": "new", "name": "La ville", "email": "ville"}, "adresse"),
        ({}, "obligatoire"),
        ({"answerer": "2222222222"}, "2222222222"),
    ],
)
def test_what_is_missing_is_said_beside_the_field(word: Thing, team: Client, sent: dict[str, str], said: str) -> None:
    answer = team.post(f"/transmettre/{word.node.public_id}", sent)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Answerer.objects.exists() and not Mail.objects.exists()


def test_residents_do_not_hand_over(word: Thing, resident: User, client_of: Login) -> None:
    address = f"/transmettre/{word.node.public_id}"
    assert client_of(resident).get(address).status_code == 403
    assert Client().get(address).status_code == 302
    assert client_of(resident).post("/repondants/inscrire", {"name": "X", "email": "x@example.org"}).status_code == 403


def test_an_official_answers_from_the_mail_without_an_account(handover: Handover) -> None:
    link = re.search(r"http\S+/repondre/\S+", Mail.objects.get().body)
    assert link is not None
    path = link[0][link[0].index("/repondre") :]
    official = Client()
    page = plain(official.get(path).content)
    assert "L’ascenseur de la tour B" in page and "Le cadre, en quatre phrases" in page
    assert official.post(f"{path}/accepter", {"accepted_by": ""}).status_code == 422
    assert official.post(f"{path}/accepter", {"accepted_by": "Mme Roux"}).status_code == 302
    page = plain(official.get(path).content)
    assert "Votre réponse est attendue au plus tard" in page and "Le cadre" not in page
    assert official.post(path, YES).status_code == 302
    page = plain(official.get(path).content)
    assert "Votre réponse est publiée" in page and "Publier ma réponse" not in page
    answer = Answer.objects.get()
    public = Client().get(f"/reponses/{answer.node.public_id}", follow=True)
    assert public.status_code == 200 and "Les travaux sont commandés." in public.content.decode()
    assert "C’est oui" in plain(public.content) and "h@example.org" not in public.content.decode()
    again = official.post(path, {**YES, "kind": "set_aside"})
    assert again.status_code == 200 and Answer.objects.get().kind == "taken_up"


@pytest.mark.parametrize(
    ("missing", "said"),
    [("kind", "obligatoire"), ("text", "obligatoire"), ("signed_by", "obligatoire")],
)
def test_an_incomplete_answer_keeps_what_was_typed(handover: Handover, missing: str, said: str) -> None:
    answer = Client().post(links.path_of(handover), {**YES, missing: ""})
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page and not Answer.objects.exists()
    assert missing == "text" or "Les travaux sont commandés." in page


def test_not_us_says_to_whom(handover: Handover) -> None:
    not_us = {**YES, "kind": "not_us"}
    assert Client().post(links.path_of(handover), not_us).status_code == 422
    assert Client().post(links.path_of(handover), {**not_us, "other": "Le département"}).status_code == 302
    page = Client().get(f"/reponses/{Answer.objects.get().node.public_id}", follow=True)
    assert "Le département" in page.content.decode()


def test_a_late_answer_is_still_welcome(word: Thing, team: Client, things: Things) -> None:
    with clock.at(MARCH):
        sent = {"answerer": "new", "name": "La ville", "email": "v@example.org"}
        team.post(f"/transmettre/{word.node.public_id}", sent)
        path = links.path_of(Handover.objects.get())
        Client().post(f"{path}/accepter", {"accepted_by": "M. Petit"})
    page = plain(Client().get(path).content)
    assert "était attendue au plus tard le 3 mai 2026" in page
    assert Client().post(path, YES).status_code == 302


def test_the_link_opens_one_handover_of_one_territory(handover: Handover, settings: Any) -> None:
    path = links.path_of(handover)
    assert Client().get(path + "x").status_code == 404
    create_territory(name="Ailleurs", host="ailleurs.example.org")
    settings.ALLOWED_HOSTS = ["*"]
    assert Client().get(path).status_code == 200
    assert Client().get(path, headers={"host": "ailleurs.example.org"}).status_code == 404


def test_what_is_no_longer_public_asks_for_nothing(handover: Handover, word: Thing, things: Things) -> None:
    things.change(word, is_public=False)
    page = Client().get(links.path_of(handover))
    assert page.status_code == 200 and "n’est plus publique" in page.content.decode()
    Client().post(links.path_of(handover), YES)
    assert not Answer.objects.exists()


def test_the_team_types_a_letter_and_takes_back_what_was_not_for_them(handover: Handover, team: Client) -> None:
    key = handover.public_id
    tomorrow = team.post(f"/transmissions/{key}/reponse", {**YES, "received_on": "2099-01-01"})
    assert tomorrow.status_code == 422 and "pas encore venu" in tomorrow.content.decode()
    assert team.get(f"/transmissions/{key}/reprendre").status_code == 200
    assert team.post(f"/transmissions/{key}/reprendre", {"reason": ""}).status_code == 422
    assert team.post(f"/transmissions/{key}/reponse", {**YES, "received_on": "2026-01-05"}).status_code == 302
    page = plain(Client().get(f"/reponses/{Answer.objects.get().node.public_id}", follow=True).content)
    assert "reçue le 5 janvier 2026 et saisie par l’équipe" in page
    assert team.post(f"/transmissions/{key}/reprendre", {"reason": "Trop tard"}).status_code == 403


def test_everyone_reads_who_answers_here(handover: Handover, team: Client) -> None:
    page = plain(Client().get("/repondants").content)
    assert "Habitat Valmont" in page and "pas encore" in page and "h@example.org" not in page
    assert "Inscrire un répondant" not in page and "Inscrire un répondant" in plain(team.get("/repondants").content)
    taken = team.post("/repondants/inscrire", {"name": "habitat VALMONT", "email": "autre@example.org"})
    assert taken.status_code == 422 and "déjà ce nom" in taken.content.decode()
    assert team.post(f"/repondants/{Answerer.objects.get().public_id}/retirer").status_code == 302
    assert "Personne n’est encore inscrit" in plain(Client().get("/repondants").content)


def test_everyone_reads_what_each_of_them_answered(handover: Handover, django_assert_max_num_queries: Any) -> None:
    address = f"/repondants/{Answerer.objects.get().public_id}"
    assert f'href="{address}"' in Client().get("/repondants").content.decode()
    assert "Aucune réponse pour l’instant" in plain(Client().get(address).content)
    Client().post(links.path_of(handover), YES)
    with django_assert_max_num_queries(8):
        page = plain(Client().get(address).content)
    assert "Les travaux sont commandés." in page and f"/reponses/{Answer.objects.get().node.public_id}" in page
    assert "h@example.org" not in page and Client().get("/repondants/2222222222").status_code == 404
