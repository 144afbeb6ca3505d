from __future__ import annotations

import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.chain.models import Relation
from chainon.base.chain.services import expect
from chainon.base.scopes.models import Scope, Territory
from chainon.deliberation.debates.tests.making import heard, opened
from chainon.deliberation.moderation.models import Reason
from chainon.deliberation.moderation.services import report
from chainon.deliberation.moderation.tests import making as moderation
from chainon.deliberation.proposals.tests.making import said
from chainon.governance.bodies.services import gather
from chainon.governance.charters.models import ArticleKey
from chainon.governance.charters.services import publish_charter, write_charter
from chainon.governance.draws.services import approve, cancel_draw
from chainon.governance.draws.tests import making as draws
from chainon.governance.guarantors.services import write_to_guarantors
from chainon.governance.guarantors.tests.making import appointed, asked
from chainon.governance.processes.services import say_unclear
from chainon.governance.processes.tests import making as processes
from chainon.portal import watching
from chainon.territory.places.models import Kind
from chainon.territory.places.services import add_place

PAGE = "/garants/veille"
QUERIES = 20


def test_the_page_is_the_guarantor_s(admin: User, bruno: User, resident: User, chantal: User, client_of) -> None:
    lines = (Path(watching.__path__[0]) / "permissions.txt").read_text(encoding="utf-8").splitlines()
    who, row = (line.split() for line in lines if not line.startswith("#"))
    people = {"resident": resident, "facilitator": bruno, "administrator": admin, "guarantor": chantal}
    people["there"] = User.objects.create_user("olga@example.org", "Olga")
    place = add_place(by=admin, parent=Scope.objects.get(parent=None), kind=Kind.NEIGHBOURHOOD, name="Les Tilleuls")
    Grant.objects.create(user=people["there"], role=Role.GUARANTOR, scope=place.scope, given_at=clock.now())
    for name, answer in zip(who[1:], row[1:], strict=True):
        client = client_of(people[name]) if name in people else Client()
        assert (client.get(PAGE).status_code == 200) == (answer == "y"), name


def test_it_shows_what_waits_and_what_to_do_about_it(
    territory: Territory, admin: User, bruno: User, resident: User, client_of
) -> None:
    nadia = appointed(territory.scope, by=admin, email="nadia@example.org", name="Nadia B.").user
    assert nadia is not None
    word = said(territory.scope, by=bruno)
    with clock.at(clock.now() - timedelta(days=40)):
        expect(node=word.node, expects=Relation.ANSWER, whose="Habitat Valmont", whose_key="h", days=10)
    with clock.at(clock.now() - timedelta(days=16)):
        asked(nadia, territory.scope)
    gather(by=resident, parent=territory.scope, name="Les voisins du 12", purpose="Un jardin.", contact="")
    write_to_guarantors(scope=territory.scope, text="J’ai vu.", email="", entry=word.entry)
    client = client_of(nadia)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(PAGE).content.decode()
    assert page.index("Une réunion sans annonce") < page.index("Habitat Valmont")
    assert "en retard de 1" in page and "1 message à lire" in page and "Les voisins du 12" in page
    assert f"/garants/agir/maillon/{word.node.public_id}" in page and "J’ai vu." not in page
    assert len(queries) <= QUERIES


def test_what_changed_after_people_counted_on_it_is_read_with_its_reason(
    territory: Territory, admin: User, bruno: User, chantal: User, client_of
) -> None:
    processes.changed(bruno, processes.published(bruno, territory.scope).steps.all()[0])
    draw = draws.frozen(draws.make_draw(territory, bruno), chantal)
    texts = {key.value: f"Autrement : {key.label}." for key in ArticleKey}
    charter = write_charter(by=bruno, body=draw.body, texts=texts, change_reason="Les jeunes l’ont demandé.")
    publish_charter(by=bruno, charter=charter)
    cancel_draw(by=bruno, draw=draw, reason="La salle est fermée.")
    nadia = appointed(territory.scope, by=admin, email="nadia@example.org", name="Nadia B.").user
    assert nadia is not None
    client = client_of(nadia)
    page = client.get(PAGE).content.decode()
    for words in ("Le marché a été déplacé.", "Les jeunes l’ont demandé.", "La salle est fermée."):
        assert words in page
    for kind, public_id in (("charte", draw.body.public_id), ("tirage", draw.public_id)):
        address = f"/garants/agir/{kind}/{public_id}"
        assert address in page and client.get(address).status_code == 200


