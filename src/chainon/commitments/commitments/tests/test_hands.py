"""« On s’en occupe nous-mêmes », and we need hands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.services import erase_account
from chainon.base.chain.tests.things import Things
from chainon.base.journal.models import Line
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.commitments.commitments import selectors, services
from chainon.commitments.commitments.models import Commitment, HandsCall, Offer

Login = Callable[[User], Client]


@pytest.fixture
def promise(territory: Territory, things: Things, amina: User) -> Commitment:
    word = things.add(territory.scope, "Le hall de la tour B").node
    due = clock.today() + timedelta(days=30)
    said = {"owner": "Le collectif du 12", "what": "Repeindre le hall", "details": "", "for_whom": "", "due_on": due}
    return services.take_on(by=amina, source=word, **said)


@pytest.fixture
def call(promise: Commitment, amina: User) -> HandsCall:
    return services.open_call(by=amina, commitment=promise, missing="Trois personnes, des rouleaux", people=3)


def plain(page: bytes) -> str:
    return page.decode().replace("\u00a0", " ").replace("\u202f", " ")


def base(promise: Commitment) -> str:
    return f"/engagements/{promise.node.public_id}"


def test_from_the_call_to_the_hands_that_come(
    promise: Commitment, amina: User, resident: User, client_of: Login
) -> None:
    relay, visitor, neighbour = client_of(amina), Client(), client_of(resident)
    address = f"{base(promise)}/coups-de-main"
    assert visitor.get(address).status_code == 404, "nobody has called yet"
    assert relay.post(f"{address}/appel", {"missing": ""}).status_code == 422
    said = {"missing": "Trois personnes, des rouleaux", "people": "3", "hours": "12"}
    assert relay.post(f"{address}/appel", said).status_code == 302
    page = plain(visitor.get(base(promise), follow=True).content)
    assert "On a besoin de bras" in page and "Il faut 3 personnes." in page and "12 heures" in page
    assert visitor.post(address, {"entry": uuid4(), "name": "Léa", "contact": ""}).status_code == 422
    offer = {"entry": str(uuid4()), "name": "Léa", "contact": "06 00 00 00 00", "brings": "Le samedi"}
    for _twice in range(2):
        assert visitor.post(address, offer).status_code == 302
    assert neighbour.post(address, {"entry": str(uuid4()), "brings": "Une échelle"}).status_code == 302
    page = plain(visitor.get(base(promise), follow=True).content)
    assert "2 se sont proposés" in page and "Léa" not in page and "06 00" not in page
    mine = plain(relay.get(f"{address}/appel").content)
    assert "Léa" in mine and "06 00 00 00 00" in mine and resident.email in mine
    assert neighbour.get(f"{address}/appel").status_code == 403
    assert "Vous venez" in plain(neighbour.get(address).content)
    assert neighbour.post(f"{address}/retirer").status_code == 302
    assert relay.post(f"{address}/appel/clore").status_code == 302
    page = plain(visitor.get(base(promise), follow=True).content)
    assert "1 s’est proposé" in page and "L’appel est clos" in page
    assert visitor.post(address, {**offer, "entry": str(uuid4())}).status_code == 200, "closed: read, not sent"
    assert Offer.objects.count() == 2


def test_offers_write_no_line_and_calls_write_one(call: HandsCall, promise: Commitment, amina: User) -> None:
    services.open_call(by=amina, commitment=promise, missing="Trois personnes, des rouleaux", people=3)
    assert Line.objects.filter(verb="commitment.called").count() == 1
    before = Line.objects.count()
    services.offer_hand(call=call, entry=uuid4(), name="Léa", contact="06")
    assert Line.objects.count() == before
    for _twice in range(2):
        services.close_call(by=amina, call=call)
    assert Line.objects.filter(verb="commitment.call_closed").get().payload["offers"] == 1


def test_there_is_a_way_to_reach_whoever_offers(call: HandsCall) -> None:
    with pytest.raises(Unavailable, match="comment vous joindre"):
        services.offer_hand(call=call, entry=uuid4(), name="Léa")


def test_one_takes_back_one_s_own_offer_only(call: HandsCall, resident: User, bruno: User) -> None:
    offer = services.offer_hand(call=call, entry=uuid4(), by=resident)
    assert services.offer_hand(call=call, entry=uuid4(), by=resident) == offer, "once an account"
    with pytest.raises(Refused, match="pas votre"):
        services.withdraw_offer(by=bruno, offer=offer)


def test_names_are_erased_three_months_after_the_call_and_the_count_stays(
    call: HandsCall, promise: Commitment, amina: User, resident: User
) -> None:
    services.offer_hand(call=call, entry=uuid4(), name="Léa", contact="06")
    services.offer_hand(call=call, entry=uuid4(), by=resident)
    services.close_call(by=amina, call=call)
    assert services.forget_old_offers() == 0
    with clock.at(clock.now() + timedelta(days=91)):
        assert services.forget_old_offers() == 2
        assert services.forget_old_offers() == 0
    assert {(each.name, each.contact, each.user) for each in selectors.offers_of(call)} == {("", "", None)}
    page = selectors.page_of(promise)
    assert page.hands is not None and page.hands.offered == 2


def test_a_closed_account_offers_nothing_any_more(call: HandsCall, resident: User) -> None:
    services.offer_hand(call=call, entry=uuid4(), by=resident, brings="Une échelle")
    assert selectors.own_checks_and_offers(resident)["coups de main"]
    erase_account(by=resident, user=resident)
    assert selectors.offers_of(call) == []


def test_a_flood_of_offers_is_stopped(call: HandsCall, promise: Commitment) -> None:
    cache.clear()
    visitor, codes = Client(), []
    for number in range(32):
        sent = {"entry": str(uuid4()), "name": f"N{number}", "contact": "06"}
        codes.append(visitor.post(f"{base(promise)}/coups-de-main", sent).status_code)
    assert codes[:30] == [302] * 30 and codes[30:] == [422, 422]
    cache.clear()


def test_institutions_do_not_call_for_hands(things: Things, territory: Territory, bruno: User) -> None:
    from .making import promised

    promise = promised(things.add(territory.scope).node, by=bruno).promise
    with pytest.raises(Refused, match="habitants"):
        services.open_call(by=bruno, commitment=promise, missing="Des bras")
