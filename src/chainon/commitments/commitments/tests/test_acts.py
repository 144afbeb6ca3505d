"""The pages of those who follow a promise: the team, the guarantor, residents, and the owner by their link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.files.tests.pictures import photo as jpeg
from chainon.base.scopes.models import Territory
from chainon.commitments.commitments.models import Commitment, Evidence, Notice, Outcome
from chainon.deliberation.proposals.tests.making import said
from chainon.territory.places.models import Kind
from chainon.territory.places.services import add_place

from .making import Followed, followed, promised

Login = Callable[[User], Client]


@pytest.fixture
def late(territory: Territory, bruno: User) -> Followed:
    return followed(said(territory.scope, by=bruno).node, by=bruno)


def plain(page: bytes) -> str:
    return page.decode().replace("\u00a0", " ").replace("\u202f", " ")


def base(promise: Commitment) -> str:
    return f"/engagements/{promise.node.public_id}"


def read(promise: Commitment) -> str:
    return plain(Client().get(base(promise), follow=True).content)


def day(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def test_the_guarantor_waits_seven_days_and_shows_the_reply_beside(
    late: Followed, chantal: User, client_of: Login
) -> None:
    watcher, owner = client_of(chantal), Client()
    address = f"{base(late.promise)}/non-tenu"
    page = read(late.promise)
    assert "Pourra être dit « non tenu » à partir du" in page and "Le hall n’est pas repeint." in page
    assert "pourra se dire à partir du" in plain(watcher.get(address).content)
    assert watcher.post(f"{address}/dire").status_code == 403, "not before the day announced"
    reply = f"/engagements/tenir/{late.token}/repondre"
    assert owner.post(reply, {"text": "", "signed_by": "X"}).status_code == 422
    assert owner.post(reply, {"text": "La peinture est arrivée.", "signed_by": "Le collectif"}).status_code == 302
    with clock.at(clock.now() + timedelta(days=7)):
        assert "Dire « non tenu », en public" in plain(watcher.get(address).content)
        assert watcher.post(f"{address}/dire").status_code == 302
        page = read(late.promise)
    assert "non tenu" in page and "La peinture est arrivée." in page
    late.promise.refresh_from_db()
    assert late.promise.outcome == Outcome.NOT_KEPT


def test_an_announcement_is_taken_back_with_its_reason(late: Followed, bruno: User, client_of: Login) -> None:
    team, address = client_of(bruno), f"{base(late.promise)}/non-tenu"
    assert team.post(f"{address}/retirer", {"withdrawal": ""}).status_code == 422
    assert team.post(f"{address}/retirer", {"withdrawal": "Erreur."}).status_code == 302
    assert Notice.objects.get().withdrawn_for == "Erreur."
    assert team.post(address, {"reason": ""}).status_code == 422
    assert team.post(address, {"reason": "Cette fois, oui."}).status_code == 302
    assert Client().get(f"/engagements/tenir/{late.token}/repondre").status_code == 200


def test_residents_say_what_they_see_with_an_account(
    late: Followed, resident: User, amina: User, client_of: Login
) -> None:
    address = f"{base(late.promise)}/verifier"
    assert "Personne n’a encore dit ce qu’il voit" in read(late.promise)
    assert client_of(resident).post(address, {}).status_code == 422
    assert client_of(resident).post(address, {"seen": "no"}).status_code == 302
    assert client_of(amina).post(address, {"seen": "yes"}).status_code == 302
    assert "2 personnes, avec un compte" in read(late.promise)
    count = {"where": "au pied de l’immeuble", "counted_on": day(0), "yes": "2", "partly": "", "no": "10"}
    assert client_of(resident).post(f"{address}/compter", count).status_code == 403
    relay = client_of(amina)
    assert relay.post(f"{address}/compter", {**count, "yes": "", "no": ""}).status_code == 422
    assert relay.post(f"{address}/compter", {**count, "counted_on": day(1)}).status_code == 422
    assert relay.post(f"{address}/compter", count).status_code == 302
    assert "12 personnes · au pied de l’immeuble" in read(late.promise)


def test_without_an_account_the_code_of_a_slip_counts_once(
    late: Followed, bruno: User, territory: Territory, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chainon.commitments.commitments import selectors

    cache.clear()
    address, visitor = f"{base(late.promise)}/verifier", Client()
    wrong = visitor.post(address, {"seen": "no", "code": "7KQ4T-X92MA-B3CD"})
    assert wrong.status_code == 422 and "relisez-le" in plain(wrong.content)
    monkeypatch.setattr(selectors, "slip_mark", lambda _territory, code: "142" if code == "bon" else "")
    for seen in ("no", "partly"):
        assert visitor.post(address, {"seen": seen, "code": "bon"}).status_code == 302
    page = read(late.promise)
    assert "1 personne, avec un coupon" in page
    assert late.promise.checks.get().seen == "partly"
    for _try in range(30):
        last = visitor.post(address, {"seen": "no", "code": "faux"})
    assert "Trop d’essais" in plain(last.content)
    cache.clear()


def test_nothing_is_checked_before_its_day(territory: Territory, bruno: User) -> None:
    promise = promised(said(territory.scope, by=bruno).node, by=bruno).promise
    assert Client().get(f"{base(promise)}/verifier").status_code == 403
    assert "Dire ce que j’ai vu" not in read(promise)


def test_the_owner_plans_steps_and_shows_them_done_by_their_link(late: Followed) -> None:
    owner, address = Client(), f"/engagements/tenir/{late.token}/etapes"
    assert "Acheter la peinture" in plain(owner.get(address).content)
    assert owner.post(address, {"what": "Poncer", "due_on": ""}).status_code == 422
    assert owner.post(address, {"what": "Poncer", "due_on": day(4)}).status_code == 302
    done = f"{address}/{late.step.public_id}"
    photo = SimpleUploadedFile("hall.jpg", jpeg(), content_type="image/jpeg")
    wrong = owner.post(done, {"done_on": day(0), "file": photo})
    assert wrong.status_code == 422 and "ce que l’on y voit" in plain(wrong.content)
    photo.seek(0)
    proof = {"shows": "Douze pots de peinture", "shown_on": day(0)}
    assert owner.post(done, {"done_on": day(0), "file": photo, **proof}).status_code == 302
    page = read(late.promise)
    assert 'alt="Douze pots de peinture"' in page and "fait depuis le" in page
    assert Evidence.objects.get().file is not None
    assert owner.post(done, {"done_on": day(-1)}).status_code == 422
    assert owner.get(f"{address}/inconnue").status_code == 404
    assert owner.get("/engagements/tenir/faux:jeton/etapes").status_code == 404


def test_the_team_writes_what_was_agreed_with_residents(late: Followed, bruno: User, client_of: Login) -> None:
    team, address = client_of(bruno), f"{base(late.promise)}/revoir"
    sent = {
        "with_whom": "douze locataires",
        "met_on": day(-1),
        "new_due_on": day(40),
        "new_what": "",
        "text": "Il fait trop froid pour peindre.",
        "signed_by": "Bruno",
    }
    assert team.post(address, {**sent, "met_on": day(1)}).status_code == 422
    assert team.post(address, sent).status_code == 302
    page = read(late.promise)
    assert "revu avec les habitants" in page and "Avec douze locataires" in page
    assert "D’abord promis pour" in page, "the old day stays"
    assert Client().get(address).status_code == 302


def test_what_was_said_at_a_meeting_is_typed_by_the_team(
    territory: Territory, bruno: User, resident: User, client_of: Login
) -> None:
    thread = promised(said(territory.scope, by=bruno).node, by=bruno)
    sent = {
        "answerer": thread.waiting.answerer.public_id,
        "what": "Rencontrer les habitants",
        "where": "Réunion publique du 12 janvier",
        "made_on": day(-30),
        "due_on": day(20),
        "signed_by": "Mme la maire",
        "every_months": "3",
        "until_on": day(400),
        "planned_cents": "1 200,50",
    }
    team, address = client_of(bruno), "/engagements/nouveau"
    assert client_of(resident).get(address).status_code == 403
    assert team.post(address, {**sent, "planned_cents": "beaucoup"}).status_code == 422
    assert team.post(address, {**sent, "until_on": day(10)}).status_code == 422
    answer = team.post(address, sent)
    assert answer.status_code == 302
    page = plain(Client().get(answer.headers["Location"]).content)
    for words in ("chaque trimestre", "La prochaine fois", "1 200,50 €", "Réunion publique du 12 janvier"):
        assert words in page, words


def test_what_was_said_aloud_is_said_of_a_place(territory: Territory, bruno: User, client_of: Login) -> None:
    place = add_place(by=bruno, parent=territory.scope, kind=Kind.NEIGHBOURHOOD, name="Les Tilleuls")
    thread = promised(said(territory.scope, by=bruno).node, by=bruno)
    sent = {
        "answerer": thread.waiting.answerer.public_id,
        "what": "Repeindre le hall",
        "where": "Réunion publique",
        "made_on": day(-30),
        "due_on": day(20),
        "signed_by": "Mme la maire",
        "every_months": "0",
        "place": place.scope.public_id,
    }
    assert client_of(bruno).post("/engagements/nouveau", sent).status_code == 302
    assert Commitment.objects.latest("pk").node.scope == place.scope


def test_the_team_cannot_choose_not_kept_for_an_institution(
    territory: Territory, bruno: User, client_of: Login
) -> None:
    thread = promised(said(territory.scope, by=bruno).node, by=bruno)
    address = f"{base(thread.promise)}/nouvelles"
    team = client_of(bruno)
    assert 'value="not_kept"' not in plain(team.get(address).content)
    refused = team.post(address, {"kind": "not_kept", "text": "Non.", "signed_by": "B"})
    assert refused.status_code == 422
    assert 'value="not_kept"' in plain(Client().get(f"/engagements/tenir/{thread.promise_token}").content)
