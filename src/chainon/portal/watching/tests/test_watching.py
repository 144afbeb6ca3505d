from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.models import Relation
from chainon.base.chain.services import expect
from chainon.base.scopes.models import Territory
from chainon.deliberation.debates.tests.making import opened
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

PAGE = "/garants/veille"
QUERIES = 20


def test_the_page_is_the_guarantor_s(admin: User, bruno: User, resident: User, chantal: User, client_of) -> None:
    lines = (Path(watching.__path__[0]) / "permissions.txt").read_text(encoding="utf-8").splitlines()
    who, row = (line.split() for line in lines if not line.startswith("#"))
    people = {"resident": resident, "facilitator": bruno, "administrator": admin, "guarantor": chantal}
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
