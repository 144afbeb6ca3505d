from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain import selectors as chain
from chainon.base.chain.models import Relation, Stage
from chainon.base.chain.services import differences
from chainon.base.chain.tests.things import Things
from chainon.base.journal.models import Line
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.decisions.council import selectors, services
from chainon.decisions.council.models import CouncilDecision

from .making import act, decided

JUNE = datetime(2026, 6, 4, 9, tzinfo=UTC)


def test_a_decision_stands_in_the_thread_of_what_it_came_out_of(
    territory: Territory, things: Things, bruno: User
) -> None:
    with clock.at(datetime(2026, 3, 4, 9, tzinfo=UTC)):
        word = things.add(territory.scope, "L’ascenseur de la tour B").node
    with clock.at(JUNE):
        decision = decided(territory.scope, by=bruno, sources=(word,), carrier="Le service du logement")
        thread = chain.thread_of(word)
        assert [step.stage for step in thread.steps] == [Stage.VOICE, Stage.DECISION]
        (turn,) = thread.turns
        assert (turn.expects, turn.whose) == (Relation.COMMITMENT, "Le service du logement")
        assert (turn.since_on, turn.due_on) == (date(2026, 6, 3), date(2026, 7, 3))
    word.refresh_from_db()
    assert word.reached == Stage.DECISION and word.latest == decision.node
    assert word.latest_at == JUNE, "followers hear of it the day it is entered"
    assert list(differences()) == []
    line = Line.objects.latest("number")
    assert (line.verb, line.payload["sources"]) == ("council.entered", 1)


def test_what_asks_nothing_of_anyone_waits_for_nothing(territory: Territory, bruno: User) -> None:
    decision = decided(territory.scope, by=bruno)
    assert not decision.node.waits.exists()


def test_a_number_is_one_decision_and_a_form_sent_twice_is_once(territory: Territory, bruno: User) -> None:
    first = decided(territory.scope, by=bruno)
    assert decided(territory.scope, by=bruno) == first
    with pytest.raises(Unavailable, match="numéro"):
        decided(territory.scope, by=bruno, title="Autre chose", council="LE CONSEIL municipal de Valmont")
    decided(territory.scope, by=bruno, council="Le conseil du bailleur")
    assert CouncilDecision.objects.count() == 2
    assert Line.objects.filter(verb="council.entered").count() == 2


def test_a_day_to_come_is_not_a_decision(territory: Territory, bruno: User) -> None:
    with clock.at(JUNE), pytest.raises(Unavailable, match="pas encore venu"):
        decided(territory.scope, by=bruno, decided_on=date(2026, 6, 5))


def test_it_does_not_come_out_of_what_came_out_of_it(territory: Territory, things: Things, bruno: User) -> None:
    decision = decided(territory.scope, by=bruno)
    later = decided(territory.scope, by=bruno, number="2026-115", sources=(decision.node,))
    with pytest.raises(Unavailable, match="venu après"):
        services.link_sources(by=bruno, decision=decision, sources=[later.node])
    word = things.add(territory.scope).node
    assert services.link_sources(by=bruno, decision=decision, sources=[word, word]) == 1
    assert services.link_sources(by=bruno, decision=decision, sources=[word]) == 0
    assert Line.objects.filter(verb="council.linked").count() == 1


def test_a_mistake_is_withdrawn_and_its_number_is_free_again(territory: Territory, bruno: User) -> None:
    decision = decided(territory.scope, by=bruno, carrier="Le service du logement")
    services.withdraw_decision(by=bruno, decision=decision, reason="Mauvais numéro.")
    assert not decision.node.waits.open().exists()
    with pytest.raises(Refused, match="déjà"):
        services.withdraw_decision(by=bruno, decision=decision, reason="Encore.")
    assert decided(territory.scope, by=bruno, title="La bonne") != decision
    assert list(differences()) == []


def test_addresses_lead_to_public_pages_of_this_territory_only(territory: Territory, things: Things) -> None:
    here = things.add(territory.scope).node
    hidden = things.add(territory.scope, is_public=False).node
    away = things.add(create_territory(name="Ailleurs", host="ailleurs.example").scope).node
    lines = [f"https://valmont.example/propositions/{here.public_id}-un-banc?x=1", "", here.public_id]
    assert selectors.nodes_at(territory.scope, lines) == ([here], [])
    wrong = [f"/fils/{hidden.public_id}", f"/fils/{away.public_id}", "n’importe quoi"]
    assert selectors.nodes_at(territory.scope, wrong) == ([], [1, 2, 3])


def test_only_those_who_may_enter_it(territory: Territory, amina: User) -> None:
    with pytest.raises(Refused, match="saisissent"):
        services.enter_decision(by=amina, scope=territory.scope, act=act())
