from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.chain.models import Follow, Relation, Stage
from chainon.base.chain.selectors import to_tell
from chainon.base.chain.services import add_link, expect
from chainon.base.chain.tests.things import Thing, Things
from chainon.base.codes import new_code
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory
from chainon.base.slips import limits
from chainon.base.slips.models import Slip
from chainon.base.slips.services import bind_slip

from .making import code_on, pad

MARCH, APRIL = datetime(2026, 3, 4, 9, tzinfo=UTC), datetime(2026, 4, 4, 9, tzinfo=UTC)
Login = Callable[[User], Client]


@pytest.fixture(autouse=True)
def nobody_tried_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def word(territory: Territory, things: Things) -> Thing:
    with clock.at(MARCH):
        return things.add(territory.scope, "L’ascenseur de la tour B", said="Ma mère ne sort plus.")


@pytest.fixture
def slip(territory: Territory, bruno: User, word: Thing) -> Slip:
    with clock.at(MARCH):
        return bind_slip(by=bruno, slip=pad(territory.scope, by=bruno).slips.get(number=7), node=word.node)


def plain(page: bytes) -> str:
    return page.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_whoever_holds_a_slip_reads_what_became_of_their_word(slip: Slip, word: Thing) -> None:
    code = code_on(slip)
    for typed in (code, code.lower(), code.replace("-", " ")):
        sent = Client().post("/coupon", {"code": typed})
        assert sent.status_code == 302
        page = Client().get(sent.headers["Location"])
        text = plain(page.content)
        assert page.status_code == 200 and "L’ascenseur de la tour B" in text and "n° 7-" in text
    assert "no-store" in page.headers["Cache-Control"] and page.headers["Referrer-Policy"] == "same-origin"
    assert "noindex" in page.headers["X-Robots-Tag"] and '<meta name="robots" content="noindex">' in text


def test_it_says_what_is_expected_and_from_whom(slip: Slip, word: Thing) -> None:
    with clock.at(MARCH):
        expect(node=word.node, expects=Relation.ANSWER, whose="Habitat Valmont", whose_key="hv")
    with clock.at(APRIL):
        text = plain(Client().get(f"/coupon/{code_on(slip)}").content)
    assert "C’est au tour d’Habitat Valmont depuis 31 jours." in text and "quelqu’un peut vous appeler" in text.lower()


def test_a_word_that_is_not_public_says_it_arrived_and_nothing_of_it(slip: Slip, word: Thing, things: Things) -> None:
    things.change(word, is_public=False, title="", said="")
    text = plain(Client().get(f"/coupon/{code_on(slip)}").content)
    assert "Votre parole est bien arrivée" in text and "saisie le 4 mars 2026" in text and "ascenseur" not in text


def test_one_wrong_letter_is_told_from_the_code_alone(slip: Slip) -> None:
    code = code_on(slip)
    wrong = code[:3] + ("A" if code[3] != "A" else "B") + code[4:]
    answer = Client().post("/coupon", {"code": wrong})
    assert answer.status_code == 422 and "une lettre ou un chiffre de travers" in plain(answer.content)
    assert wrong in answer.content.decode()
    assert Client().post("/coupon", {"code": ""}).status_code == 422


def test_what_opens_nothing_is_answered_alike(slip: Slip, bruno: User, things: Things) -> None:
    blank = code_on(slip.pad.slips.get(number=8))
    elsewhere = create_territory(name="Ailleurs", host="ailleurs.example.org").scope
    Grant.objects.create(user=bruno, role=Role.FACILITATOR, scope=elsewhere, given_at=clock.now())
    away = pad(elsewhere, by=bruno).slips.get(number=1)
    of_another = code_on(bind_slip(by=bruno, slip=away, node=things.add(elsewhere).node))
    pages = [Client().get(f"/coupon/{code}") for code in (new_code(), blank, blank[:-1], "bonjour", of_another)]
    sent = [Client().post("/coupon", {"code": code}) for code in (new_code(), blank)]
    assert {page.status_code for page in pages + sent} == {404}
    assert len({page.content.decode().replace(page.request["PATH_INFO"], "") for page in pages}) == 1
    assert len({page.content for page in sent}) == 1


def test_a_number_opens_nothing(slip: Slip) -> None:
    assert Client().post("/coupon", {"code": "7-1"}).status_code == 422
    assert Client().get("/coupon/7").status_code == 404


def test_after_twenty_codes_that_open_nothing_an_address_waits(slip: Slip) -> None:
    for _miss in range(limits.MISSES):
        assert Client().get(f"/coupon/{new_code()}").status_code == 404
    assert Client().get(f"/coupon/{code_on(slip)}").status_code == 429
    assert Client().post("/coupon", {"code": code_on(slip)}).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.9").get(f"/coupon/{code_on(slip)}").status_code == 200


def test_one_asks_to_be_called_and_takes_it_back(slip: Slip, word: Thing, things: Things, territory: Territory) -> None:
    address = f"/coupon/{code_on(slip)}"
    assert Client().post(address, {"contact": ""}).status_code == 422
    for number in ("06 00 00 00 00", "06 00 00 00 01"):
        assert Client().post(address, {"contact": number}).status_code == 302
    assert [each.contact for each in Follow.objects.all()] == ["06 00 00 00 01"]
    assert "06 00" not in Client().get(address).content.decode()
    with clock.at(datetime(2030, 1, 1, tzinfo=UTC)):
        answer = things.add(territory.scope, "Réponse", Stage.DECISION)
        add_link(source=word.node, target=answer.node, relation=Relation.ANSWER)
        assert [each.contact for row in to_tell(territory.scope) for each in row.contacts] == ["06 00 00 00 01"]
    for _twice in range(2):
        assert Client().post(address, {"what": "stop"}).status_code == 302
    assert not Follow.objects.exists()
