"""A kept promise reaches the voice: its thread, its rings, its place in lists, its slip; the news on the way too."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Node, Stage
from chainon.base.chain.selectors import counts_by_stage, thread_of
from chainon.base.chain.services import ask_to_be_told, differences, rebuild, tell_back
from chainon.base.chain.words import last_said, thread_rows
from chainon.base.scopes.models import Territory
from chainon.commitments.answers import services as answers
from chainon.commitments.answers.models import AnswerKind, Handover
from chainon.commitments.commitments import services
from chainon.commitments.commitments.models import Commitment, KeptPromise, Seen, UpdateKind
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.rings import DONE, PROMISED, rings_of
from chainon.deliberation.proposals.selectors import page
from chainon.deliberation.proposals.tests.making import said
from chainon.deliberation.recommendations.models import Recommendation
from chainon.deliberation.recommendations.selectors import kept
from chainon.deliberation.recommendations.tests import making as recommending
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.services import open_body


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=UTC)


@pytest.fixture
def voice(territory: Territory, resident: User) -> Proposal:
    with clock.at(at(3, 2)):
        return said(territory.scope, by=resident)


@pytest.fixture
def promise(voice: Proposal, bruno: User) -> Commitment:
    """Asked in March, yes in April, promised the same day for the end of June."""
    with clock.at(at(4, 1)):
        town = answers.add_answerer(by=bruno, territory=voice.node.territory, name="La ville", email="v@example.org")
        handover = answers.hand_over(by=bruno, node=voice.node, answerer=town)
        answers.give_answer(handover=handover, kind=AnswerKind.TAKEN_UP, text="Oui.", signed_by="M. Petit")
        handover = Handover.objects.get(pk=handover.pk)
        words = {"details": "", "for_whom": "", "signed_by": "M. Petit"}
        return services.promise(handover=handover, what="Poser un abri", due_on=date(2026, 6, 30), **words)


def news(promise: Commitment, kind: UpdateKind, text: str, when: datetime, **more: object) -> None:
    with clock.at(when):
        services.give_news(commitment=promise, kind=kind, text=text, signed_by="M. Petit", **more)


def rows(voice: Proposal) -> list[tuple[str, str, str]]:
    node = Node.objects.get(pk=voice.node.pk)
    return [(plain(row.title), plain(row.detail), plain(row.text)) for row in thread_rows(thread_of(node))]


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


def test_an_open_promise_says_for_when_and_its_news_are_in_the_thread(voice: Proposal, promise: Commitment) -> None:
    news(promise, UpdateKind.NEWS, "L’abri est commandé.", at(5, 7))
    news(promise, UpdateKind.POSTPONED, "Le maçon est pris.", at(6, 2), new_due_on=date(2026, 9, 1))
    with clock.at(at(6, 3)):
        found = rows(voice)
        rings = rings_of(thread_of(voice.node))
    assert ("Des nouvelles", "7 mai 2026 · M. Petit", "L’abri est commandé.") in found
    assert ("Repoussé au 1er septembre 2026", "2 juin 2026 · M. Petit", "Le maçon est pris.") in found
    assert (
        plain(rings[PROMISED].detail) == "1er avril 2026, promis pour le 30 juin 2026, puis pour le 1er septembre 2026"
    )
    assert (rings[PROMISED].state, rings[DONE].state) == ("done", "current")
    last = Node.objects.get(pk=promise.node.pk)
    assert plain(last_said([last])[last.pk]) == "Repoussé au 1er septembre 2026 : Le maçon est pris."


@pytest.mark.parametrize("kind", [UpdateKind.KEPT, UpdateKind.PARTLY_KEPT])
def test_a_kept_promise_reaches_the_voice_wherever_it_is_read(
    voice: Proposal, promise: Commitment, bruno: User, kind: UpdateKind
) -> None:
    is_whole, territory = kind == UpdateKind.KEPT, voice.node.territory
    title = "Promesse tenue" if is_whole else "Promesse tenue : en partie"
    before = {each.stage: each.count for each in counts_by_stage(territory)}
    news(promise, kind, "L’abri est posé.", at(6, 23))
    with clock.at(at(6, 25)):
        count = {"where": "Devant l’école", "counted_on": date(2026, 6, 25), "yes": 8, "partly": 1, "no": 0}
        services.record_count(by=bruno, commitment=promise, **count)
        done = rings_of(thread_of(voice.node))[DONE]
        day = "23 juin 2026" if is_whole else "en partie, 23 juin 2026"
        assert (done.state, plain(done.detail)) == ("done", f"{day}, vu sur place : oui 8, en partie 1")
        assert rows(voice)[-2:] == [
            (title, "23 juin 2026 · La ville", "L’abri est posé."),
            ("Des habitants sont allés voir", "25 juin 2026 · Devant l’école", "oui 8, en partie 1"),
        ]
        (card,) = page(territory, size=5).cards
        assert (plain(card.standing.words), card.standing.reached) == (title, Stage.EFFECT)
        shown = Client().get(url_of(voice.node)).content.decode()
        assert "L’abri est posé." in shown and "Des habitants sont allés voir" in shown
        node = KeptPromise.objects.get().node
        assert Client().get(url_of(node)).headers["Location"] == url_of(promise.node)
    after = {each.stage: each.count for each in counts_by_stage(territory)}
    assert after[Stage.EFFECT] == before[Stage.EFFECT] + 1 and after[Stage.COMMITMENT] == before[Stage.COMMITMENT]
    assert list(differences()) == [] and rebuild() == 0


def test_what_is_not_kept_lights_nothing_and_says_so(voice: Proposal, promise: Commitment) -> None:
    news(promise, UpdateKind.NOT_KEPT, "Il n’y a plus d’argent.", at(6, 23))
    rings = rings_of(thread_of(voice.node))
    assert rings[DONE].state == "to-come" and rings[PROMISED].detail.endswith(", non tenu")
    assert rows(voice)[-1] == ("Ce ne sera pas fait", "23 juin 2026 · M. Petit", "Il n’y a plus d’argent.")
    assert not KeptPromise.objects.exists()


def test_fewer_than_three_who_answered_alone_are_not_told(voice: Proposal, promise: Commitment, amina: User) -> None:
    news(promise, UpdateKind.KEPT, "L’abri est posé.", at(6, 23))
    promise.refresh_from_db()
    with clock.at(at(6, 24)):
        services.check_promise(by=amina, commitment=promise, seen=Seen.NO)
        services.check_by_slip(slip="a", commitment=promise, seen=Seen.YES)
        assert not any("habitants" in title for title, _detail, _text in rows(voice))
        for slip in ("b", "c"):
            services.check_by_slip(slip=slip, commitment=promise, seen=Seen.YES)
        assert rows(voice)[-1] == (
            "Des habitants ont dit ce qu’ils ont vu", "24 juin 2026", "dit par coupon : oui 3",
        )  # fmt: skip
        assert plain(rings_of(thread_of(voice.node))[DONE].detail) == "23 juin 2026, dit par coupon : oui 3"


def test_it_costs_as_much_whatever_was_said(voice: Proposal, promise: Commitment) -> None:
    for day in range(1, 9):
        news(promise, UpdateKind.NEWS, f"Semaine {day}", at(5, day))
    news(promise, UpdateKind.KEPT, "L’abri est posé.", at(6, 23))
    node = Node.objects.select_related("territory__settings").get(pk=voice.node.pk)
    with CaptureQueriesContext(connection) as queries:
        thread_rows(thread_of(node))
    assert len(queries) <= 22


def test_whoever_tells_it_aloud_reads_what_was_said(
    voice: Proposal, promise: Commitment, amina: User, bruno: User
) -> None:
    with clock.at(at(4, 2)):
        ask_to_be_told(by=bruno, node=voice.node, contact="Mme Diallo, tour B")
    news(promise, UpdateKind.NEWS, "L’abri est commandé.", at(5, 7))
    client = Client()
    client.force_login(bruno, backend="allauth.account.auth_backends.AuthenticationBackend")
    with clock.at(at(5, 8)):
        assert "Des nouvelles : L’abri est commandé." in plain(client.get("/a-rendre").content.decode())
        follow = voice.node.follows.get(user=None)
        tell_back(by=bruno, node=Node.objects.get(pk=voice.node.pk), told_on=date(2026, 5, 8), follows=[follow])
    news(promise, UpdateKind.KEPT, "L’abri est posé.", at(6, 23))
    titles = [title for title, _detail, _text in rows(voice)]
    assert titles.index("Rendu de vive voix le 8 mai 2026") == titles.index("Des nouvelles") + 1, "on its own day"
    assert titles[-1] == "Promesse tenue"


def test_a_kept_promise_counts_among_the_recommendations_done(territory: Territory, bruno: User) -> None:
    body = open_body(by=bruno, parent=territory.scope, kind=BodyKind.ASSEMBLY, name="L’assemblée", seats=20)
    sheet = recommending.published(body, by=bruno)
    source = Recommendation.objects.filter(sheet=sheet).first()
    assert source is not None and kept(sheet).done == 0
    said_of = {"owner": "Nous", "what": "Laver le hall", "details": "", "for_whom": ""}
    promise = services.take_on(by=bruno, source=source.node, due_on=clock.today(), **said_of)
    assert (kept(sheet).promised, kept(sheet).done) == (1, 0)
    services.give_news(commitment=promise, kind=UpdateKind.KEPT, text="C’est propre.", signed_by="Nous", by=bruno)
    assert kept(sheet).done == 1 and kept(sheet).by_standing[0] == ("Promesse tenue", 1)
