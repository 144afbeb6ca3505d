from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.governance.guarantors import services
from chainon.governance.guarantors.models import Message
from chainon.territory.places.models import Kind
from chainon.territory.places.services import add_place

from .making import appointed

SECRET = "On m’a demandé de me taire."


@pytest.fixture
def nadia(territory: Territory, admin: User) -> User:
    user = appointed(territory.scope, by=admin, email="nadia@example.org", name="Nadia B.").user
    assert user is not None
    return user


def written(client: Client, **fields: str) -> str:
    page = client.post("/garants/ecrire", {"text": SECRET, **fields}).content.decode()
    found = re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{4}", page)
    assert found is not None, "the code is shown"
    return found[0]


def test_a_message_reaches_the_guarantor_alone_and_its_answer_is_read_with_the_code(
    territory: Territory, nadia: User, bruno: User, admin: User, client_of
) -> None:
    client, lines = Client(), Line.objects.count()
    code = written(client, email="leila@example.org")
    message = Message.objects.get()
    address = f"/garants/messages/{message.public_id}"
    for user in (bruno, admin):
        for page in ("/garants/messages/", address):
            assert client_of(user).get(page).status_code == 403
    assert all(SECRET not in mail.body for mail in Mail.objects.all()), "the outbox would show it"
    assert address in Mail.objects.filter(to=nadia.email).latest("pk").body
    assert SECRET in client_of(nadia).get("/garants/messages/").content.decode()
    assert "Pas encore de réponse" in client.post("/garants/reponse", {"code": code}).content.decode()
    client_of(nadia).post(address, {"answer": "Voyons-nous jeudi."})
    assert "Voyons-nous jeudi." in client.post("/garants/reponse", {"code": code.lower()}).content.decode()
    told = Mail.objects.get(to="leila@example.org").body
    assert "Voyons-nous" not in told and "/garants/reponse" in told
    public = client.get("/garants/").content.decode()
    assert "1 message reçu, 1 répondu." in public and SECRET not in public
    assert Line.objects.count() == lines, "the journal says nothing of it"


def test_the_guarantor_of_one_place_is_written_to_and_reads_only_their_own(
    territory: Territory, nadia: User, admin: User, client: Client, client_of
) -> None:
    place = add_place(by=admin, parent=territory.scope, kind=Kind.NEIGHBOURHOOD, name="Les Tilleuls").scope
    idir = appointed(place, by=admin, email="idir@example.org", name="Idir K.").user
    assert idir is not None
    page = client.get("/garants/ecrire").content.decode()
    assert place.label in page and territory.scope.label in page, "one chooses to whom"
    assert client.post("/garants/ecrire", {"text": SECRET}).status_code == 422, "nothing is chosen for them"
    written(client, scope=place.public_id)
    message = Message.objects.get()
    address = f"/garants/messages/{message.public_id}"
    assert not Mail.objects.filter(to=nadia.email, body__contains=address).exists()
    assert Mail.objects.filter(to=idir.email, body__contains=address).count() == 1
    assert client_of(idir).get(address).status_code == 200
    assert SECRET in client_of(idir).get("/garants/messages/").content.decode()
    assert client_of(nadia).get(address).status_code == 403
    assert SECRET not in client_of(nadia).get("/garants/messages/").content.decode()
    assert client_of(nadia).post(address, {"answer": "Non."}).status_code == 403


def test_a_wrong_code_opens_nothing_and_is_counted(territory: Territory, nadia: User, client: Client) -> None:
    code = written(client)
    wrong = ("A" if code[0] != "A" else "B") + code[1:]
    for _time in range(20):
        assert client.post("/garants/reponse", {"code": wrong}).status_code == 422
    assert client.post("/garants/reponse", {"code": wrong}).status_code == 429


def test_one_address_writes_five_times_an_hour(territory: Territory, nadia: User, client: Client) -> None:
    for _time in range(5):
        written(client)
    assert client.post("/garants/ecrire", {"text": "Encore."}).status_code == 429
    assert Message.objects.count() == 5


def test_without_a_signed_guarantor_nobody_would_read_it(territory: Territory, client: Client) -> None:
    assert "Personne ne peut lire" in client.get("/garants/ecrire").content.decode()
    assert client.post("/garants/ecrire", {"text": SECRET}).status_code == 422
    assert not Message.objects.exists()


def test_words_are_erased_after_the_announced_time_and_counted_still(
    territory: Territory, nadia: User, client: Client
) -> None:
    code = written(client, email="leila@example.org")
    with clock.at(clock.now() + timedelta(days=179)):
        assert services.forget_messages() == 0
    with clock.at(clock.now() + timedelta(days=181)):
        assert services.forget_messages() == 1
        assert services.forget_messages() == 0
    message = Message.objects.get()
    assert (message.text, message.email, message.answer) == ("", "", "")
    assert "effacé" in client.post("/garants/reponse", {"code": code}).content.decode()
    assert "1 message reçu, 0 répondu" in client.get("/garants/").content.decode()
