from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain import selectors as chain
from chainon.base.chain.models import Relation, Stage
from chainon.base.chain.services import differences, expect
from chainon.base.chain.tests.things import Things
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.governance.guarantors import selectors, services
from chainon.governance.guarantors.cards import acts_card
from chainon.governance.guarantors.models import Act, ActKind, Reply

from .making import about, appointed, asked, said


@pytest.fixture
def nadia(territory: Territory, admin: User) -> User:
    user = appointed(territory.scope, by=admin, email="nadia@example.org", name="Nadia B.").user
    assert user is not None
    return user


def test_an_opinion_stands_in_the_thread_of_what_it_is_about(
    territory: Territory, things: Things, nadia: User, client_of
) -> None:
    word = things.add(territory.scope, "L’ascenseur de la tour B").node
    address = f"/garants/agir/maillon/{word.public_id}"
    client = client_of(nadia)
    assert client.get(address).status_code == 200
    form = {"kind": "opinion", "title": "La règle a changé en route", "text": "Sans le dire."}
    assert client.post(address, form).status_code == 422, "an opinion is for or against"
    assert client.post(address, {**form, "opinion": "no"}).status_code == 302
    act = Act.objects.get()
    thread = chain.thread_of(word)
    assert [step.stage for step in thread.steps] == [Stage.VOICE, Stage.DELIBERATION]
    assert (thread.steps[1].kind, thread.steps[1].state) == ("avis du garant", "défavorable")
    (row,) = selectors.acts_of(territory.scope, about=word)
    page = client.get(row.url).content.decode()
    assert "Avis défavorable" in page and "Nadia B., garant de la participation" in page
    assert (Line.objects.latest("number").verb, act.node.kind) == ("guarantors.opined", "opinion")
    assert list(differences()) == []


def test_a_request_unanswered_for_fifteen_days_heads_what_is_expected(
    territory: Territory, things: Things, nadia: User, client: Client
) -> None:
    start = clock.now() - timedelta(days=60)
    with clock.at(start):
        word = things.add(territory.scope, "L’ascenseur").node
        expect(node=word, expects=Relation.ANSWER, whose="Habitat Valmont", whose_key="h", days=10)
    with clock.at(start + timedelta(days=40)):
        request = asked(nadia, territory.scope)
        assert request.node.waits.get().days == 15
    with clock.at(start + timedelta(days=50)):
        assert chain.turns_in(territory.scope)[0].whose == "Habitat Valmont"
    with clock.at(start + timedelta(days=56)):
        turns = chain.turns_in(territory.scope)
        assert [turn.whose for turn in turns] == ["L’équipe d’animation", "Habitat Valmont"]
        assert chain.turns_in(territory.scope, limit=1, after=1)[0].whose == "Habitat Valmont"
        page = client.get("/a-qui-le-tour").content.decode()
        assert page.index("Une réunion sans annonce") < page.index("L’ascenseur")


def test_the_answer_to_a_request_is_public_and_ends_the_wait(
    territory: Territory, nadia: User, bruno: User, client: Client, client_of
) -> None:
    request = asked(nadia, territory.scope)
    assert "demande une suspension" in Mail.objects.get(to=bruno.email).body
    address = f"/garants/actes/{request.node.public_id}/repondre"
    assert client_of(nadia).get(address).status_code == 403
    client_of(bruno).post(address, {"reply": "suspended", "reason": "Le temps de tout afficher."})
    request.refresh_from_db()
    assert request.reply == Reply.SUSPENDED and not request.node.waits.open().exists()
    page = client.get(f"/garants/actes/{request.node.public_id}", follow=True).content.decode()
    assert "c’est suspendu" in page and "Le temps de tout afficher." in page
    main = page[page.index("<main") :]
    assert main.index("Rien n’a été affiché.") < main.index("Le temps de tout afficher."), "asked, then answered"
    assert Mail.objects.filter(to=nadia.email, subject__contains="Réponse").count() == 1
    with pytest.raises(Refused, match="déjà"):
        services.reply_to_suspension(by=bruno, act=request, reply=Reply.CONTINUED, reason="Non.")
    assert Line.objects.filter(verb="guarantors.suspension_replied").count() == 1
    assert list(differences()) == []


def test_a_guarantor_of_the_territory_speaks_of_what_is_in_a_place(
    territory: Territory, things: Things, nadia: User
) -> None:
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    word = things.add(place).node
    assert said(nadia, about(word)).scope == place


def test_a_deputy_says_why_they_act(territory: Territory, admin: User, nadia: User, things: Things) -> None:
    titular = nadia.appointments.get()
    deputy = appointed(territory.scope, by=admin, email="paul@example.org", name="Paul", titular=titular).user
    assert deputy is not None
    word = things.add(territory.scope).node
    with pytest.raises(Unavailable, match="à la place"):
        said(deputy, about(word))
    act = said(deputy, about(word), instead_of="concerned")
    assert act.node.who == "Paul, suppléant du garant de la participation"
    assert act.get_instead_of_display() == "la personne titulaire est concernée par le sujet"
    card = acts_card(word, RequestFactory().get("/"))
    assert "Ce que dit le garant" in card and "Avis du garant" not in card, "it is an alert"


def test_a_form_sent_twice_speaks_once(territory: Territory, nadia: User, client_of) -> None:
    form = {"entry": "5b1c3d5e-0000-4000-8000-000000000001", "kind": "alert", "title": "Retards", "text": "Partout."}
    for _time in range(2):
        assert client_of(nadia).post("/garants/agir", form).status_code == 302
    assert Act.objects.get().kind == ActKind.ALERT
    assert Line.objects.filter(verb="guarantors.alerted").count() == 1


def test_only_a_signed_guarantor_speaks(territory: Territory, chantal: User, bruno: User, things: Things) -> None:
    word = things.add(territory.scope).node
    for by in (chantal, bruno):
        with pytest.raises(Refused, match="lettre d’indépendance"):
            said(by, about(word))
