from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain import selectors as chain
from chainon.base.chain.models import Relation, Stage, Wait
from chainon.base.chain.services import differences
from chainon.base.chain.tests.things import Thing, Things
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.commitments.answers import links, selectors, services
from chainon.commitments.answers.models import Answer, Answerer, AnswerKind, Handover
from chainon.commitments.answers.services.answerers import KEPT_FOR
from chainon.commitments.answers.services.answering import Said
from chainon.commitments.answers.tests.making import draft_of

MARCH, APRIL, MAY = (datetime(2026, month, 4, 9, tzinfo=UTC) for month in (3, 4, 5))


@pytest.fixture
def word(territory: Territory, things: Things) -> Thing:
    with clock.at(MARCH):
        return things.add(territory.scope, "L’ascenseur de la tour B", said="Ma mère ne sort plus.")


@pytest.fixture
def landlord(territory: Territory, bruno: User) -> Answerer:
    with clock.at(MARCH):
        return services.add_answerer(
            by=bruno, territory=territory.scope, name="Habitat Valmont", email="secteur@habitat.example"
        )


@pytest.fixture
def handover(word: Thing, landlord: Answerer, bruno: User) -> Handover:
    with clock.at(MARCH):
        return services.hand_over(by=bruno, node=word.node, answerer=landlord, note="Neuf voisins le disent.")


def test_no_clock_runs_before_the_frame_is_accepted(handover: Handover, word: Thing) -> None:
    assert not Wait.objects.exists()
    with clock.at(APRIL):
        services.accept_frame(handover=handover, signed_by="Mme Roux, responsable de secteur")
        (turn,) = chain.turns_of(word.node)
    assert (turn.whose, turn.since_on, turn.due_on) == ("Habitat Valmont", date(2026, 4, 4), date(2026, 6, 3))
    landlord = Answerer.objects.get()
    assert (landlord.accepted_days, landlord.accepted_by) == (60, "Mme Roux, responsable de secteur")


def test_once_accepted_the_clock_runs_from_the_handover(
    handover: Handover, things: Things, territory: Territory, bruno: User
) -> None:
    services.accept_frame(handover=handover, signed_by="Mme Roux")
    services.accept_frame(handover=handover, signed_by="Un autre")
    again = services.hand_over(by=bruno, node=things.add(territory.scope).node, answerer=handover.answerer)
    assert again.wait is not None and Answerer.objects.get().accepted_by == "Mme Roux"


def test_the_mail_brings_the_link_and_what_is_asked(handover: Handover) -> None:
    mail = Mail.objects.get()
    assert mail.to == "secteur@habitat.example" and "L’ascenseur de la tour B" in mail.subject
    assert links.full_address(handover) in mail.body
    assert "Neuf voisins" in mail.body and "60 jours" in mail.body


def test_a_yes_is_a_decision_that_calls_for_a_promise(handover: Handover, word: Thing) -> None:
    with clock.at(APRIL):
        services.accept_frame(handover=handover, signed_by="Mme Roux")
    with clock.at(MAY):
        answer = services.give_answer(
            handover=handover, kind=AnswerKind.TAKEN_UP, text="Les travaux sont commandés.", signed_by="Mme Roux"
        )
        thread = chain.thread_of(word.node)
    assert [step.stage for step in thread.steps] == [Stage.VOICE, Stage.DECISION]
    assert [(turn.node, turn.expects, turn.due_on) for turn in thread.turns] == [
        (answer.node, Relation.COMMITMENT, date(2026, 6, 3))
    ]
    wait = Wait.objects.get(expects=Relation.ANSWER)
    assert wait.ended_on == date(2026, 5, 4) and wait.met_by is not None
    word.node.refresh_from_db()
    assert (word.node.reached, word.node.latest) == (Stage.DECISION, answer.node)
    assert list(differences()) == []


