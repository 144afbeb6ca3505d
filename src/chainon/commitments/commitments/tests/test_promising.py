from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain import selectors as chain
from chainon.base.chain.models import Relation, Stage
from chainon.base.chain.services import differences
from chainon.base.chain.tests.things import Thing, Things
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.commitments.answers import services as answers
from chainon.commitments.answers.models import AnswerKind, Handover
from chainon.commitments.commitments import links, selectors, services
from chainon.commitments.commitments.models import Commitment, Outcome, UpdateKind

MARCH, APRIL, MAY = (datetime(2026, month, 4, 9, tzinfo=UTC) for month in (3, 4, 5))
DECEMBER = date(2026, 12, 1)


@pytest.fixture
def word(territory: Territory, things: Things) -> Thing:
    with clock.at(MARCH):
        return things.add(territory.scope, "L’ascenseur de la tour B")


@pytest.fixture
def handover(word: Thing, bruno: User) -> Handover:
    """Handed to the landlord, who said yes."""
    with clock.at(MARCH):
        landlord = answers.add_answerer(
            by=bruno, territory=word.node.territory, name="Habitat Valmont", email="h@example.org"
        )
        made = answers.hand_over(by=bruno, node=word.node, answerer=landlord)
    with clock.at(APRIL):
        answers.give_answer(handover=made, kind=AnswerKind.TAKEN_UP, text="Oui.", signed_by="Mme Roux")
    return Handover.objects.get(pk=made.pk)


@pytest.fixture
def commitment(handover: Handover) -> Commitment:
    with clock.at(APRIL):
        return services.promise(
            handover=handover,
            what="Réparer l’ascenseur",
            details="Une cabine neuve.",
            for_whom="Les locataires",
            due_on=DECEMBER,
            signed_by="Mme Roux",
        )


def take_on(by: User, word: Thing, due_on: date = DECEMBER) -> Commitment:
    return services.take_on(
        by=by,
        source=word.node,
        owner="Le collectif du 12",
        what="Porter les courses",
        details="",
        for_whom="",
        due_on=due_on,
    )


def test_a_promise_follows_the_yes_and_ends_the_wait_for_it(commitment: Commitment, word: Thing) -> None:
    with clock.at(APRIL):
        thread = chain.thread_of(word.node)
    assert [step.stage for step in thread.steps] == [Stage.VOICE, Stage.DECISION, Stage.COMMITMENT]
    (turn,) = thread.turns
    assert (turn.expects, turn.whose, turn.due_on) == (Relation.UPDATE, "Habitat Valmont", date(2026, 7, 3))
    word.node.refresh_from_db()
    assert (word.node.reached, word.node.latest) == (Stage.COMMITMENT, commitment.node)
    assert list(differences()) == []


def test_its_owner_gets_the_link_to_give_news(commitment: Commitment) -> None:
    mail = Mail.objects.latest("pk")
    assert mail.to == "h@example.org" and links.full_address(commitment) in mail.body
    token = links.path_of(commitment).rsplit("/", 1)[-1]
    assert links.commitment_of(token) == commitment and links.commitment_of(token + "x") is None


def test_news_is_expected_on_the_day_promised_when_it_is_near(word: Thing, amina: User) -> None:
    with clock.at(APRIL):
        take_on(amina, word, date(2026, 4, 14))
        assert chain.thread_of(word.node).turns[0].due_on == date(2026, 4, 14)


def test_news_starts_the_clock_again(commitment: Commitment, word: Thing) -> None:
    with clock.at(MAY):
        services.give_news(commitment=commitment, kind=UpdateKind.NEWS, text="Commandé.", signed_by="Mme Roux")
        (turn,) = chain.thread_of(word.node).turns
    assert (turn.since_on, turn.due_on) == (date(2026, 5, 4), date(2026, 8, 2))
    word.node.refresh_from_db()
    assert word.node.latest_at == MAY, "followers have news"


def test_postponing_keeps_the_day_first_promised(commitment: Commitment) -> None:
    later = date(2027, 2, 1)
    with clock.at(MAY):
        for wrong in (None, DECEMBER, date(2026, 5, 4)):
            with pytest.raises(Unavailable, match="après"):
                postpone(commitment, wrong)
        update = postpone(commitment, later)
    commitment.refresh_from_db()
    assert (commitment.first_due_on, commitment.due_on) == (DECEMBER, later)
    assert (update.old_due_on, update.new_due_on) == (DECEMBER, later)
    line = Line.objects.latest("number")
    assert line.verb == "commitment.postponed" and line.payload["new"] == "2027-02-01"


def postpone(commitment: Commitment, day: date | None) -> object:
    return services.give_news(
        commitment=commitment, kind=UpdateKind.POSTPONED, text="La pièce manque.", signed_by="Mme Roux", new_due_on=day
    )


