"""Whatever the page of a promise says is found by the search."""

from __future__ import annotations

import pytest

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.tests.things import Things
from chainon.base.scopes.models import Territory
from chainon.base.search.selectors import entries, search
from chainon.base.search.services import faults
from chainon.commitments.commitments import services
from chainon.commitments.commitments.models import Commitment, UpdateKind
from chainon.commitments.commitments.services import Shown

from .making import Followed, followed, promised


@pytest.fixture
def late(territory: Territory, things: Things, bruno: User) -> Followed:
    word = things.add(territory.scope, "Le hall de la tour B").node
    return followed(word, by=bruno)


@pytest.mark.parametrize("asked", ["collectif du 12", "rouleaux", "peinture"])
def test_its_signers_its_steps_and_its_call_for_hands_are_found(
    late: Followed, territory: Territory, asked: str
) -> None:
    assert _finds(territory, asked, late.promise)


def test_its_news_what_they_show_and_the_right_of_reply_are_found(
    late: Followed, territory: Territory, bruno: User
) -> None:
    shown = Shown("Un bidon entamé", clock.today(), link="https://example.org/bidon")
    said = {"kind": UpdateKind.NEWS, "text": "Le fabricant a du retard.", "signed_by": "Sophie Roux", "shown": shown}
    services.give_news(commitment=late.promise, by=bruno, **said)
    notice = late.promise.notices.get()
    services.reply_to_notice(notice=notice, text="Le câble scellé manquait.", signed_by="Le collectif")
    for asked in ("fabricant", "sophie roux", "bidon", "repeint", "câble scellé"):
        assert _finds(territory, asked, late.promise), asked
    assert list(faults()) == []
    services.withdraw_notice(by=bruno, notice=notice, reason="Le chantier avance.")
    for asked in ("câble scellé", "chantier"):
        assert _finds(territory, asked, late.promise), "what was taken back stays on the page"
    assert list(faults()) == []


def test_who_signs_for_an_institution_is_found(territory: Territory, things: Things, bruno: User) -> None:
    thread = promised(things.add(territory.scope, "Un banc").node, by=bruno)
    assert _finds(territory, "petit", thread.promise)


def test_people_asked_on_the_spot_are_found_by_the_place(late: Followed, territory: Territory, bruno: User) -> None:
    services.give_news(commitment=late.promise, kind=UpdateKind.KEPT, text="Fait.", signed_by="Le collectif")
    given = {"where": "Au pied du toboggan", "counted_on": clock.today(), "yes": 4, "partly": 0, "no": 1}
    services.record_count(by=bruno, commitment=late.promise, **given)
    assert _finds(territory, "toboggan", late.promise) and list(faults()) == []


def _finds(territory: Territory, asked: str, promise: Commitment) -> bool:
    found = search(territory.scope, asked)
    return not found.is_loose and promise.node.public_id in {each.key for each in entries(found.keys)}
