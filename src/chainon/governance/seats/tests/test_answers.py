from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role
from chainon.base.codes import new_code
from chainon.base.journal.models import Line
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.governance.draws.services import cancel_draw
from chainon.governance.seats import limits, services
from chainon.governance.seats.models import Answer, Channel, Invitation, Reason
from chainon.governance.seats.services.members import give_due_memberships
from chainon.governance.volunteers.models import Volunteer

from .making import account_of, holder, make_minor, write_to

# --- by the code of the letter


def test_the_code_typed_by_hand_leads_to_the_answer(draw, bruno, client) -> None:
    code = write_to(draw, bruno)[1].code
    sloppy = code.lower().replace("-", " ")
    answer = client.post("/reponse", {"code": sloppy})
    assert answer.status_code == 302
    page = client.get(answer.url).content.decode()
    assert "Une place vous est proposée" in page and "80 € par journée" in page


def test_a_yes_and_then_a_no_and_then_a_yes_until_the_date(draw, bruno, client) -> None:
    url = f"/reponse/{write_to(draw, bruno)[1].code}"
    assert client.post(url, {"answer": "accept", "name_public": "yes"}).status_code == 302
    assert holder(draw, 1).answer == Answer.ACCEPTED and holder(draw, 1).name_public
    assert "vous prenez la place" in client.get(url).content.decode()
    client.post(url, {"answer": "refuse", "reason": "dates"})
    kept = holder(draw, 1)
    assert (kept.answer, kept.refusal_reason, kept.name_public) == (Answer.REFUSED, Reason.DATES, False)
    client.post(url, {"answer": "accept", "name_public": "no"})
    assert holder(draw, 1).answer == Answer.ACCEPTED and holder(draw, 1).channel == Channel.LETTER
    with clock.at(clock.now() + timedelta(days=15)):
        answer = client.post(url, {"answer": "refuse"})
        assert answer.status_code == 422 and "La date est passée" in answer.content.decode()
    assert holder(draw, 1).answer == Answer.ACCEPTED


def test_a_refusal_asks_no_reason(draw, bruno, client) -> None:
    url = f"/reponse/{write_to(draw, bruno)[1].code}"
    assert client.post(url, {"answer": "refuse"}).status_code == 302
    assert holder(draw, 1).refusal_reason == ""


def test_a_yes_without_saying_whether_the_name_may_be_public_is_asked_again(draw, bruno, client) -> None:
    url = f"/reponse/{write_to(draw, bruno)[1].code}"
    assert client.post(url, {"answer": "accept"}).status_code == 422
    assert holder(draw, 1).answer == Answer.INVITED


def test_an_answer_posted_twice_is_one_line_of_the_journal_without_token_or_person(draw, bruno, client) -> None:
    url = f"/reponse/{write_to(draw, bruno)[5].code}"
    for _ in range(2):
        client.post(url, {"answer": "accept", "name_public": "no"})
    line = Line.objects.get(verb="seats.answered")
    assert line.payload == {"draw": draw.public_id, "seat": 5, "answer": "accepted"}
    assert line.role == "resident" and line.by == ""


def test_a_late_first_answer_counts_as_long_as_the_place_is_not_offered_to_someone_else(draw, bruno, client) -> None:
    letters = write_to(draw, bruno)
    with clock.at(clock.now() + timedelta(days=20)):
        client.post(f"/reponse/{letters[1].code}", {"answer": "accept", "name_public": "no"})
        services.call_next(by=bruno, invitation=holder(draw, 2))
        page = client.post(f"/reponse/{letters[2].code}", {"answer": "accept", "name_public": "no"})
    assert holder(draw, 1).answer == Answer.ACCEPTED
    assert page.status_code == 422 and "proposée à quelqu’un d’autre" in page.content.decode()


def test_every_code_that_opens_nothing_gets_the_same_answer(draw, bruno, client) -> None:
    code = write_to(draw, bruno)[1].code
    slip = ("Z" if code[0] != "Z" else "Y") + code[1:]
    answers = [client.get(f"/reponse/{wrong}") for wrong in (new_code(), slip, "x")]
    answers += [client.post("/reponse", {"code": new_code()}), client.get(f"/ma-ligne/{new_code()}")]
    assert {answer.status_code for answer in answers} == {404}
    shown = [answer.content.decode().partition("<main")[2].partition("</main>")[0] for answer in answers]
    assert len(set(shown)) == 1 and "n’ouvre rien" in shown[0]
    assert all("no-store" in answer["Cache-Control"] for answer in answers)


