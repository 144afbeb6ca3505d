from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.services import erase_account
from chainon.base.chain import letters
from chainon.base.chain.models import Follow, Pause, Relation, Stage, ToldBack
from chainon.base.chain.services import add_link, expect, follow
from chainon.base.chain.services.following import ask_to_be_told
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory

from .things import Thing, Things

MARCH, APRIL = datetime(2026, 3, 4, 9, tzinfo=UTC), datetime(2026, 4, 4, 9, tzinfo=UTC)
Login = Callable[[User], Client]


@pytest.fixture
def word(territory: Territory, things: Things) -> Thing:
    with clock.at(MARCH):
        return things.add(territory.scope, "L’ascenseur de la tour B", said="Ma mère ne sort plus.")


def plain(page: bytes) -> str:
    return page.decode().replace("\u00a0", " ").replace("\u202f", " ")


def answered(word: Thing, things: Things, at: datetime) -> None:
    with clock.at(at):
        answer = things.add(word.fields.scope, "Réponse", Stage.DECISION)
        add_link(source=word.node, target=answer.node, relation=Relation.ANSWER)


def test_whose_turn_is_public_late_first(word: Thing, things: Things, territory: Territory) -> None:
    with clock.at(MARCH):
        expect(node=word.node, expects=Relation.ANSWER, whose="Habitat Valmont", whose_key="hv", days=10)
        other = things.add(territory.scope, "Un banc")
        expect(node=other.node, expects=Relation.ANSWER, whose="La ville", whose_key="v", days=60)
    with clock.at(APRIL):
        page = plain(Client().get("/a-qui-le-tour").content)
    assert page.index("tour d’Habitat Valmont depuis 31 jours") < page.index("tour de la ville depuis 31 jours")
    assert "en retard de 21 jours" in page and "2 suites attendues" in page and "dont 1 en retard" in page


def test_when_nothing_is_expected_the_page_says_what_will_come(territory: Territory) -> None:
    assert "Rien n’est attendu" in Client().get("/a-qui-le-tour").content.decode()
    assert Client().get("/a-qui-le-tour?page=x").status_code == 200


def test_the_thread_has_one_address(word: Thing, things: Things, territory: Territory) -> None:
    address = f"/fils/{word.node.public_id}-lascenseur-de-la-tour-b"
    page = Client().get(address)
    assert page.status_code == 200 and "Ma mère ne sort plus." in page.content.decode()
    for other in (f"/fils/{word.node.public_id}", f"/fils/{word.node.public_id}-autre"):
        assert Client().get(other).headers["Location"] == address
    assert Client().get("/fils/2222222222").status_code == 404
    things.change(word, is_public=False)
    assert Client().get(address).status_code == 404


def test_the_clocks_are_read_by_all_and_set_by_those_who_animate(
    territory: Territory, bruno: User, chantal: User, client_of: Login
) -> None:
    pause = {"first": "2026-07-04", "last": "2026-08-31", "reason": "Vacances d’été"}
    with clock.at(APRIL):
        assert "60 jours" in plain(Client().get("/delais").content)
        assert Client().post("/delais/regler", pause).status_code == 302 and not Pause.objects.exists()
        assert client_of(chantal).post("/delais/regler", pause).status_code == 403
        team = client_of(bruno)
        assert team.post("/delais/regler", pause).status_code == 302
        assert team.post("/delais/regler", pause).status_code == 302 and Pause.objects.count() == 1, "twice is once"
        assert team.post("/delais/regler", {"what": "delay", "expects": "answer", "days": "30"}).status_code == 302
        page = plain(Client().get("/delais").content)
        assert "Vacances d’été" in page and "du 4 juillet 2026 au 31 août 2026" in page and "30 jours" in page
        assert team.post(f"/delais/pauses/{Pause.objects.get().public_id}/retirer").status_code == 302
    assert not Pause.objects.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"first": "2026-03-01", "last": "2026-08-31", "reason": "Été"}, "avant de commencer"),
        ({"first": "2026-08-31", "last": "2026-07-04", "reason": "Été"}, "avant le premier"),
        ({"first": "hier", "last": "2026-07-04", "reason": ""}, "obligatoire"),
        ({"what": "delay", "expects": "answer", "days": "0"}, "1"),
        ({"what": "delay", "expects": "rien", "days": "10"}, "rien"),
    ],
)
def test_what_cannot_be_set_says_why_and_keeps_what_was_typed(
    territory: Territory, bruno: User, client_of: Login, sent: dict[str, str], said: str
) -> None:
    with clock.at(APRIL):
        answer = client_of(bruno).post("/delais/regler", sent)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Pause.objects.exists()


