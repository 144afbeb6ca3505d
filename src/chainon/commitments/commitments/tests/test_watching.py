"""The notice before « non tenu », the right of reply, and the residents' check."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.services import erase_account
from chainon.base.chain.kinds import url_of
from chainon.base.chain.services import announce_pause, differences
from chainon.base.chain.tests.things import Things
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.commitments.answers import services as answers
from chainon.commitments.commitments import links, selectors, services
from chainon.commitments.commitments.models import Commitment, Notice, Outcome, Seen, UpdateKind

MARCH = datetime(2026, 3, 4, 9, tzinfo=UTC)
JUNE, LATER = datetime(2026, 6, 4, 9, tzinfo=UTC), datetime(2026, 6, 11, 9, tzinfo=UTC)
REASON = "Rien n’a bougé depuis le 3 mars."


@pytest.fixture
def promise(territory: Territory, things: Things, bruno: User) -> Commitment:
    with clock.at(MARCH):
        word = things.add(territory.scope, "L’ascenseur de la tour B").node
        landlord = answers.add_answerer(
            by=bruno, territory=territory.scope, name="Habitat Valmont", email="h@example.org"
        )
        return services.record_promise(
            by=bruno,
            source=word,
            answerer=landlord,
            what="Réparer l’ascenseur",
            details="",
            for_whom="",
            due_on=date(2026, 5, 1),
            signed_by="Mme Roux",
        )


@pytest.fixture
def notice(promise: Commitment, chantal: User) -> Notice:
    with clock.at(JUNE):
        return services.announce_not_kept(by=chantal, commitment=promise, reason=REASON)


def test_its_owner_is_told_seven_days_before_with_a_link_to_reply(promise: Commitment, notice: Notice) -> None:
    assert notice.may_say_on == date(2026, 6, 11)
    mail = Mail.objects.latest("pk")
    assert mail.to == "h@example.org" and REASON in mail.body
    assert links.reply_address(promise) in mail.body and links.full_address(promise) in mail.body
    with clock.at(JUNE):
        shown = selectors.page_of(promise).notice
    assert shown is not None and shown.reason == REASON
    line = Line.objects.latest("number")
    assert (line.verb, line.payload["day"]) == ("commitment.notice_given", "2026-06-11")


def test_it_is_not_said_before_the_seven_days(promise: Commitment, notice: Notice, chantal: User) -> None:
    with clock.at(datetime(2026, 6, 10, 9, tzinfo=UTC)), pytest.raises(Refused, match="sept jours"):
        services.say_not_kept(by=chantal, notice=notice)
    with clock.at(LATER):
        said = services.say_not_kept(by=chantal, notice=notice)
        assert services.say_not_kept(by=chantal, notice=notice) == said, "pressed twice, said once"
    promise.refresh_from_db()
    assert (promise.outcome, promise.ended_on) == (Outcome.NOT_KEPT, date(2026, 6, 11))
    assert (said.kind, said.text, said.signed_by) == ("said_not_kept", REASON, "Le garant de la participation")
    assert not promise.node.waits.open().exists() and list(differences()) == []


def test_announced_pauses_do_not_count_in_the_seven_days(promise: Commitment, bruno: User) -> None:
    with clock.at(JUNE):
        days = {"first": date(2026, 6, 6), "last": date(2026, 6, 12)}
        announce_pause(by=bruno, territory=promise.territory, reason="Élections", **days)
        notice = services.announce_not_kept(by=bruno, commitment=promise, reason=REASON)
    assert notice.may_say_on == date(2026, 6, 18)


def test_the_owner_replies_once_before_or_after(promise: Commitment, notice: Notice, chantal: User) -> None:
    with clock.at(LATER):
        services.say_not_kept(by=chantal, notice=notice)
        for _twice in range(2):
            services.reply_to_notice(notice=notice, text="La pièce est arrivée hier.", signed_by="Mme Roux")
        with pytest.raises(Refused, match="publiée"):
            services.reply_to_notice(notice=notice, text="Autre chose.", signed_by="Mme Roux")
        page = selectors.page_of(promise)
    assert page.notice is not None and page.notice.reply == "La pièce est arrivée hier."
    assert page.last_word is None, "what the guarantor said is not the owner's word"
    assert Line.objects.filter(verb="commitment.replied").count() == 1


def test_an_owner_who_says_what_became_of_it_ends_the_notice(
    promise: Commitment, notice: Notice, chantal: User
) -> None:
    with clock.at(LATER):
        services.give_news(commitment=promise, kind=UpdateKind.KEPT, text="Elle roule.", signed_by="Mme Roux")
        with pytest.raises(Refused, match="close"):
            services.say_not_kept(by=chantal, notice=notice)
        with pytest.raises(Refused, match="clos, et l’annonce retirée"):
            services.reply_to_notice(notice=notice, text="X", signed_by="X")


def test_what_was_announced_and_replied_stays_once_the_owner_said_it_is_done(
    promise: Commitment, notice: Notice
) -> None:
    reply = urlsplit(links.reply_address(promise)).path
    with clock.at(LATER):
        services.reply_to_notice(notice=notice, text="La pièce est arrivée hier.", signed_by="Mme Roux")
    with clock.at(LATER + timedelta(hours=1)):
        services.give_news(commitment=promise, kind=UpdateKind.KEPT, text="Elle roule.", signed_by="Mme Roux")
        page = selectors.page_of(Commitment.objects.get(pk=promise.pk))
        assert page.notice is None
        assert [(said.notice, said.update is not None) for said in page.updates] == [(None, True), (notice, False)]
        shown = Client().get(url_of(promise.node)).content.decode()
        answered = Client().get(reply)
    for words in (REASON, "La pièce est arrivée hier.", "Annonce retirée le 11\u00a0juin 2026"):
        assert words in shown, words
    said = answered.content.decode()
    assert answered.status_code == 200 and "Cet engagement est clos" in said and "arrivée hier" in said
    assert "<textarea" not in said


def test_a_notice_is_taken_back_and_another_may_come(
    promise: Commitment, notice: Notice, chantal: User, bruno: User
) -> None:
    with clock.at(JUNE):
        with pytest.raises(Refused, match="déjà annoncé"):
            services.announce_not_kept(by=bruno, commitment=promise, reason="Une autre raison.")
        assert services.announce_not_kept(by=chantal, commitment=promise, reason=REASON) == notice, "sent twice"
        services.withdraw_notice(by=bruno, notice=notice, reason="Nous nous sommes trompés de tour.")
        assert selectors.page_of(promise).notice is None
        assert services.announce_not_kept(by=bruno, commitment=promise, reason=REASON) != notice


def test_nothing_is_announced_while_there_is_time(promise: Commitment, bruno: User) -> None:
    with clock.at(MARCH), pytest.raises(Refused, match="pas passé"):
        services.announce_not_kept(by=bruno, commitment=promise, reason=REASON)


def test_each_account_is_counted_once_and_may_change_its_mind(promise: Commitment, amina: User, resident: User) -> None:
    before = Line.objects.count()
    with clock.at(MARCH), pytest.raises(Refused, match="rien à vérifier"):
        services.check_promise(by=amina, commitment=promise, seen=Seen.YES)
    with clock.at(JUNE):
        for seen in (Seen.YES, Seen.NO):
            services.check_promise(by=amina, commitment=promise, seen=seen)
        services.check_promise(by=resident, commitment=promise, seen=Seen.PARTLY)
        for seen in (Seen.NO, Seen.NO):
            services.check_by_slip(slip="a" * 12, commitment=promise, seen=seen)
        checks = selectors.page_of(promise).checks
    assert (checks.online.yes, checks.online.partly, checks.online.no) == (0, 1, 1)
    assert (checks.slips.people, checks.slips.no) == (1, 1)
    assert Line.objects.count() == before, "what one sees writes no line"


def test_a_closed_account_stays_counted_and_is_nobody_s(promise: Commitment, resident: User) -> None:
    with clock.at(JUNE):
        services.check_promise(by=resident, commitment=promise, seen=Seen.YES)
    assert selectors.own_checks_and_offers(resident)["vérifications"]
    erase_account(by=resident, user=resident)
    assert selectors.page_of(promise).checks.online.yes == 1
    assert promise.checks.get().user is None


def test_people_asked_on_the_spot_are_counted_with_the_place_and_the_day(promise: Commitment, amina: User) -> None:
    with clock.at(JUNE):
        count = {"where": "au pied de l’immeuble", "counted_on": date(2026, 6, 4), "yes": 2, "partly": 1, "no": 9}
        for _twice in range(2):
            counted = services.record_count(by=amina, commitment=promise, **count)
        assert counted.people == 12
        with pytest.raises(Unavailable, match="autres nombres"):
            services.record_count(by=amina, commitment=promise, **{**count, "no": 3})
        with pytest.raises(Unavailable, match="pas encore venu"):
            services.record_count(by=amina, commitment=promise, **{**count, "counted_on": date(2026, 6, 5)})
        with pytest.raises(Unavailable, match="combien"):
            services.record_count(by=amina, commitment=promise, **{**count, "yes": 0, "partly": 0, "no": 0})
    assert Line.objects.filter(verb="commitment.counted").count() == 1


def test_followers_hear_of_a_notice_of_its_end_and_of_a_count(
    promise: Commitment, chantal: User, amina: User, bruno: User
) -> None:
    def heard() -> datetime:
        promise.refresh_from_db()
        promise.node.refresh_from_db()
        assert promise.node.changed_at == promise.changed_at and not list(differences())
        return promise.changed_at

    with clock.at(JUNE):
        notice = services.announce_not_kept(by=chantal, commitment=promise, reason=REASON)
        assert heard() == JUNE
    with clock.at(LATER):
        services.withdraw_notice(by=bruno, notice=notice, reason="Les travaux ont commencé.")
        assert heard() == LATER
    with clock.at(LATER + timedelta(hours=1)):
        count = {"where": "Marché", "counted_on": LATER.date(), "yes": 7, "partly": 6, "no": 9}
        services.record_count(by=amina, commitment=promise, **count)
        assert heard() == LATER + timedelta(hours=1)