def test_wrong_codes_are_counted_and_right_ones_are_not(draw, bruno, client, monkeypatch) -> None:
    monkeypatch.setattr(limits, "MISSES", 3)
    code = write_to(draw, bruno)[1].code
    assert [client.get(f"/reponse/{code}").status_code for _ in range(6)] == [200] * 6
    assert [client.post("/reponse", {"code": new_code()}).status_code for _ in range(5)] == [404, 404, 404, 429, 429]
    for path in (f"/reponse/{code}", f"/ma-ligne/{code}", f"/ma-ligne/{code}/ligne.json", "/ma-ligne", "/reponse"):
        assert client.get(path).status_code == 429
    assert client.get(f"/reponse/{code}", REMOTE_ADDR="10.1.2.3").status_code == 200


def test_a_code_does_not_open_in_another_territory(draw, bruno, client, settings) -> None:
    from chainon.base.scopes.services import create_territory

    code = write_to(draw, bruno)[1].code
    settings.ALLOWED_HOSTS = ["*"]
    create_territory(name="Ailleurs", host="ailleurs.example")
    assert client.get(f"/reponse/{code}", HTTP_HOST="ailleurs.example").status_code == 404


def test_nobody_answers_for_a_cancelled_draw(draw, bruno, client) -> None:
    code = write_to(draw, bruno)[1].code
    cancel_draw(by=bruno, draw=draw, reason="Erreur de liste.")
    assert client.post(f"/reponse/{code}", {"answer": "accept", "name_public": "no"}).status_code == 422
    assert holder(draw, 1).answer == Answer.INVITED


def test_a_code_replaced_while_the_person_was_reading_is_refused(draw, bruno) -> None:
    old = write_to(draw, bruno)[1]
    invitation = holder(draw, 1)
    before = invitation.code_hash
    Invitation.objects.filter(pk=invitation.pk).update(code_hash="0" * 64)
    with pytest.raises(Refused, match="remplacé"):
        services.answer_by_code(invitation=invitation, code_hash=before, accepts=True)
    assert old.code


# --- minors


def test_a_minor_s_yes_waits_for_a_parent_and_the_team_notes_the_form(draw, bruno, client, client_of) -> None:
    make_minor(draw, 3)
    code = write_to(draw, bruno)[3].code
    client.post(f"/reponse/{code}", {"answer": "accept", "name_public": "yes"})
    assert holder(draw, 3).answer == Answer.PARENT
    page = client.get(f"/reponse/{code}").content.decode()
    assert f"/reponse/{code}/autorisation" in page
    form = client.get(f"/reponse/{code}/autorisation").content.decode()
    assert "Autorisation parentale" in form and holder(draw, 3).volunteer.name in form
    base = f"/tirages/{draw.public_id}/sieges"
    assert "Autorisation reçue" in client_of(bruno).get(base).content.decode()
    for _ in range(2):
        client_of(bruno).post(f"{base}/{holder(draw, 3).public_id}/autorisation")
    assert holder(draw, 3).answer == Answer.ACCEPTED and holder(draw, 3).parent_agreed_at
    assert Line.objects.get(verb="seats.parent_agreed").payload == {"draw": draw.public_id, "seat": 3}


def test_the_form_for_parents_is_not_for_adults(draw, bruno, client) -> None:
    assert client.get(f"/reponse/{write_to(draw, bruno)[1].code}/autorisation").status_code == 404


def test_an_authorisation_is_not_noted_for_someone_who_does_not_wait_for_it(draw, bruno) -> None:
    write_to(draw, bruno)
    with pytest.raises(Refused):
        services.note_authorisation(by=bruno, invitation=holder(draw, 1))


# --- at the telephone


def test_an_answer_at_the_telephone_takes_a_number_and_two_keys(draw, bruno, client_of) -> None:
    client, base = client_of(bruno), f"/tirages/{draw.public_id}/sieges"
    page = client.get(f"{base}?q=4").content.decode()
    invitation = holder(draw, 4)
    url = f"{base}/{invitation.public_id}/reponse"
    assert f'action="{url}"' in page and page.count("autofocus") == 1
    assert page.index('value="accept" autofocus') < page.index('value="refuse"')
    assert client.post(url, {"answer": "accept", "channel": "phone"}).url == base
    assert (holder(draw, 4).answer, holder(draw, 4).channel) == (Answer.ACCEPTED, Channel.PHONE)
    line = Line.objects.get(verb="seats.answered")
    assert line.role == "facilitator" and line.by


def test_a_person_is_found_by_a_piece_of_their_name_whatever_the_case_and_the_accents(draw, bruno, client_of) -> None:
    Volunteer.objects.filter(pk=holder(draw, 2).volunteer_id).update(name="Hélène Gómez", name_key="gomez helene")
    page = client_of(bruno).get(f"/tirages/{draw.public_id}/sieges?q=GOMEZ hél").content.decode()
    assert "Siège 2" in page and page.count("<tr>") == 2


