"""Enough signatures oblige an answer; a table needs none."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain import selectors as chain
from chainon.base.chain.models import Relation
from chainon.base.chain.services import differences
from chainon.base.chain.words import thread_rows
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.commitments.answers.models import Answerer, AnswerKind, Handover
from chainon.commitments.answers.services import give_answer
from chainon.deliberation.interpellations import selectors, services
from chainon.deliberation.interpellations.models import Interpellation, ShownName, State
from chainon.deliberation.interpellations.services import Words
from chainon.deliberation.supports import services as supports
from chainon.governance.bodies.models import Body, BodyKind
from chainon.governance.bodies.services import open_body

from .making import answerer, asked, neighbours

MAY = datetime(2026, 5, 4, 9, tzinfo=UTC)


@pytest.fixture
def landlord(territory: Territory, bruno: User) -> Answerer:
    return answerer(territory.scope, by=bruno)


@pytest.fixture
def three(territory: Territory, bruno: User) -> None:
    services.set_terms(by=bruno, territory=territory.scope, signatures=3, days=15)


@pytest.fixture
def table(territory: Territory, bruno: User) -> Body:
    return open_body(by=bruno, parent=territory.scope, kind=BodyKind.NEIGHBOURHOOD_TABLE, name="La table", seats=9)


def fresh(one: Interpellation) -> Interpellation:
    return Interpellation.objects.select_related("node", "scope", "body").get(pk=one.pk)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_last_signature_hands_it_over_and_starts_the_clock(
    territory: Territory, landlord: Answerer, resident: User, three: None
) -> None:
    with clock.at(MAY):
        one = asked(territory.scope, by=resident, to=landlord)
        assert (one.needed, selectors.counts(one).counted) == (3, 1)
        second, third = neighbours(2)
        services.sign(by=second, one=one)
        services.sign(by=second, one=one)
        assert fresh(one).state == State.COLLECTING and not Handover.objects.exists()
        services.sign(by=third, one=one)
        (turn,) = chain.turns_of(fresh(one).node)
        rows = thread_rows(chain.thread_of(fresh(one).node))
    assert (turn.whose, turn.expects, turn.due_on) == ("Habitat Valmont", Relation.ANSWER, date(2026, 5, 19))
    assert fresh(one).node.state == State.ADDRESSED
    assert [plain(row.title) for row in rows[1:3]] == ["3 signatures", "Transmise à : Habitat Valmont"]
    assert Mail.objects.latest("pk").to == "secteur@habitat.example"
    assert Line.objects.filter(verb="interpellation.addressed").count() == 1
    assert list(differences()) == []


def test_declared_signatures_never_reach_the_number(
    territory: Territory, landlord: Answerer, resident: User, bruno: User, three: None
) -> None:
    one = asked(territory.scope, by=resident, to=landlord)
    supports.enter_sheet(by=bruno, node=one.node, number=200, collected_on=clock.today(), entry=uuid4())
    counts = selectors.counts(one)
    assert (counts.counted, counts.declared, fresh(one).state) == (1, 200, State.COLLECTING)
    supports.record_person(by=bruno, node=one.node, first_name="Farida", digits="0412")
    supports.record_person(by=bruno, node=one.node, first_name="Farida", digits="0412")
    assert fresh(one).state == State.COLLECTING
    supports.record_person(by=bruno, node=one.node, first_name="Youssef", digits="1207")
    assert fresh(one).state == State.ADDRESSED


def test_a_signature_taken_back_does_not_take_back_what_was_asked(
    territory: Territory, landlord: Answerer, resident: User, three: None
) -> None:
    one = asked(territory.scope, by=resident, to=landlord)
    others = neighbours(3)
    for each in others:
        services.sign(by=each, one=one)
    services.take_signature_back(by=others[0], one=one)
    assert fresh(one).state == State.ADDRESSED and Handover.objects.count() == 1


def test_a_table_is_heard_at_once(territory: Territory, landlord: Answerer, table: Body, bruno: User) -> None:
    one = asked(territory.scope, by=bruno, to=landlord, body=table)
    assert (one.state, one.needed, one.node.who) == (State.ADDRESSED, 0, "La table")
    (turn,) = chain.turns_of(one.node)
    assert turn.days == 30
    with pytest.raises(Refused, match="sans signatures"):
        services.sign(by=bruno, one=one)


def test_names_are_shown_only_to_who_wishes(
    territory: Territory, landlord: Answerer, resident: User, three: None
) -> None:
    one = asked(territory.scope, by=resident, to=landlord)
    second, third = neighbours(2)
    services.sign(by=second, one=one, shows_name=True)
    services.sign(by=third, one=one)
    assert selectors.names(one) == ["Voisin 1"]
    supports.stop_supporting(by=second, node=one.node)
    assert selectors.names(one) == []
    services.forget_names(resident)
    assert not ShownName.objects.filter(user=resident).exists()
    assert fresh(one).node.who == "Compte supprimé"
    assert list(differences()) == []


def test_the_terms_of_the_day_it_was_opened_hold(
    territory: Territory, landlord: Answerer, resident: User, bruno: User, three: None
) -> None:
    one = asked(territory.scope, by=resident, to=landlord)
    services.set_terms(by=bruno, territory=territory.scope, signatures=50, days=60)
    services.set_terms(by=bruno, territory=territory.scope, signatures=50, days=60)
    assert (fresh(one).needed, fresh(one).days) == (3, 15)
    assert Line.objects.filter(verb="interpellations.terms_set").count() == 2


def test_withdrawn_nobody_has_to_answer(
    territory: Territory, landlord: Answerer, resident: User, bruno: User, table: Body
) -> None:
    one = asked(territory.scope, by=bruno, to=landlord, body=table)
    services.withdraw(by=bruno, one=one, reason="L’ascenseur est réparé.")
    assert chain.turns_of(one.node) == [] and fresh(one).node.state == State.WITHDRAWN
    with pytest.raises(Refused):
        services.withdraw(by=bruno, one=one, reason="Encore.")


def test_its_answer_closes_the_clock(territory: Territory, landlord: Answerer, table: Body, bruno: User) -> None:
    one = asked(territory.scope, by=bruno, to=landlord, body=table)
    give_answer(handover=Handover.objects.get(), kind=AnswerKind.TAKEN_UP, text="En juin.", signed_by="Directeur")
    (turn,) = chain.thread_of(fresh(one).node).turns
    assert turn.expects == Relation.COMMITMENT


def test_a_form_sent_twice_is_one_and_nobody_unknown_is_asked(
    territory: Territory, landlord: Answerer, resident: User
) -> None:
    entry, words = uuid4(), Words("Quand ?", "Dites-le nous.", landlord.public_id)
    for _twice in range(2):
        services.interpellate(by=resident, scope=territory.scope, words=words, entry=entry)
    assert Interpellation.objects.count() == 1
    with pytest.raises(Unavailable):
        unknown = Words("Quand ?", "Dites-le nous.", "unknown")
        services.interpellate(by=resident, scope=territory.scope, words=unknown, entry=uuid4())