@pytest.mark.parametrize("kind", [UpdateKind.KEPT, UpdateKind.PARTLY_KEPT, UpdateKind.NOT_KEPT])
def test_a_promise_that_ended_waits_for_nothing_and_does_not_change(
    commitment: Commitment, word: Thing, kind: UpdateKind
) -> None:
    with clock.at(MAY):
        services.give_news(commitment=commitment, kind=kind, text="Voilà.", signed_by="Mme Roux")
        assert chain.thread_of(word.node).turns == []
        with pytest.raises(Refused, match="clos"):
            services.give_news(commitment=commitment, kind=UpdateKind.NEWS, text="Encore.", signed_by="Mme Roux")
    commitment.refresh_from_db()
    assert (commitment.outcome, commitment.ended_on) == (kind.value, date(2026, 5, 4))
    steps = chain.thread_of(word.node).steps
    assert [step.state for step in steps if step.stage == Stage.COMMITMENT] == [Outcome(kind.value).label]
    assert list(differences()) == []


def test_residents_take_it_on_themselves_while_the_answer_stays_due(word: Thing, bruno: User, amina: User) -> None:
    with clock.at(APRIL):
        town = answers.add_answerer(by=bruno, territory=word.node.territory, name="La ville", email="v@example.org")
        handover = answers.hand_over(by=bruno, node=word.node, answerer=town)
        answers.accept_frame(handover=handover, signed_by="M. Petit")
        take_on(amina, word)
        turns = chain.thread_of(word.node).turns
    assert {(turn.whose, turn.expects) for turn in turns} == {
        ("La ville", Relation.ANSWER),
        ("Le collectif du 12", Relation.UPDATE),
    }


def test_a_form_sent_twice_is_one_promise_and_one_piece_of_news(commitment: Commitment, handover: Handover) -> None:
    with clock.at(APRIL):
        again = services.promise(
            handover=handover, what="Réparer l’ascenseur", details="", for_whom="", due_on=DECEMBER, signed_by="X"
        )
    assert again == commitment and Commitment.objects.count() == 1
    with clock.at(MAY):
        first = services.give_news(commitment=commitment, kind=UpdateKind.NEWS, text="Commandé.", signed_by="X")
        assert services.give_news(commitment=commitment, kind=UpdateKind.NEWS, text="Commandé.", signed_by="X") == first
        other = services.give_news(commitment=commitment, kind=UpdateKind.NEWS, text="Livré.", signed_by="X")
    assert list(commitment.updates.all()) == [other, first]
    assert Line.objects.filter(verb="commitment.made").count() == 1


def test_a_day_already_past_is_not_a_promise(word: Thing, amina: User) -> None:
    with clock.at(APRIL), pytest.raises(Unavailable, match="déjà passé"):
        take_on(amina, word, date(2026, 4, 3))
    assert not Commitment.objects.exists()


def test_the_promise_comes_after_a_yes(word: Thing, bruno: User) -> None:
    town = answers.add_answerer(by=bruno, territory=word.node.territory, name="La ville", email="v@example.org")
    handover = answers.hand_over(by=bruno, node=word.node, answerer=town)
    said = {"what": "X", "details": "", "for_whom": "", "due_on": DECEMBER, "signed_by": "M. Petit"}
    with pytest.raises(Refused, match="Répondez d’abord"):
        services.promise(handover=handover, **said)
    answers.give_answer(handover=handover, kind=AnswerKind.SET_ASIDE, text="Non.", signed_by="M. Petit")
    with pytest.raises(Refused, match="dit oui"):
        services.promise(handover=Handover.objects.get(), **said)


def test_the_register_puts_late_first_then_soon_then_ended(word: Thing, amina: User, territory: Territory) -> None:
    with clock.at(APRIL):
        for day in (10, 20, 30):
            take_on(amina, word, date(2026, 4, day))
        done = Commitment.objects.latest("due_on")
    with clock.at(datetime(2026, 4, 15, 9, tzinfo=UTC)):
        services.give_news(commitment=done, kind=UpdateKind.KEPT, text="Fait.", signed_by="X", by=amina)
        rows = selectors.register(territory.scope).rows
        assert [(row.due_on.day, row.late, row.kind) for row in rows] == [
            (10, 5, "late"),
            (20, 0, "wait"),
            (30, 0, "kept"),
        ]
        assert not selectors.register(territory.scope).after
        assert selectors.totals(territory.scope) == selectors.Totals(1, 1, 1, 0, 0)
        for only, days in (("late", [10]), ("running", [20]), ("kept", [30]), ("not_kept", [])):
            look = selectors.Look(state=only)
            assert [row.due_on.day for row in selectors.register(territory.scope, look).rows] == days