def test_the_three_buttons_of_the_telephone(draw, bruno, client_of) -> None:
    client, base = client_of(bruno), f"/tirages/{draw.public_id}/sieges"
    for number, answer in enumerate(("accept", "accept_named", "refuse"), start=1):
        url = f"{base}/{holder(draw, number).public_id}/reponse"
        client.post(url, {"answer": answer, "channel": "desk", "reason": "help" if answer == "refuse" else ""})
    kept = [(holder(draw, number).answer, holder(draw, number).name_public) for number in (1, 2, 3)]
    assert kept == [(Answer.ACCEPTED, False), (Answer.ACCEPTED, True), (Answer.REFUSED, False)]
    assert holder(draw, 3).refusal_reason == Reason.HELP and holder(draw, 3).channel == Channel.DESK


def test_an_entry_that_is_not_one_of_the_buttons_is_refused(draw, bruno, client_of) -> None:
    url = f"/tirages/{draw.public_id}/sieges/{holder(draw, 1).public_id}/reponse"
    assert client_of(bruno).post(url, {"answer": "maybe", "channel": "phone"}).status_code == 422
    assert holder(draw, 1).answer == Answer.TO_INVITE


def test_the_guarantor_reads_the_board_without_contacts_nor_buttons(draw, chantal, client_of) -> None:
    page = client_of(chantal).get(f"/tirages/{draw.public_id}/sieges?q=1").content.decode()
    assert holder(draw, 1).volunteer.name in page and "@example.org" not in page and "<button" in page
    assert "/reponse" not in page and "/courriers" not in page


# --- by an account


def test_someone_with_the_verified_address_answers_from_their_account_and_becomes_a_member(
    draw, bruno, client_of
) -> None:
    write_to(draw, bruno)
    user = account_of(holder(draw, 1))
    client = client_of(user)
    assert "Assemblée des habitants" in client.get("/mes-invitations").content.decode()
    url = f"/mes-invitations/{holder(draw, 1).public_id}"
    client.post(url, {"answer": "accept", "name_public": "no"})
    kept = holder(draw, 1)
    assert (kept.answer, kept.channel, kept.account) == (Answer.ACCEPTED, Channel.ACCOUNT, user)
    assert Grant.objects.filter(user=user, role=Role.MEMBER, scope=draw.body.scope).exists()
    client.post(url, {"answer": "refuse"})
    assert not Grant.objects.filter(user=user, role=Role.MEMBER).exists()


def test_an_address_that_is_not_verified_opens_nothing(draw, bruno, client_of) -> None:
    write_to(draw, bruno)
    user = account_of(holder(draw, 1))
    EmailAddress.objects.filter(user=user).update(verified=False)
    client = client_of(user)
    assert "Aucune invitation" in client.get("/mes-invitations").content.decode()
    assert client.get(f"/mes-invitations/{holder(draw, 1).public_id}").status_code == 404
    with pytest.raises(Refused):
        services.answer_by_account(by=user, invitation=holder(draw, 1), accepts=True)


def test_an_account_opened_after_the_yes_gets_the_role_at_the_next_tick_and_once(draw, bruno, client) -> None:
    client.post(f"/reponse/{write_to(draw, bruno)[1].code}", {"answer": "accept", "name_public": "no"})
    user = account_of(holder(draw, 1))
    give_due_memberships()
    assert holder(draw, 1).account == user
    Grant.objects.filter(user=user).delete()
    give_due_memberships()
    assert not Grant.objects.filter(user=user).exists(), "someone who gave the role up keeps it given up"


# --- leaving


def test_a_member_leaves_on_a_day_and_the_place_may_be_offered(draw, bruno, client_of) -> None:
    write_to(draw, bruno)
    user = account_of(holder(draw, 1))
    services.enter_answer(by=bruno, invitation=holder(draw, 1), accepts=True, name_public=True)
    assert Grant.objects.filter(user=user, role=Role.MEMBER).exists()
    url = f"/tirages/{draw.public_id}/sieges/{holder(draw, 1).public_id}/depart"
    tomorrow = clock.today() + timedelta(days=1)
    assert client_of(bruno).post(url, {"left_on": tomorrow.isoformat()}).status_code == 422
    answer = client_of(bruno).post(url, {"left_on": clock.today().isoformat()})
    assert answer.url.endswith("/suivante")
    kept = holder(draw, 1)
    assert (kept.answer, kept.left_on, kept.name_public) == (Answer.LEFT, clock.today(), False)
    assert not Grant.objects.filter(user=user, role=Role.MEMBER).exists()
    assert Line.objects.get(verb="seats.left").payload == {"draw": draw.public_id, "seat": 1}
    with pytest.raises(Unavailable):
        services.enter_answer(by=bruno, invitation=holder(draw, 2), accepts=True)
        services.note_departure(by=bruno, invitation=holder(draw, 2), left_on=tomorrow)
