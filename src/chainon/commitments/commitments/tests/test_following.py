"""What becomes of a promise: revised together, its steps, what shows it, and one that comes back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain import selectors as chain
from chainon.base.chain.services import differences
from chainon.base.chain.tests.things import Thing, Things
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.commitments.answers import services as answers
from chainon.commitments.answers.models import Answerer
from chainon.commitments.commitments import selectors, services
from chainon.commitments.commitments.models import Commitment, Every, Outcome, UpdateKind

MARCH = datetime(2026, 3, 4, 9, tzinfo=UTC)
JUNE = datetime(2026, 6, 4, 9, tzinfo=UTC)
SAID = {"what": "Réparer l’ascenseur", "details": "", "for_whom": "", "signed_by": "Mme Roux"}


@pytest.fixture
def word(territory: Territory, things: Things) -> Thing:
    with clock.at(MARCH):
        return things.add(territory.scope, "L’ascenseur de la tour B")


@pytest.fixture
def landlord(territory: Territory, bruno: User) -> Answerer:
    return answers.add_answerer(by=bruno, territory=territory.scope, name="Habitat Valmont", email="h@example.org")


@pytest.fixture
def promise(word: Thing, landlord: Answerer, bruno: User) -> Commitment:
    with clock.at(MARCH):
        return services.record_promise(by=bruno, source=word.node, answerer=landlord, due_on=date(2026, 5, 1), **SAID)


@pytest.fixture
def quarterly(word: Thing, landlord: Answerer, bruno: User) -> Commitment:
    with clock.at(MARCH):
        plan = services.Plan(every_months=Every.QUARTER, until_on=date(2026, 12, 31))
        said = {**SAID, "what": "Rencontrer les locataires"}
        return services.record_promise(
            by=bruno, source=word.node, answerer=landlord, due_on=date(2026, 3, 31), plan=plan, **said
        )


def revise(promise: Commitment, by: User, **more: object) -> object:
    said = {
        "text": "La pièce vient d’Italie.",
        "with_whom": "douze locataires",
        "met_on": date(2026, 6, 2),
        "signed_by": "Bruno",
        "new_due_on": date(2026, 9, 1),
    }
    return services.revise(by=by, commitment=promise, **{**said, **more})


def test_revised_together_keeps_the_old_day_and_the_old_words(promise: Commitment, bruno: User) -> None:
    with clock.at(JUNE):
        update = revise(promise, bruno, new_what="Remplacer l’ascenseur")
        assert revise(promise, bruno, new_what="Remplacer l’ascenseur") == update, "sent twice is once"
    promise.refresh_from_db()
    assert (promise.what, promise.due_on, promise.moved) == ("Remplacer l’ascenseur", date(2026, 9, 1), "revised")
    assert promise.first_due_on == date(2026, 5, 1) and promise.node.title == "Remplacer l’ascenseur"
    said = promise.updates.get()
    assert (said.old_what, said.old_due_on) == ("Réparer l’ascenseur", date(2026, 5, 1))
    with clock.at(JUNE):
        row = selectors.row_of(promise)
        assert row.state == "revised" and "revu avec les habitants" in row.sentence
        assert selectors.page_of(promise).old_days == [date(2026, 5, 1)]
    assert Line.objects.filter(verb="commitment.revised").count() == 1
    assert list(differences()) == []


def test_a_revision_says_a_real_meeting_and_something_new(promise: Commitment, bruno: User, amina: User) -> None:
    with clock.at(JUNE):
        for wrong, why in (
            ({"met_on": date(2026, 6, 5)}, "pas encore eu lieu"),
            ({"new_due_on": date(2026, 6, 4)}, "déjà passé"),
        ):
            with pytest.raises(Unavailable, match=why):
                revise(promise, bruno, **wrong)
        with pytest.raises(Refused):
            revise(promise, amina)
    with clock.at(MARCH), pytest.raises(Unavailable, match="Rien ne change"):
        revise(promise, bruno, met_on=date(2026, 3, 1), new_due_on=date(2026, 5, 1))


def test_revised_is_not_said_as_mere_news(promise: Commitment) -> None:
    for kind in (UpdateKind.REVISED, UpdateKind.SAID_NOT_KEPT, UpdateKind.STOPPED):
        with pytest.raises(Refused, match="ne se dit pas"):
            services.give_news(commitment=promise, kind=kind, text="X", signed_by="X")


def test_the_team_never_says_for_somebody_else_that_it_will_not_be_done(promise: Commitment, bruno: User) -> None:
    with pytest.raises(Refused, match="sept jours"):
        services.give_news(commitment=promise, kind=UpdateKind.NOT_KEPT, text="Non.", signed_by="B", by=bruno)
    services.give_news(commitment=promise, kind=UpdateKind.NOT_KEPT, text="Non.", signed_by="Mme Roux")
    promise.refresh_from_db()
    assert promise.outcome == Outcome.NOT_KEPT, "its owner may"


def test_a_step_has_its_own_day_and_is_news_once_done(promise: Commitment, word: Thing) -> None:
    with clock.at(MARCH):
        step = services.plan_step(commitment=promise, what="Commander la cabine", due_on=date(2026, 4, 1))
        assert services.plan_step(commitment=promise, what=step.what, due_on=step.due_on) == step
        with pytest.raises(Unavailable, match="autre jour"):
            services.plan_step(commitment=promise, what=step.what, due_on=date(2026, 4, 2))
        with pytest.raises(Unavailable, match="avant celui"):
            services.plan_step(commitment=promise, what="Trop tôt", due_on=date(2026, 3, 3))
    with clock.at(JUNE):
        assert [part.late for part in selectors.page_of(promise).parts] == [64]
        with pytest.raises(Unavailable, match="pas encore venu"):
            services.finish_step(step=step, done_on=date(2026, 6, 5))
        shown = services.Shown("Le bon de commande", date(2026, 6, 1), link="https://example.org/bon")
        for _twice in range(2):
            services.finish_step(step=step, done_on=date(2026, 6, 1), shown=shown)
        (part,) = selectors.page_of(promise).parts
        assert (part.late, [proof.shows for proof in part.proofs]) == (0, ["Le bon de commande"])
        (turn,) = chain.thread_of(word.node).turns
        assert (turn.since_on, turn.left) == (date(2026, 3, 4), -34), "news after the day promised moves nothing"
        word.node.refresh_from_db()
        assert word.node.latest_at == JUNE, "it is news"
    assert Line.objects.filter(verb="commitment.step_done").count() == 1


def test_what_was_spent_is_the_last_figure_given(promise: Commitment) -> None:
    for cents in (100_000, 250_050):
        services.give_news(commitment=promise, kind=UpdateKind.NEWS, text=f"{cents}", signed_by="X", spent_cents=cents)
    promise.refresh_from_db()
    page = selectors.page_of(promise)
    assert page.spent.replace("\u202f", " ").replace("\u00a0", " ") == "2 500,50 €" and not page.planned


def test_a_promise_that_comes_back_is_due_on_its_oldest_silent_time(quarterly: Commitment) -> None:
    with clock.at(datetime(2026, 7, 15, 9, tzinfo=UTC)):
        page = selectors.page_of(quarterly)
        assert [(time.on, time.said) for time in page.times] == [(date(2026, 3, 31), None), (date(2026, 6, 30), None)]
        assert page.row.state == "late"
        services.give_news(commitment=quarterly, kind=UpdateKind.KEPT, text="Le 30.", signed_by="Mme Roux")
        quarterly.refresh_from_db()
        assert (quarterly.due_on, quarterly.outcome) == (date(2026, 6, 30), Outcome.OPEN)
        services.give_news(commitment=quarterly, kind=UpdateKind.NOT_KEPT, text="Oublié.", signed_by="Mme Roux")
        quarterly.refresh_from_db()
        assert quarterly.due_on == date(2026, 9, 30), "the last of the month, whatever came between"
        page = selectors.page_of(quarterly)
        assert [time.said.kind if time.said else "" for time in page.times] == ["kept", "not_kept", ""]
        assert "La prochaine fois" in page.row.sentence


def test_a_promise_that_comes_back_ends_with_its_last_time(quarterly: Commitment) -> None:
    with clock.at(datetime(2027, 1, 15, 9, tzinfo=UTC)):
        for number in range(4):
            services.give_news(commitment=quarterly, kind=UpdateKind.KEPT, text=f"{number}", signed_by="Mme Roux")
        quarterly.refresh_from_db()
        assert (quarterly.outcome, quarterly.due_on) == (Outcome.KEPT, date(2026, 12, 31))
        with pytest.raises(Refused, match="clos"):
            services.give_news(commitment=quarterly, kind=UpdateKind.KEPT, text="Encore", signed_by="X")
    assert list(differences()) == []


def test_stopped_it_ends_as_its_times_say(quarterly: Commitment, bruno: User) -> None:
    with clock.at(datetime(2026, 7, 15, 9, tzinfo=UTC)):
        said = {"commitment": quarterly, "signed_by": "X"}
        with pytest.raises(Refused, match="sept jours"):
            services.give_news(kind=UpdateKind.STOPPED, text="Fini.", by=bruno, **said)
        services.give_news(kind=UpdateKind.KEPT, text="Fait.", by=bruno, **said)
        services.give_news(kind=UpdateKind.NOT_KEPT, text="Pas cette fois.", by=bruno, **said)
        services.give_news(kind=UpdateKind.STOPPED, text="Fini.", by=bruno, **said)
    quarterly.refresh_from_db()
    assert quarterly.outcome == Outcome.PARTLY_KEPT


def test_a_promise_said_aloud_needs_no_page_and_may_be_late_at_once(
    territory: Territory, landlord: Answerer, bruno: User
) -> None:
    with clock.at(JUNE):
        promise = services.record_spoken(
            by=bruno,
            spoken=services.Spoken(territory.scope, "Réunion du 12 janvier"),
            answerer=landlord,
            due_on=date(2026, 3, 3),
            plan=services.Plan(made_on=date(2026, 1, 12), planned_cents=1_200_000),
            **SAID,
        )
        row = selectors.row_of(promise)
        assert row.late == 93
        assert row.sentence.replace("\u00a0", " ") == (
            "Habitat Valmont devait réparer l’ascenseur avant le 3 mars 2026 ; le 4 juin 2026, ce n’est pas fait."
        )
        with pytest.raises(Unavailable, match="après le jour"):
            services.record_spoken(
                by=bruno,
                spoken=services.Spoken(territory.scope, "Réunion"),
                answerer=landlord,
                due_on=date(2026, 1, 1),
                plan=services.Plan(made_on=date(2026, 1, 12)),
                **SAID,
            )
    assert promise.node.opened_at.date() == date(2026, 1, 12), "its place in the thread is the day it was said"
    assert Mail.objects.latest("pk").to == "h@example.org"
    assert Line.objects.latest("number").verb == "commitment.spoken"
    assert list(differences()) == []
