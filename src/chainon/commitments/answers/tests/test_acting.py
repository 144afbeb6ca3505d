"""What is done short of answering, and answering several words at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain import selectors as chain
from chainon.base.chain.handing import addressees_of, hand
from chainon.base.chain.models import Node, Relation, Stage, Wait
from chainon.base.chain.services import differences
from chainon.base.chain.tests.things import Thing, Things
from chainon.base.chain.words import thread_rows
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.commitments.answers import links, selectors, services
from chainon.commitments.answers.models import (
    Answer,
    Answerer,
    AnswererKind,
    AnswerKind,
    Draft,
    Handover,
    Move,
    QuickWin,
)
from chainon.commitments.answers.services.answerers import KEPT_FOR
from chainon.commitments.answers.services.answering import Said

from .making import draft_of

MARCH, APRIL, MAY = (datetime(2026, month, 4, 9, tzinfo=UTC) for month in (3, 4, 5))


@pytest.fixture
def words(territory: Territory, things: Things) -> list[Thing]:
    with clock.at(MARCH):
        return [things.add(territory.scope, f"Un banc, place {number}", said="Pour souffler.") for number in (1, 2, 3)]


@pytest.fixture
def parks(territory: Territory, bruno: User) -> Answerer:
    return services.add_answerer(by=bruno, territory=territory.scope, name="La ville", email="parcs@example.org")


@pytest.fixture
def handed(words: list[Thing], parks: Answerer, bruno: User) -> list[Handover]:
    with clock.at(MARCH):
        found = [services.hand_over(by=bruno, node=word.node, answerer=parks) for word in words]
        services.accept_frame(handover=found[0], signed_by="M. Petit")
    return list(Handover.objects.order_by("pk").select_related("node", "answerer", "wait")[: len(found)])


def states(word: Thing) -> list[tuple[str, str]]:
    return [(row.title, row.state) for row in thread_rows(chain.thread_of(word.node))]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_what_is_studied_is_said_and_its_clock_runs_on(handed: list[Handover], words: list[Thing]) -> None:
    with clock.at(APRIL):
        move = services.study(handover=handed[0], text="Nous regardons les réseaux.", more_on=date(2026, 4, 20))
        again = services.study(handover=handed[0], text="Nous regardons les réseaux.", more_on=date(2026, 4, 20))
        shown = [(plain(title), state) for title, state in states(words[0])]
    assert again == move and Move.objects.count() == 1
    assert shown == [
        ("Un banc, place 1", "done"),
        ("Transmise à : La ville", "done"),
        ("Où c’en est : à l’étude", "done"),
        ("Une réponse est attendue", "current"),
        ("Ensuite : un engagement et une date, si la réponse est oui", "to-come"),
    ]
    words[0].node.refresh_from_db()
    assert words[0].node.latest == move.node and words[0].node.due_on == date(2026, 5, 3)
    with clock.at(APRIL), pytest.raises(Unavailable):
        services.study(handover=handed[1], text="Bientôt.", more_on=date(2026, 4, 4))


def test_several_alike_are_answered_once_and_each_thread_reads_well(handed: list[Handover], words: list[Thing]) -> None:
    with clock.at(APRIL):
        answer = services.answer_several(
            handovers=handed[:2], kind=AnswerKind.TAKEN_UP, text="Deux bancs en juin.", signed_by="M. Petit"
        )
        threads = [chain.thread_of(word.node) for word in words]
    assert Answer.objects.count() == 1 and len(selectors.asked_of(answer)) == 2
    for thread, word in zip(threads[:2], words[:2], strict=True):
        assert [step.node for step in thread.steps] == [word.node, answer.node]
        assert [turn.expects for turn in thread.turns] == [Relation.COMMITMENT]
        assert "2 paroles qui se ressemblent" in plain(thread_rows(thread)[2].text)
    assert [turn.expects for turn in threads[2].turns] == [Relation.ANSWER]
    assert not Wait.objects.open().filter(expects=Relation.ANSWER, node__in=[word.node for word in words[:2]]).exists()
    assert Line.objects.latest("number").verb == "node.answered_several"
    assert list(differences()) == []


def test_one_answer_is_not_given_for_two_answerers_nor_to_what_is_answered(
    handed: list[Handover], words: list[Thing], bruno: User, territory: Territory
) -> None:
    landlord = services.add_answerer(by=bruno, territory=territory.scope, name="Habitat", email="h@example.org")
    other = services.hand_over(by=bruno, node=words[0].node, answerer=landlord)
    said = {"kind": AnswerKind.SET_ASIDE, "text": "Non.", "signed_by": "M. Petit"}
    with pytest.raises(Refused):
        services.answer_several(handovers=[handed[0], other], **said)
    services.give_answer(handover=handed[0], **said)
    with pytest.raises(Refused):
        services.answer_several(handovers=handed[:2], **said)
    assert Answer.objects.count() == 1


def test_what_is_handed_on_is_their_turn_and_the_thread_says_so(
    handed: list[Handover], words: list[Thing], bruno: User, territory: Territory
) -> None:
    landlord = services.add_answerer(by=bruno, territory=territory.scope, name="Habitat", email="h@example.org")
    with clock.at(APRIL):
        services.pass_on(handover=handed[0], to=landlord, text="La place leur appartient.")
        thread = chain.thread_of(words[0].node)
    assert thread.turns == [] and "h@example.org" in Mail.objects.latest("pk").to
    rows = thread_rows(thread)
    assert any(row.state == "current" and "Habitat" in row.title for row in rows)
    with pytest.raises(Refused, match="transmise"):
        services.give_answer(handover=handed[0], kind=AnswerKind.SET_ASIDE, text="Non.", signed_by="M. Petit")
    landlords = Handover.objects.get(answerer=landlord)
    assert landlords.from_answerer == handed[0].answerer
    with pytest.raises(Refused, match="C’est vous"):
        services.pass_on(handover=handed[1], to=handed[1].answerer)


def test_not_us_but_them_answers_and_hands_over_in_one_act(
    handed: list[Handover], words: list[Thing], bruno: User, territory: Territory
) -> None:
    landlord = services.add_answerer(by=bruno, territory=territory.scope, name="Habitat", email="h@example.org")
    services.accept_frame(handover=services.hand_over(by=bruno, node=words[2].node, answerer=landlord), signed_by="R.")
    answer = services.give_answer(
        handover=handed[0], kind=AnswerKind.NOT_US, text="C’est au bailleur.", signed_by="M. Petit", pass_to=landlord
    )
    assert answer.other == "Habitat"
    (turn,) = chain.thread_of(words[0].node).turns
    assert (turn.whose, turn.expects) == ("Habitat", Relation.ANSWER)


def test_what_is_carried_waits_for_the_third_party_until_they_reply(handed: list[Handover], words: list[Thing]) -> None:
    with clock.at(APRIL):
        move = services.carry(
            handover=handed[0], to="Le département", text="La place est à eux.", hoped_on=date(2026, 5, 15)
        )
        (turn,) = chain.thread_of(words[0].node).turns
        with pytest.raises(Refused, match="déjà"):
            services.carry(handover=handed[0], to="La préfecture", text="Et eux ?", hoped_on=date(2026, 5, 15))
    assert (turn.whose, turn.expects, turn.due_on) == ("Le département", Relation.REPLY, date(2026, 5, 15))
    with clock.at(MAY):
        answer = services.record_reply(move=move, said=Said(AnswerKind.TAKEN_UP, "Oui, en mai.", "Le service routes"))
        thread = chain.thread_of(words[0].node)
    assert [step.node.kind for step in thread.steps] == ["thing", "move", "answer"]
    assert [(turn.whose, turn.expects) for turn in thread.turns] == [("Le département", Relation.COMMITMENT)]
    assert Handover.objects.get(pk=handed[0].pk).answer == answer and answer.answerer is None
    assert list(differences()) == []


def test_what_is_carried_in_vain_comes_back_to_the_carrier(handed: list[Handover], words: list[Thing]) -> None:
    with clock.at(APRIL):
        move = services.carry(handover=handed[0], to="Le département", text="À eux.", hoped_on=date(2026, 5, 15))
    with clock.at(MAY):
        services.give_up_carrying(move=move, reason="Ils ne répondent pas au courrier.")
        (turn,) = chain.thread_of(words[0].node).turns
    assert (turn.whose, turn.since_on) == ("La ville", date(2026, 5, 4))
    move.node.refresh_from_db()
    assert (move.node.state, "Ils ne répondent pas" in move.node.said) == ("given_up", True)
    with pytest.raises(Refused):
        services.give_up_carrying(move=move, reason="Encore.")


def test_what_is_closed_with_a_reason_waits_for_nobody(handed: list[Handover], words: list[Thing]) -> None:
    services.close_handover(handover=handed[0], reason="La place n’existe plus.")
    assert chain.turns_of(words[0].node) == []
    words[0].node.refresh_from_db()
    assert words[0].node.latest is not None and words[0].node.latest.state == "closed"


def test_settled_at_once_is_a_small_win_at_the_stage_of_effects(handed: list[Handover], words: list[Thing]) -> None:
    win = services.settle_now(handover=handed[0], text="Le banc est posé.")
    again = services.settle_now(handover=handed[0], text="Le banc est posé.")
    assert again == win and QuickWin.objects.count() == 1
    words[0].node.refresh_from_db()
    assert (words[0].node.reached, words[0].node.latest) == (Stage.EFFECT, win.node)
    thread = chain.thread_of(words[0].node)
    assert thread.turns == [] and thread_rows(thread)[-1].title == "Réglé tout de suite"
    assert Line.objects.latest("number").verb == "node.settled"
    assert list(differences()) == []


def test_a_draft_is_public_only_once_signed_and_its_author_never(handed: list[Handover]) -> None:
    draft = draft_of(handed[0], text="Oui, deux bancs.")
    assert draft_of(handed[0], text="Oui, trois bancs.") == draft and not Answer.objects.exists()
    services.send_draft(draft=draft_of(handed[0]))
    mail = Mail.objects.latest("pk")
    assert mail.to == "marc.petit@example.org" and "Léa Nguyen" in mail.body
    assert "/signer/" in mail.body
    token = links.sign_path(draft).rsplit("/", 1)[-1]
    signed = links.draft_of(token)
    assert signed == draft
    answer = services.sign_draft(
        draft=draft, kind=AnswerKind.TAKEN_UP, text="Oui, relu.", signed_by="Responsable des espaces verts"
    )
    assert (answer.text, answer.signed_by) == ("Oui, relu.", "Responsable des espaces verts")
    assert not Line.objects.filter(payload__icontains="Nguyen").exists()
    draft.refresh_from_db()
    assert draft.signer_email == ""
    with pytest.raises(Refused, match="signée"):
        services.sign_draft(draft=draft, kind=AnswerKind.SET_ASIDE, text="Non.", signed_by="X")


def test_what_was_prepared_is_forgotten_once_it_serves_nothing(handed: list[Handover], bruno: User) -> None:
    first, second = (
        services.send_draft(draft=draft_of(each, signer_email=f"{each.pk}@example.org")) for each in handed[:2]
    )
    own = services.send_draft(draft=draft_of(handed[2], signer_email=bruno.email))
    services.sign_draft(draft=first, kind=AnswerKind.TAKEN_UP, text="Oui.", signed_by="Le service")
    for handover in handed[2:]:
        services.close_handover(handover=handover, reason="Déjà fait.")
    assert services.forget_drafts() == 0, "not yet: their link still says that it is done"
    with clock.at(clock.now() + KEPT_FOR + timedelta(days=1)):
        assert services.forget_drafts() == 2 and services.forget_drafts() == 0
        assert list(Draft.objects.all()) == [second], "it may be signed still"
        assert Mail.objects.filter(to=second.signer_email).exists()
        assert Mail.objects.filter(to=own.signer_email).exists(), "who has an account is written to for other things"
        services.close_handover(handover=handed[1], reason="Déjà fait.")
    with clock.at(clock.now() + 3 * KEPT_FOR):
        assert services.forget_drafts() == 1 and not Mail.objects.filter(to=second.signer_email).exists()
    assert Answer.objects.get().text == "Oui.", "what was signed stays"


def test_one_signature_answers_several(handed: list[Handover]) -> None:
    draft = services.send_draft(draft=draft_of(*handed[:2]))
    answer = services.sign_draft(draft=draft, kind=AnswerKind.TAKEN_UP, text="Deux bancs.", signed_by="M. Petit")
    assert len(selectors.asked_of(answer)) == 2 and Line.objects.latest("number").verb == "node.answered_several"


def test_a_draft_without_a_signer_is_not_sent(handed: list[Handover]) -> None:
    with pytest.raises(Refused):
        services.send_draft(draft=draft_of(handed[0], signer_email=""))


def test_their_own_page_has_all_that_is_theirs_late_first(handed: list[Handover], things: Things) -> None:
    with clock.at(APRIL):
        services.carry(handover=handed[0], to="Le département", text="À eux.", hoped_on=date(2026, 6, 15))
        services.settle_now(handover=handed[1])
    with clock.at(datetime(2026, 7, 1, tzinfo=UTC)):
        rows = selectors.own_rows(handed[0].answerer)
    assert [(row.title, row.is_late, row.carried_to) for row in rows] == [
        ("Un banc, place 3", True, ""),
        ("Un banc, place 1", False, "Le département"),
    ]
    assert selectors.given_by(handed[0].answerer)[0].title == "Un banc, place 2"


def test_a_slice_below_hands_over_without_knowing_who_answers(
    words: list[Thing], parks: Answerer, territory: Territory
) -> None:
    (addressee,) = addressees_of(territory.scope)
    for _twice in range(2):
        hand(node=words[0].node, key=addressee.key, days=30)
    hand(node=words[0].node, key="unknown")
    (turn,) = chain.turns_of(words[0].node)
    assert (turn.whose, turn.days) == ("La ville", 30)


def test_what_comes_of_a_word_follows_it_where_it_goes(
    handed: list[Handover], words: list[Thing], things: Things
) -> None:
    services.study(handover=handed[0], text="On regarde.")
    win = services.settle_now(handover=handed[0], text="C’est fait.")
    things.change(words[0], title="Un banc, au soleil")
    assert {each.title for each in Node.objects.filter(kind__in=["answer", "move", "quick_win"])} == {
        "Un banc, au soleil"
    }
    things.change(words[0], is_public=False, title="")
    win.node.refresh_from_db()
    assert (win.node.is_public, win.node.title) == (False, "")
    assert list(differences()) == []


def test_an_answer_to_several_stays_as_long_as_one_is_public(
    handed: list[Handover], words: list[Thing], things: Things
) -> None:
    answer = services.answer_several(handovers=handed[:2], kind=AnswerKind.SET_ASIDE, text="Non.", signed_by="M. P.")
    things.change(words[0], is_public=False, title="")
    answer.node.refresh_from_db()
    assert (answer.node.is_public, answer.node.title) == (True, "Un banc, place 2")
    assert list(differences()) == []


def test_an_elected_official_is_known_by_name(territory: Territory, bruno: User) -> None:
    mayor = services.add_answerer(
        by=bruno, territory=territory.scope, name="Inès Faure", email="m@example.org", kind=AnswererKind.ELECTED
    )
    assert mayor.is_elected