@pytest.mark.parametrize("kind", [AnswerKind.SET_ASIDE, AnswerKind.NOT_US])
def test_a_no_calls_for_nothing_more_from_them(handover: Handover, word: Thing, kind: AnswerKind) -> None:
    services.give_answer(handover=handover, kind=kind, text="Voici pourquoi.", signed_by="Mme Roux", other="La ville")
    assert chain.thread_of(word.node).turns == []


def test_one_answers_once(handover: Handover) -> None:
    services.give_answer(handover=handover, kind=AnswerKind.TAKEN_UP, text="Oui.", signed_by="Mme Roux")
    with pytest.raises(Refused, match="déjà été donnée"):
        services.give_answer(handover=handover, kind=AnswerKind.SET_ASIDE, text="Non.", signed_by="Mme Roux")
    assert Answer.objects.get().kind == AnswerKind.TAKEN_UP


def test_the_same_word_goes_to_two_and_each_has_their_turn(handover: Handover, word: Thing, bruno: User) -> None:
    town = services.add_answerer(by=bruno, territory=word.node.territory, name="La ville", email="v@example.org")
    other = services.hand_over(by=bruno, node=word.node, answerer=town)
    services.accept_frame(handover=handover, signed_by="Mme Roux")
    services.accept_frame(handover=other, signed_by="M. Petit")
    services.give_answer(handover=other, kind=AnswerKind.SET_ASIDE, text="Non.", signed_by="M. Petit")
    assert [turn.whose for turn in chain.thread_of(word.node).turns] == ["Habitat Valmont"]
    with pytest.raises(Refused, match="déjà transmis"):
        services.hand_over(by=bruno, node=word.node, answerer=handover.answerer)


def test_what_is_taken_back_waits_for_nobody_and_may_be_handed_again(
    handover: Handover, word: Thing, bruno: User
) -> None:
    services.accept_frame(handover=handover, signed_by="Mme Roux")
    services.take_back(by=bruno, handover=handover, reason="C’est une autre résidence.")
    assert chain.turns_of(word.node) == []
    with pytest.raises(Refused, match="reprise"):
        services.give_answer(handover=handover, kind=AnswerKind.TAKEN_UP, text="Oui.", signed_by="Mme Roux")
    services.hand_over(by=bruno, node=word.node, answerer=handover.answerer)
    assert len(chain.turns_of(word.node)) == 1


def test_an_answer_that_came_by_letter_says_who_typed_it_and_when_it_came(handover: Handover, bruno: User) -> None:
    with clock.at(MAY):
        with pytest.raises(Unavailable):
            record(bruno, handover, date(2026, 5, 5))
        answer = record(bruno, handover, date(2026, 4, 30))
    assert (answer.entered_by, answer.received_on) == (bruno, date(2026, 4, 30))
    assert Line.objects.latest("number").role == "facilitator"


def record(by: User, handover: Handover, day: date) -> Answer:
    said = {"kind": AnswerKind.MODIFIED, "text": "Oui.", "after": "Un monte-charge.", "signed_by": "M. Petit"}
    return services.record_answer(by=by, handover=handover, received_on=day, **said)


@pytest.mark.parametrize("after", ["", "  "])
def test_a_yes_otherwise_says_what_will_be_done_whoever_writes_it(handover: Handover, bruno: User, after: str) -> None:
    said = {"kind": AnswerKind.MODIFIED, "text": "Oui, autrement.", "signed_by": "M. Petit", "after": after}
    with pytest.raises(Refused, match="mot pour mot"):
        services.give_answer(handover=handover, **said)
    with pytest.raises(Refused, match="mot pour mot"):
        services.record_answer(by=bruno, handover=handover, received_on=clock.today(), **said)
    move = services.carry(handover=handover, to="Le Département", text="", hoped_on=clock.today() + timedelta(days=9))
    with pytest.raises(Refused, match="mot pour mot"):
        services.record_reply(move=move, said=Said(**said))
    with pytest.raises(Refused, match="mot pour mot"):
        services.send_draft(draft=draft_of(handover, kind=AnswerKind.MODIFIED, after=after))
    assert not Answer.objects.exists()


