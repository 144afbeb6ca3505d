"""Following by e-mail, without an account."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain import letters
from chainon.base.chain.models import Follow, Relation, Stage
from chainon.base.chain.services import add_link, ask_to_be_told, ask_to_follow, confirm_follow, expect, forget_silent
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused

from .things import Thing, Things

MARCH = datetime(2026, 3, 4, 9, tzinfo=UTC)
SAMIA = "samia@example.org"


@pytest.fixture(autouse=True)
def nobody_asked_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def word(territory: Territory, things: Things) -> Thing:
    with clock.at(MARCH):
        return things.add(territory.scope, "L’ascenseur de la tour B")


def link_in(mail: Mail, page: str) -> str:
    found = re.search(rf"/suivre/{page}/\S+", mail.body)
    assert found is not None
    return found[0]


def confirmed(word: Thing, email: str = SAMIA) -> Follow:
    ask_to_follow(node=word.node, email=email)
    follow = Follow.objects.get(node=word.node, email=email)
    confirm_follow(follow=follow)
    return follow


def answered(word: Thing, things: Things, at: datetime) -> None:
    with clock.at(at):
        answer = things.add(word.fields.scope, "Réponse", Stage.DECISION)
        add_link(source=word.node, target=answer.node, relation=Relation.ANSWER)


def test_nothing_is_sent_before_the_link_of_a_mail_says_yes(word: Thing, things: Things) -> None:
    address = f"/suivre/{word.node.public_id}/courriel"
    with clock.at(MARCH):
        assert Client().post(address, {"email": "x"}).status_code == 422
        assert Client().post(address, {"email": "Samia@Example.org"}).status_code == 302
    mail = Mail.objects.get()
    assert mail.to == SAMIA and "L’ascenseur de la tour B" in mail.body
    answered(word, things, MARCH + timedelta(days=1))
    with clock.at(MARCH + timedelta(days=2)):
        assert letters.send_digests() == 0
        confirm = link_in(mail, "confirmer")
        assert "Suivre ce fil" in Client().get(confirm).content.decode()
        assert Follow.objects.get().confirmed_at is None, "opening the link changes nothing"
        for _twice in range(2):
            assert Client().post(confirm).status_code == 302
        assert "Vous suivez ce fil" in Client().get(confirm).content.decode()
        assert letters.send_digests() == 0, "what was there before is not news"
    answered(word, things, MARCH + timedelta(days=3))
    with clock.at(MARCH + timedelta(days=3, hours=1)):
        assert (letters.send_digests(), letters.send_digests()) == (1, 0)
    assert Mail.objects.filter(to=SAMIA).count() == 2


def test_the_answer_is_the_same_whether_or_not_one_followed_already(word: Thing) -> None:
    address = f"/suivre/{word.node.public_id}/courriel"
    with clock.at(MARCH):
        first = Client().post(address, {"email": SAMIA})
        again = Client().post(address, {"email": SAMIA})
        assert Mail.objects.count() == 1, "one mail an hour at most, whoever asks"
    confirm_follow(follow=Follow.objects.get())
    with clock.at(MARCH + timedelta(hours=2)):
        third = Client().post(address, {"email": SAMIA})
    assert {(each.status_code, each.headers["Location"]) for each in (first, again, third)} == {
        (302, "/suivre/demande-envoyee")
    }
    assert Follow.objects.count() == 1 and "déjà" in Mail.objects.order_by("pk").last().subject


def test_one_connection_does_not_write_to_everyone(word: Thing) -> None:
    address = f"/suivre/{word.node.public_id}/courriel"
    sent = [Client().post(address, {"email": f"p{number}@example.org"}).status_code for number in range(11)]
    assert sent == [302] * 10 + [429] and Mail.objects.count() == 10


def test_one_link_stops_one_thread_or_all(word: Thing, things: Things, territory: Territory) -> None:
    with clock.at(MARCH):
        other, third = things.add(territory.scope, "Un banc"), things.add(territory.scope, "Une piste")
    follows = [confirmed(each) for each in (word, other, third)]
    confirmed(word, "autre@example.org")
    assert len({each.reader for each in follows}) == 1
    answered(word, things, MARCH + timedelta(days=900))
    with clock.at(MARCH + timedelta(days=901)):
        assert letters.send_digests() == 2
    stop = link_in(Mail.objects.filter(to=SAMIA).order_by("pk").last(), "tout-arreter")
    page = Client().get(stop).content.decode()
    assert "Un banc" in page and "Une piste" in page and "autre@" not in page
    assert Client().post(stop, {"only": follows[1].public_id}).status_code == 302
    assert Follow.objects.filter(email=SAMIA).count() == 2
    assert Client().post(stop, {"only": "2222222222"}).status_code == 302
    assert Client().post(stop).status_code == 302
    assert [each.email for each in Follow.objects.all()] == ["autre@example.org"]
    assert "ne suivez plus aucun fil" in Client().get(stop).content.decode()


def test_a_link_that_was_altered_or_is_too_old_opens_nothing(word: Thing) -> None:
    with clock.at(MARCH):
        ask_to_follow(node=word.node, email=SAMIA)
    confirm = link_in(Mail.objects.get(), "confirmer")
    assert Client().get(confirm[:-1] + ("a" if confirm[-1] != "a" else "b")).status_code == 404
    with clock.at(MARCH + timedelta(days=8)):
        assert forget_silent() == 1
    late = Client().get(confirm)
    assert late.status_code == 404 and "ne sert plus" in late.content.decode()


def test_what_is_not_public_is_not_followed(word: Thing, things: Things) -> None:
    things.change(word, is_public=False)
    assert Client().get(f"/suivre/{word.node.public_id}/courriel").status_code == 404
    with pytest.raises(Refused):
        ask_to_follow(node=word.node, email=SAMIA)


def test_addresses_are_erased_once_a_thread_is_silent_for_a_year(
    word: Thing, things: Things, territory: Territory, amina: User
) -> None:
    with clock.at(MARCH):
        awaited = things.add(territory.scope, "Une piste")
        expect(node=awaited.node, expects=Relation.ANSWER, whose="La ville", whose_key="v")
        for each in (word, awaited):
            confirmed(each)
        ask_to_be_told(by=amina, node=word.node, contact="Mme D., tour B")
    with clock.at(MARCH + timedelta(days=364)):
        assert forget_silent() == 0
    with clock.at(MARCH + timedelta(days=366)):
        assert (forget_silent(), forget_silent()) == (2, 0)
    assert [each.node for each in Follow.objects.all()] == [awaited.node], "what is expected still is not silent"


def test_a_visitor_finds_how_to_follow_on_a_page_without_a_token(word: Thing) -> None:
    from django.contrib.auth.models import AnonymousUser
    from django.template.loader import render_to_string
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    shown = render_to_string(
        "chain/_follow.html", {"node": word.node, "user": AnonymousUser(), "follows": False}, request
    )
    assert f"/suivre/{word.node.public_id}/courriel" in shown and "csrf" not in shown