def test_a_draw_that_waits_for_their_agreement_is_theirs_until_they_give_it(
    territory: Territory, bruno: User, chantal: User, client_of
) -> None:
    draw = draws.submitted(draws.make_draw(territory, bruno))
    assert f"/tirages/{draw.public_id}/preparation" in client_of(chantal).get(PAGE).content.decode()
    approve(by=chantal, draw=draw)
    assert f"/tirages/{draw.public_id}/preparation" not in client_of(chantal).get(PAGE).content.decode()


def test_twenty_queries_whatever_there_is(territory: Territory, admin: User, bruno: User, client_of) -> None:
    nadia = appointed(territory.scope, by=admin, email="nadia@example.org", name="Nadia B.").user
    assert nadia is not None
    for number in range(4):
        word = said(territory.scope, by=bruno, title=f"Un banc, {number}")
        with clock.at(clock.now() - timedelta(days=40)):
            expect(node=word.node, expects=Relation.ANSWER, whose="Habitat Valmont", whose_key="h", days=10)
            opened(bruno, word.node)
            asked(nadia, territory.scope)
        write_to_guarantors(scope=territory.scope, text="J’ai vu.", email="", entry=word.entry)
        step = processes.published(bruno, territory.scope, title=f"La place, {number}").steps.all()[0]
        say_unclear(card=step.cards.get(), question=2)
        processes.changed(bruno, step)
        gather(by=nadia, parent=territory.scope, name=f"Les voisins du {number}", purpose="Un jardin.", contact="")
    client = client_of(nadia)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(PAGE).content.decode()
    assert "Les voisins du 3" in page and page.count("en retard de") == 8
    assert len(queries) <= QUERIES, [each["sql"][:150] for each in queries]


def test_the_journal_is_recomputed_when_asked(territory: Territory, chantal: User, client_of) -> None:
    client = client_of(chantal)
    assert "recalcul" not in client.get(PAGE).content.decode().replace("Recalculer", "")
    assert "rien n’a été changé" in client.get(PAGE + "?journal=verifier").content.decode()


@pytest.mark.parametrize("name", ["Rien n’appelle votre regard", "pas signée ici"])
def test_an_empty_page_says_so_and_that_the_letter_is_missing(
    territory: Territory, chantal: User, client_of, name: str
) -> None:
    assert name in client_of(chantal).get(PAGE).content.decode()


def happens(scope: Scope, name: str, *, by: User, bruno: User) -> None:
    """One thing for nearly each part of the page, each with the name of where it happens."""
    word = said(scope, by=bruno, title=f"Un banc, {name}")
    with clock.at(clock.now() - timedelta(days=40)):
        expect(node=word.node, expects=Relation.ANSWER, whose=f"Bailleur, {name}", whose_key="h", days=10)
        opened(bruno, word.node, question=f"Faut-il un banc, {name} ?")
    step = processes.published(bruno, scope, title=f"La place, {name}").steps.all()[0]
    say_unclear(card=step.cards.get(), question=2)
    processes.changed(bruno, step, reason=f"Le marché est déplacé, {name}.")
    report(by=by, thing=moderation.thing_of(word), reason=Reason.OTHER)
    gather(by=by, parent=scope, name=f"Les voisins, {name}", purpose="Un jardin.", contact="")


