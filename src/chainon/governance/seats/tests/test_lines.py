from __future__ import annotations

import json
import re

import pytest

from chainon.base.codes import code_hash
from chainon.base.mail.models import Mail
from chainon.governance.draws.services import purge_draw
from chainon.governance.draws.services.ceremony import sealed_document
from chainon.governance.seats import services
from chainon.governance.seats.models import Invitation, LineCode, Seat
from chainon.methods.sortition import verify_draw
from chainon.methods.sortition.opening import verify_personal_line

from .making import holder, write_to


@pytest.fixture
def thanked(draw, bruno) -> list[str]:
    """The codes of those who were not drawn."""
    services.send_thanks(by=bruno, draw=draw)
    mails = Mail.objects.filter(subject__startswith="Merci").order_by("pk")
    return [re.search(r"/ma-ligne/(\S+)", mail.body)[1] for mail in mails]


def test_a_line_says_in_words_who_one_was_and_in_how_many_groups(draw, thanked, client) -> None:
    answer = client.post("/ma-ligne", {"code": thanked[0].lower()})
    response = client.get(answer.url)
    page = response.content.decode()
    volunteer = LineCode.objects.get(code_hash=code_hash(thanked[0])).volunteer
    person = next(one for one in sealed_document(draw)["people"] if one["id"] == volunteer.public_id)
    assert f"Vous étiez dans {person['count']} des 1\u202f000 groupes" in page
    assert all(value in page for value in person["values"])
    assert "n’était pas l’un d’eux" in page and "--line ma-ligne.json" in page
    assert volunteer.name not in page, "whoever finds the letter's code learns a profile, not a name"
    assert "no-store" in response["Cache-Control"]


def test_the_file_of_a_line_is_checked_by_the_script(draw, thanked, client, tmp_path, capsys) -> None:
    line = client.get(f"/ma-ligne/{thanked[0]}/ligne.json")
    assert "no-store" in line["Cache-Control"] and verify_personal_line(json.loads(line.content), draw.frozen)
    (tmp_path / "line.json").write_bytes(line.content)
    (tmp_path / "draw.json").write_bytes(client.get(f"/tirages/{draw.public_id}/tirage.json").content)
    assert verify_draw.main([str(tmp_path / "draw.json"), "--line", str(tmp_path / "line.json")]) == 0
    assert "La ligne de" in capsys.readouterr().out


def test_each_code_opens_one_line_alone(draw, thanked, client) -> None:
    files = {client.get(f"/ma-ligne/{code}/ligne.json").content for code in thanked}
    assert len(files) == len(thanked) == 34


def test_the_code_of_an_invitation_opens_the_line_too_and_that_of_a_line_answers_nothing(
    draw, bruno, thanked, client
) -> None:
    code = write_to(draw, bruno)[1].code
    assert "était l’un d’eux" in client.get(f"/ma-ligne/{code}").content.decode()
    assert client.get(f"/reponse/{thanked[0]}").status_code == 404


def test_the_purge_wipes_codes_and_people_and_keeps_numbers_and_dates(draw, bruno, thanked, client, client_of) -> None:
    code = write_to(draw, bruno)[1].code
    services.enter_answer(by=bruno, invitation=holder(draw, 1), accepts=True, name_public=True)
    purge_draw(draw=draw)
    for path in (f"/ma-ligne/{code}", f"/ma-ligne/{thanked[0]}", f"/reponse/{code}"):
        assert client.get(path).status_code == 404
    assert not LineCode.objects.exists() and not Invitation.objects.exclude(code_hash="").exists()
    assert not Invitation.objects.filter(volunteer__isnull=False).exists()
    assert Seat.objects.count() == 6 and holder(draw, 1).answered_at and holder(draw, 1).invited_at
    assert "1 place pourvue" in client.get(f"/tirages/{draw.public_id}").content.decode()
    board = client_of(bruno).get(f"/tirages/{draw.public_id}/sieges").content.decode()
    assert "effacées" in board and "retirée de la liste" not in board and "a accepté" in board