def test_a_relay_brings_the_news_back(  # noqa: PLR0917  # fixtures
    word: Thing, things: Things, territory: Territory, amina: User, resident: User, client_of: Login
) -> None:
    relay = client_of(amina)
    address = f"/a-rendre/{word.node.public_id}"
    with clock.at(MARCH):
        assert relay.post(address, {"contact": ""}).status_code == 422
        for _twice in range(2):
            assert relay.post(address, {"contact": "Mme D., tour B"}).status_code == 302
        assert "Rien à rendre" in relay.get("/a-rendre").content.decode()
    answered(word, things, APRIL)
    with clock.at(APRIL + timedelta(days=1)):
        assert "Mme D., tour B" in relay.get("/a-rendre").content.decode()
        assert client_of(resident).get("/a-rendre").status_code == 403
        assert client_of(resident).get(address).status_code == 403
        key = word.node.public_id
        told = {"node": key, f"{key}-told_on": "2026-04-05", f"{key}-follows": [Follow.objects.get().pk]}
        late = relay.post("/a-rendre", {**told, f"{key}-told_on": "2026-04-06"})
        assert late.status_code == 422 and "pas encore venu" in late.content.decode()
        assert relay.post("/a-rendre", {**told, f"{key}-follows": []}).status_code == 422
        assert relay.post("/a-rendre", told).status_code == 302
        assert relay.post("/a-rendre", told).status_code == 302, "twice is once"
    assert ToldBack.objects.count() == 1
    page = Client().get(f"/fils/{key}-lascenseur-de-la-tour-b").content.decode()
    assert "Rendu de vive voix" in page and "Mme D." not in page


def test_following_takes_an_account_and_stops_by_a_button(word: Thing, resident: User, client_of: Login) -> None:
    key = word.node.public_id
    assert Client().post(f"/suivre/{key}").status_code == 302 and not Follow.objects.exists()
    someone = client_of(resident)
    assert someone.get(f"/suivre/{key}").status_code == 405
    assert someone.post(f"/suivre/{key}").status_code == 302
    assert Follow.objects.get().user == resident
    assert someone.post(f"/suivre/{key}/arreter").status_code == 302 and not Follow.objects.exists()


def test_a_digest_a_day_at_most_says_what_is_new_and_stops_by_one_link(
    word: Thing, things: Things, territory: Territory, resident: User
) -> None:
    with clock.at(MARCH):
        other = things.add(territory.scope, "Un banc")
        for each in (word, other):
            follow(by=resident, node=each.node)
        assert letters.send_digests() == 0
    answered(word, things, APRIL)
    answered(other, things, APRIL)
    with clock.at(APRIL + timedelta(hours=1)):
        assert (letters.send_digests(), letters.send_digests()) == (1, 0)
    mail = Mail.objects.get()
    assert mail.to == resident.email and "2 fils" in plain(mail.subject.encode())
    assert "L’ascenseur de la tour B" in mail.body and "Un banc" in mail.body
    answered(word, things, APRIL + timedelta(hours=2))
    with clock.at(APRIL + timedelta(hours=3)):
        assert letters.send_digests() == 0, "one mail a day"
    with clock.at(APRIL + timedelta(days=1, hours=1)):
        assert letters.send_digests() == 1
    stop = next(line for line in mail.body.splitlines() if "tout-arreter" in line)
    path = stop[stop.index("/suivre") :]
    assert "Tout arrêter" in Client().get(path).content.decode() and Follow.objects.count() == 2
    assert Client().post(path).status_code == 302 and not Follow.objects.exists()
    assert "plus ces courriels" in Client().get(path).content.decode()
    assert Client().get(path[:-1] + ("a" if path[-1] != "a" else "b")).status_code == 404


def test_closing_an_account_follows_nothing_any_more(word: Thing, resident: User, amina: User) -> None:
    follow(by=resident, node=word.node)
    ask_to_be_told(by=amina, node=word.node, contact="Mme D.")
    erase_account(by=resident, user=resident)
    assert [each.contact for each in Follow.objects.all()] == ["Mme D."]
