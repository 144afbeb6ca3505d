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
from chainon.deliberation.proposals.tests.making import said
from chainon.governance.bodies.services import gather
from chainon.governance.guarantors.services import write_to_guarantors
from chainon.governance.guarantors.tests.making import appointed, asked
from chainon.portal import watching

PAGE = "/garants/veille"


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
    assert len(queries) <= 60


def test_the_journal_is_recomputed_when_asked(territory: Territory, chantal: User, client_of) -> None:
    client = client_of(chantal)
    assert "recalcul" not in client.get(PAGE).content.decode().replace("Recalculer", "")
    assert "rien n’a été changé" in client.get(PAGE + "?journal=verifier").content.decode()


@pytest.mark.parametrize("name", ["Rien n’appelle votre regard", "pas signée ici"])
def test_an_empty_page_says_so_and_that_the_letter_is_missing(
    territory: Territory, chantal: User, client_of, name: str
) -> None:
    assert name in client_of(chantal).get(PAGE).content.decode()
