"""Papers to print: the form of a place, the sheet to sign."""

from __future__ import annotations

import pytest
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.base.slips.printing import questions
from chainon.deliberation.proposals.tests.making import said
from chainon.territory.places.models import Kind
from chainon.territory.places.services import add_place

pytestmark = pytest.mark.django_db


def test_the_form_asks_what_the_screen_asks_and_names_its_place(territory: Territory, bruno: User) -> None:
    place = add_place(by=bruno, parent=territory.scope, kind=Kind.NEIGHBOURHOOD, name="Les Tilleuls").scope
    page = Client().get("/papier").content.decode()
    for asked in ("Qu’est-ce qui va bien", "Qu’est-ce qui doit changer", "Que feriez-vous", "1 · Logement", "coupon"):
        assert asked in page
    assert page.count("data:image/svg+xml") == 1
    assert "Les Tilleuls</strong>" in Client().get(f"/papier?lieu={place.public_id}").content.decode()
    assert "Valmont</strong>" in Client().get("/papier?lieu=inconnu").content.decode()
    assert list(questions()) == ["Ce qui va bien", "Ce qui doit changer", "Ce que je ferais"], "on the slips too"


def test_the_sheet_says_what_is_asked_and_that_signatures_are_only_declared(territory: Territory, bruno: User) -> None:
    node = said(territory.scope, by=bruno).node
    page = Client().get(f"/papier/soutiens/{node.public_id}").content.decode()
    assert node.title in page and "déclarées" in page and page.count("<tr>") == 23
    node.kind = "answer"
    node.save()
    assert Client().get(f"/papier/soutiens/{node.public_id}").status_code == 404