def test_a_guarantor_of_one_place_watches_that_place_alone(
    territory: Territory, admin: User, bruno: User, resident: User, client_of
) -> None:
    here, there = (
        add_place(by=admin, parent=territory.scope, kind=Kind.NEIGHBOURHOOD, name=name).scope
        for name in ("Les Tilleuls", "Le Port")
    )
    olga = appointed(here, by=admin, email="olga@example.org", name="Olga B.").user
    nadia = appointed(territory.scope, by=admin, email="nadia@example.org", name="Nadia B.").user
    assert olga is not None and nadia is not None
    for scope, name in ((here, "ici"), (there, "ailleurs"), (territory.scope, "partout")):
        happens(scope, name, by=resident, bruno=bruno)
    draw = draws.submitted(draws.make_draw(territory, bruno))
    for _number in range(2):
        write_to_guarantors(scope=here, text="J’ai vu.", email="", entry=uuid.uuid4())
    write_to_guarantors(scope=territory.scope, text="Moi aussi.", email="", entry=uuid.uuid4())
    client = client_of(olga)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(PAGE).content.decode()
    assert page.count("ici") >= 6 and "ailleurs" not in page.replace("rien d’ailleurs", "") and "partout" not in page
    assert "2 messages à lire" in page and "1 signalement à traiter" in page and draw.public_id not in page
    assert "<strong>Les Tilleuls</strong>" in page and len(queries) <= QUERIES + 2
    whole = client_of(nadia).get(PAGE).content.decode()
    assert all(f"Les voisins, {name}" in whole for name in ("ici", "ailleurs", "partout"))
    assert "1 message à lire" in whole and "3 signalements à traiter" in whole and draw.public_id in whole
    assert "Vous y êtes garant" not in whole


def test_they_are_led_there_and_speak_of_their_place(
    client: Client, territory: Territory, admin: User, client_of
) -> None:
    place = add_place(by=admin, parent=territory.scope, kind=Kind.NEIGHBOURHOOD, name="Les Tilleuls")
    olga = appointed(place.scope, by=admin, email="olga@example.org", name="Olga B.").user
    assert olga is not None
    hers = client_of(olga)
    assert PAGE in hers.get("/").content.decode()
    own = hers.get(PAGE).context["own_page"]
    assert "démissionne" in hers.get("/compte/").content.decode()
    assert own != "/garants/" and "Olga B." in client.get(own).content.decode()
    speak = f"/garants/agir/lieu/{place.public_id}"
    assert speak in hers.get(PAGE).content.decode() and hers.get("/garants/agir").status_code == 403
    said_of = {"kind": "alert", "title": "Rien n’est affiché", "text": "Ni au hall ni à l’école."}
    act = hers.post(speak, said_of).headers["Location"]
    assert place.get_absolute_url() in client.get(act).content.decode()
    assert act in client.get(place.get_absolute_url()).content.decode()
    assert "Rien n’est affiché" in client.get("/garants/").content.decode()


def test_a_guarantor_of_two_places_watches_both(territory: Territory, admin: User, bruno: User, client_of) -> None:
    olga = User.objects.create_user("olga@example.org", "Olga")
    for name in ("Les Tilleuls", "Le Port"):
        scope = add_place(by=admin, parent=territory.scope, kind=Kind.NEIGHBOURHOOD, name=name).scope
        Grant.objects.create(user=olga, role=Role.GUARANTOR, scope=scope, given_at=clock.now())
        happens(scope, name, by=bruno, bruno=bruno)
    page = client_of(olga).get(PAGE).content.decode()
    assert "Les Tilleuls · Le Port" in page and "2 signalements à traiter" in page and "pas signée ici" in page
    assert "Les voisins, Les Tilleuls" in page and "Les voisins, Le Port" in page


def test_how_words_are_shared_is_said_beside_what_would_be_fair(
    territory: Territory, bruno: User, chantal: User, client_of
) -> None:
    debate = opened(bruno, said(territory.scope, by=bruno).node)
    heard(debate, by=bruno, name="Nour")
    page = client_of(chantal).get(PAGE).content.decode()
    assert "Trop peu de voix" in page and "des mots" not in page
    for number in range(9):
        heard(debate, by=bruno, name=f"Voix {number}")
    assert "50 % des mots (à parts égales : 50 %)" in client_of(chantal).get(PAGE).content.decode()