def test_a_draft_of_a_yes_otherwise_is_kept_before_it_says_what_will_be_done(handover: Handover) -> None:
    assert draft_of(handover, kind=AnswerKind.MODIFIED).after == ""


def test_each_act_writes_one_line_in_the_journal(handover: Handover) -> None:
    services.accept_frame(handover=handover, signed_by="Mme Roux")
    services.give_answer(handover=handover, kind=AnswerKind.TAKEN_UP, text="Oui.", signed_by="Mme Roux")
    assert list(Line.objects.order_by("number").values_list("verb", "role")) == [
        ("answerer.added", "facilitator"),
        ("node.handed_over", "facilitator"),
        ("answerer.frame_accepted", "service"),
        ("node.answered", "service"),
    ]


def test_answering_at_once_accepts_the_frame(handover: Handover) -> None:
    services.give_answer(handover=handover, kind=AnswerKind.TAKEN_UP, text="Oui.", signed_by="Mme Roux")
    assert Answerer.objects.get().accepted_by == "Mme Roux"


def test_a_name_is_inscribed_once_and_a_retired_one_is_not_handed_anything(
    landlord: Answerer, word: Thing, bruno: User
) -> None:
    with pytest.raises(Unavailable, match="déjà ce nom"):
        services.add_answerer(by=bruno, territory=landlord.territory, name="HABITAT valmont", email="x@example.org")
    services.retire_answerer(by=bruno, answerer=landlord)
    with pytest.raises(Refused, match="plus inscrit"):
        services.hand_over(by=bruno, node=word.node, answerer=landlord)
    assert selectors.answerer_rows(landlord.territory) == []


def test_the_address_of_who_answers_no_more_is_erased_once_nothing_is_due(
    landlord: Answerer, handover: Handover, bruno: User, things: Things
) -> None:
    other = services.add_answerer(by=bruno, territory=landlord.territory, name="Le gardien", email=landlord.email)
    services.retire_answerer(by=bruno, answerer=landlord)
    much_later = clock.now() + KEPT_FOR + timedelta(days=2)
    with clock.at(much_later):
        assert services.forget_retired() == 0, "an answer is due from them"
    services.give_answer(handover=handover, kind=AnswerKind.SET_ASIDE, text="Non.", signed_by="Mme Roux")
    assert services.forget_retired() == 0, "not yet"
    mails = Mail.objects.filter(to=landlord.email).count()
    with clock.at(much_later):
        assert services.forget_retired() == 1 and services.forget_retired() == 0
    landlord.refresh_from_db()
    assert (landlord.email, landlord.name) == ("", "Habitat Valmont"), "the name stays under what they answered"
    assert Mail.objects.filter(to=other.email).count() == mails > 0, "somebody else is written to there"
    services.mail_own_page(answerer=landlord)
    services.retire_answerer(by=bruno, answerer=other)
    with clock.at(much_later):
        assert services.forget_retired() == 1 and not Mail.objects.filter(to=other.email).exists()


def test_a_link_altered_or_made_for_another_thing_opens_nothing(handover: Handover) -> None:
    token = links.path_of(handover).rsplit("/", 1)[-1]
    assert links.handover_of(token) == handover
    flipped = token[:-1] + ("A" if token[-1] != "A" else "B")
    for wrong in (flipped, handover.public_id, "", "x:y"):
        assert links.handover_of(wrong) is None


def test_answerers_of_another_territory_are_not_handed_anything(word: Thing, bruno: User) -> None:
    other = create_territory(name="Ailleurs", host="ailleurs.example.org")
    stranger = Answerer.objects.create(
        territory=other.scope, name="Ailleurs", email="x@example.org", added_at=clock.now()
    )
    with pytest.raises(Refused):
        services.hand_over(by=bruno, node=word.node, answerer=stranger)
