"""Words that nobody has to answer: whose turn it is to hand them over, and since when."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.models import Relation
from chainon.base.chain.services import add_link, announce_pause
from chainon.base.chain.unheard import days_unheard, unheard_of
from chainon.base.scopes.models import Territory
from chainon.commitments.answers import services
from chainon.deliberation.debates.tests.making import opened
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.services import withdraw_proposal
from chainon.deliberation.proposals.tests.making import said

MARCH, APRIL = datetime(2026, 3, 4, 9, tzinfo=UTC), datetime(2026, 4, 3, 9, tzinfo=UTC)


@pytest.fixture
def word(territory: Territory, resident: User) -> Proposal:
    with clock.at(MARCH):
        return said(territory.scope, by=resident)


def plain(page: bytes) -> str:
    return page.decode().replace("\u00a0", " ").replace("\u202f", " ")


def read(address: str) -> str:
    return plain(Client().get(address, follow=True).content)


def test_it_is_the_teams_turn_from_the_day_it_was_said(word: Proposal, territory: Territory) -> None:
    with clock.at(APRIL):
        for address in (f"/propositions/{word.public_id}", f"/fils/{word.public_id}"):
            assert "C’est au tour de l’équipe d’animation depuis 30 jours." in read(address), address
        found = unheard_of(territory.scope)
        assert found is not None and (found.count, found.days, found.title) == (1, 30, word.title)
        page = read("/a-qui-le-tour")
        assert "Rien n’est attendu" not in page and "1 parole</strong> :" in page
        assert f'href="{found.list_url}"' in page and word.title in page
        listed = read(found.list_url)
    assert word.title in listed and "C’est au tour de l’équipe d’animation depuis 30 jours." in listed


def test_days_of_a_pause_do_not_count(word: Proposal, territory: Territory, bruno: User) -> None:
    with clock.at(MARCH):
        first, last = datetime(2026, 3, 10).date(), datetime(2026, 3, 19).date()
        announce_pause(by=bruno, territory=territory.scope, first=first, last=last, reason="Congés")
    with clock.at(APRIL):
        assert days_unheard(territory.scope, [word.pk]) == {word.pk: 20}


def test_handed_over_it_is_not_theirs_any_more_and_taken_back_it_is_again(
    word: Proposal, territory: Territory, bruno: User
) -> None:
    with clock.at(datetime(2026, 3, 10, 9, tzinfo=UTC)):
        town = services.add_answerer(by=bruno, territory=territory.scope, name="La ville", email="v@example.org")
        handover = services.hand_over(by=bruno, node=word.node, answerer=town)
        assert unheard_of(territory.scope) is None, "they did not accept to answer: it is with them all the same"
        assert word.title not in read("/propositions/?suite=a-transmettre")
    with clock.at(datetime(2026, 3, 24, 9, tzinfo=UTC)):
        services.take_back(by=bruno, handover=handover, reason="Ce n’était pas pour eux.")
    with clock.at(APRIL):
        assert days_unheard(territory.scope, [word.pk]) == {word.pk: 10}, "since it came back"
        assert "depuis 10 jours" in read(f"/propositions/{word.public_id}")


def test_what_is_debated_joined_or_taken_back_is_not_to_be_handed_over(
    word: Proposal, territory: Territory, resident: User, bruno: User
) -> None:
    other = said(territory.scope, by=resident, title="Des bancs devant le gymnase")
    debated = said(territory.scope, by=resident, title="Un marché le dimanche")
    add_link(source=word.node, target=other.node, relation=Relation.MERGED)
    opened(by=bruno, on=debated.node)
    given_up = said(territory.scope, by=resident, title="Un arbre")
    withdraw_proposal(by=resident, proposal=given_up, reason="Nous avons changé d’avis.")
    keys = [word.pk, other.pk, debated.pk, given_up.pk]
    assert days_unheard(territory.scope, keys).keys() == {other.pk}
    assert "transmettre" not in read(f"/fils/{given_up.public_id}")
