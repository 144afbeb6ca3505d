from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from chainon.base import clock
from chainon.base.codes import code_hash, new_code
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.governance.seats import services
from chainon.governance.seats.models import Answer, Invitation, LineCode, Seat
from chainon.governance.volunteers.models import Volunteer

from .making import holder, make_minor, terms, write_to

CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{4}\b")


def posted(days: int = 14) -> dict[str, str]:
    said = terms(days)
    return {name: str(getattr(said, name)) for name in ("answer_by", "duration", "help", "phone", "desk", "signed")}


def test_a_draw_that_took_place_has_a_seat_and_an_invitation_to_send_for_each_member(draw) -> None:
    assert list(Seat.objects.filter(draw=draw).values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    invitations = Invitation.objects.filter(seat__draw=draw)
    assert set(invitations.values_list("answer", flat=True)) == {Answer.TO_INVITE}
    shown = {member["token"] for member in draw.opening["panel"]["members"]}
    assert set(invitations.values_list("token", flat=True)) == shown


def test_codes_hold_sixty_five_bits_and_catch_a_slip() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200 and all(CODE.fullmatch(code) for code in codes)
    code = codes.pop()
    wrong = ("1" if code[0] != "1" else "2") + code[1:]
    assert code_hash(code) and not code_hash(wrong)
    assert code_hash(code.lower().replace("-", " ")) == code_hash(code)


def test_letters_are_printed_with_a_code_each_and_shown_once(draw, bruno, client_of) -> None:
    client, url = client_of(bruno), f"/tirages/{draw.public_id}/sieges/courriers"
    page = client.post(url, posted()).content.decode()
    codes = set(CODE.findall(page))
    assert len(codes) == 6 and page.count('class="sheet"') == 6 and page.count("data:image/svg+xml") == 6
    assert "01 23 45 67 89" in page and "80 € par journée" in page and "Centre social, le mercredi" in page
    hashes = set(Invitation.objects.filter(seat__draw=draw).values_list("code_hash", flat=True))
    assert hashes == {code_hash(code) for code in codes}
    assert "Tous les courriers sont partis" in client.get(url).content.decode()
    assert Line.objects.get(verb="seats.invited").payload["count"] == 6


def test_the_page_of_letters_is_kept_nowhere(draw, bruno, client_of) -> None:
    answer = client_of(bruno).post(f"/tirages/{draw.public_id}/sieges/courriers", posted())
    assert "no-store" in answer["Cache-Control"]


def test_those_who_gave_an_address_also_get_a_mail_whose_link_only_opens_a_page(draw, bruno, client) -> None:
    Volunteer.objects.filter(pk=holder(draw, 1).volunteer_id).update(email="")
    before = Mail.objects.count()
    write_to(draw, bruno)
    mails = Mail.objects.order_by("pk")[before:]
    assert len(mails) == 5
    link = re.search(r"http://localhost:8000(/reponse/\S+)", mails[0].body)
    assert link and client.get(link[1]).status_code == 200
    assert not Invitation.objects.filter(answer=Answer.ACCEPTED).exists()
    assert "&#x27;" not in mails[0].body and mails[0].subject.startswith("Une place vous est proposée")


def test_a_date_that_is_past_is_refused_beside_its_field(draw, bruno, client_of) -> None:
    answer = client_of(bruno).post(f"/tirages/{draw.public_id}/sieges/courriers", posted(days=0))
    assert answer.status_code == 422 and answer.context["form"].errors["answer_by"]
    assert not Invitation.objects.exclude(code_hash="").exists()


def test_a_letter_made_again_kills_the_former_code(draw, bruno, client_of, client) -> None:
    first = write_to(draw, bruno)[2]
    url = f"/tirages/{draw.public_id}/sieges/courriers?place={holder(draw, 2).public_id}"
    page = client_of(bruno).post(url, posted()).content.decode()
    (code,) = set(CODE.findall(page))
    assert client.get(f"/reponse/{first.code}").status_code == 404
    assert client.get(f"/reponse/{code}").status_code == 200


def test_the_letter_of_a_minor_comes_with_the_form_that_a_parent_signs(draw, bruno, client_of) -> None:
    make_minor(draw, 3)
    page = client_of(bruno).post(f"/tirages/{draw.public_id}/sieges/courriers", posted()).content.decode()
    assert page.count('class="sheet"') == 7 and page.count("Autorisation parentale") == 1


def test_everyone_else_is_thanked_by_mail_with_a_code_that_opens_their_line(draw, bruno, client_of, client) -> None:
    Volunteer.objects.filter(name="Personne 3").update(email="")
    url = f"/tirages/{draw.public_id}/remerciements"
    before = Mail.objects.count()
    client_of(bruno).post(url + "/courriels")
    others = Volunteer.objects.exclude(pk__in=Invitation.objects.values("volunteer_id")).exclude(email="")
    mails = Mail.objects.order_by("pk")[before:]
    assert {mail.to for mail in mails} == set(others.values_list("email", flat=True))
    link = re.search(r"http://localhost:8000(/ma-ligne/\S+)", mails[0].body)
    count = re.search(r"Vous étiez dans (\d+) des 1\s000 groupes", mails[0].body)
    assert link and count
    assert f"Vous étiez dans {count[1]} des" in client.get(link[1]).content.decode()
    client_of(bruno).post(url + "/courriels")
    assert Mail.objects.count() == before + len(mails), "nobody is written to twice"


def test_thanks_are_printed_by_batches_and_a_batch_posted_twice_is_the_same(
    draw, bruno, client_of, monkeypatch
) -> None:
    monkeypatch.setattr("chainon.governance.seats.services.thanks.BATCH", 14)
    client, url = client_of(bruno), f"/tirages/{draw.public_id}/remerciements/courriers"
    names = []
    for batch in (1, 1, 2, 3):
        answer = client.post(url, {"batch": batch, "everyone": "yes"})
        assert answer.status_code == 200, (batch, answer.status_code, answer.headers)
        page = answer.content.decode()
        assert page.count('class="sheet"') == (6 if batch == 3 else 14)
        names.append(tuple(re.findall(r"Bonjour (Personne \d+),", page)))
    assert names[0] == names[1] and len({name for batch in names for name in batch}) == 34
    assert LineCode.objects.count() == 34
    assert client.post(url, {"batch": 4, "everyone": "yes"}).status_code == 302


def test_printing_again_leaves_the_code_of_the_mail_alive(draw, bruno, client) -> None:
    services.send_thanks(by=bruno, draw=draw)
    link = re.search(r"(/ma-ligne/\S+)", Mail.objects.filter(subject__startswith="Merci").first().body)
    services.write_thanks(by=bruno, draw=draw, batch=1, everyone=True)
    assert link and client.get(link[1]).status_code == 200


def test_only_the_team_prints_letters(draw, chantal, resident, client_of, client) -> None:
    base = f"/tirages/{draw.public_id}"
    for path in ("/sieges/courriers", "/remerciements"):
        assert client_of(chantal).get(base + path).status_code == 403
        assert client_of(resident).get(base + path).status_code == 403
        assert client.get(base + path).status_code == 302
    assert client_of(chantal).post(base + "/remerciements/courriels").status_code == 403
    assert not LineCode.objects.exists()


def test_a_volunteer_who_left_the_list_is_not_written_to(draw, bruno) -> None:
    Volunteer.objects.filter(pk=holder(draw, 4).volunteer_id).update(withdrawn_at=clock.now())
    assert 4 not in write_to(draw, bruno)


def test_the_address_stands_in_the_window_of_an_envelope() -> None:
    sheet = (Path(__file__).parent.parent / "static" / "seats" / "letters.css").read_text(encoding="utf-8")
    assert "break-after: page" in sheet and "84mm" in sheet


def test_the_team_is_led_to_the_letters_from_the_page_of_the_body(draw, bruno, client_of) -> None:
    client = client_of(bruno)
    page = client.get(draw.body.get_absolute_url()).content.decode()
    assert "Envoyer les courriers" in page and "6 personnes tirées attendent leur courrier" in page
    write_to(draw, bruno)
    assert "Envoyer les courriers" not in client.get(draw.body.get_absolute_url()).content.decode()
    with clock.at(clock.now() + timedelta(days=30)):
        assert "6 places sont à proposer" in client.get(draw.body.get_absolute_url()).content.decode()
