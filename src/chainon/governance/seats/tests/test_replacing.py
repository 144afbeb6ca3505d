from __future__ import annotations

import itertools
import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from chainon.base import clock
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.governance.draws.models import Draw
from chainon.governance.draws.services import record_verification
from chainon.governance.draws.services.ceremony import sealed_document
from chainon.governance.seats import services
from chainon.governance.seats.models import LIVE, Answer, Invitation, PlacesChange
from chainon.governance.seats.services.order import next_person
from chainon.governance.volunteers.models import Volunteer
from chainon.methods.evidence import canonical
from chainon.methods.sortition import verify_draw
from chainon.methods.sortition.opening import replacement_order
from chainon.methods.sortition.seal import Trees

from .making import holder, write_to


def refuse(draw: Draw, by, number: int) -> Invitation:
    services.enter_answer(by=by, invitation=holder(draw, number), accepts=False)
    return holder(draw, number)


def keeps_the_places(document, group: tuple[int, ...]) -> bool:
    return all(
        quota["min"]
        <= sum(document["people"][one]["values"][column] == quota["value"] for one in group)
        <= quota["max"]
        for column, feature in enumerate(document["terms"]["features"])
        for quota in feature["quotas"]
    )


def first_by_brute_force(draw: Draw) -> int:
    """Every way to fill the vacant seats, one by one: the first of the frozen order found in one that holds."""
    document = sealed_document(draw)
    tokens = Trees(document).tokens
    asked = {tokens.index(one.token): one.answer for one in Invitation.objects.filter(seat__draw=draw)}
    seated = [one for one, answer in asked.items() if answer in LIVE]
    waiting = [one for one in replacement_order(document, draw.opening["values"]) if one not in asked]
    fill = itertools.combinations(waiting, draw.seats - len(seated))
    good = {one for others in fill if keeps_the_places(document, (*seated, *others)) for one in others}
    return next(one for one in waiting if one in good)


def test_the_person_called_is_the_first_found_by_brute_force(draw, bruno) -> None:
    write_to(draw, bruno)
    tokens = Trees(sealed_document(draw)).tokens
    refused = [refuse(draw, bruno, number) for number in (2, 5)]
    for vacated in refused:
        expected = first_by_brute_force(draw)
        called = services.call_next(by=bruno, invitation=vacated)
        draw.refresh_from_db()
        assert called.token == tokens[expected]
        order = replacement_order(sealed_document(draw), draw.opening["values"])
        assert called.rank == order.index(expected) + 1
    assert Invitation.objects.filter(seat__draw=draw, answer__in=LIVE).count() == 6


def test_the_new_group_still_keeps_every_place_by_profile(draw, bruno) -> None:
    write_to(draw, bruno)
    for number in (1, 3, 6):
        services.call_next(by=bruno, invitation=refuse(draw, bruno, number))
    document = sealed_document(draw)
    tokens = Trees(document).tokens
    live = Invitation.objects.filter(seat__draw=draw, answer__in=LIVE)
    assert keeps_the_places(document, tuple(tokens.index(one.token) for one in live))


def test_each_replacement_enters_the_public_file_and_the_script_still_agrees(
    draw, bruno, client, tmp_path, capsys
) -> None:
    write_to(draw, bruno)
    called = [services.call_next(by=bruno, invitation=refuse(draw, bruno, number)) for number in (4, 1)]
    public = client.get(f"/tirages/{draw.public_id}/tirage.json").content
    assert [shown["token"] for shown in json.loads(public)["replacements"]] == [one.token for one in called]
    (tmp_path / "draw.json").write_bytes(public)
    (tmp_path / "sealed.json").write_bytes(canonical(sealed_document(draw)))
    code = verify_draw.main([str(tmp_path / "draw.json"), "--sealed", str(tmp_path / "sealed.json")])
    said = capsys.readouterr().out
    assert code == 0, said
    assert f"{called[0].volunteer.public_id} (rang {called[0].rank})" in said


def test_the_guarantor_s_verification_holds_after_a_replacement(draw, bruno, chantal) -> None:
    write_to(draw, bruno)
    services.call_next(by=bruno, invitation=refuse(draw, bruno, 4))
    draw.refresh_from_db()
    record_verification(by=chantal, draw=draw)
    draw.refresh_from_db()
    assert draw.verified_holds is True


def test_what_is_public_of_a_replacement_is_a_seat_a_day_a_word_a_rank_and_a_token(draw, bruno, client) -> None:
    write_to(draw, bruno)
    called = services.call_next(by=bruno, invitation=refuse(draw, bruno, 4))
    page = client.get(f"/tirages/{draw.public_id}").content.decode()
    assert called.token[:16] in page and "refus" in page and called.volunteer.name not in page
    line = Line.objects.get(verb="seats.replaced")
    assert line.payload == {"draw": draw.public_id, "seat": 4, "rank": called.rank}


def test_two_clicks_call_one_person(draw, bruno) -> None:
    write_to(draw, bruno)
    stale = refuse(draw, bruno, 4)
    also_stale = Invitation.objects.select_related("seat__draw").get(pk=stale.pk)
    first = services.call_next(by=bruno, invitation=stale)
    second = services.call_next(by=bruno, invitation=also_stale)
    assert first == second and Invitation.objects.filter(replaces=stale).count() == 1
    assert Line.objects.filter(verb="seats.replaced").count() == 1
    draw.refresh_from_db()
    assert len(draw.opening["replacements"]) == 1


def test_the_database_itself_refuses_a_second_living_invitation(draw) -> None:
    first = holder(draw, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(seat=first.seat, token="x", made_at=clock.now())


def test_silence_is_replaced_only_after_the_date(draw, bruno, client_of) -> None:
    write_to(draw, bruno)
    client, url = client_of(bruno), f"/tirages/{draw.public_id}/sieges/{holder(draw, 2).public_id}/suivante"
    assert client.get(url).status_code == 403
    with pytest.raises(Refused, match="attendez"):
        services.call_next(by=bruno, invitation=holder(draw, 2))
    with clock.at(clock.now() + timedelta(days=15)):
        assert "sans réponse" in client.get(f"/tirages/{draw.public_id}/sieges").content.decode()
        page = client.get(url).content.decode()
        assert "Proposer le siège n° 2" in page and "essayé de téléphoner" in page
        assert holder(draw, 2).answer == Answer.INVITED
        assert client.post(url).status_code == 302
    assert holder(draw, 2).replaces.answer == Answer.SILENT and holder(draw, 2).answer == Answer.TO_INVITE


def test_a_seat_that_is_taken_or_not_yet_offered_is_not_given_away(draw, bruno) -> None:
    with pytest.raises(Refused):
        services.call_next(by=bruno, invitation=holder(draw, 1))
    write_to(draw, bruno)
    services.enter_answer(by=bruno, invitation=holder(draw, 1), accepts=True)
    with clock.at(clock.now() + timedelta(days=15)), pytest.raises(Refused):
        services.call_next(by=bruno, invitation=holder(draw, 1))


def test_whoever_left_the_list_is_never_called_and_may_be_replaced_at_once(draw, bruno) -> None:
    write_to(draw, bruno)
    vacated = refuse(draw, bruno, 4)
    foreseen = next_person(vacated)
    Volunteer.objects.filter(pk=foreseen.volunteer.pk).update(withdrawn_at=clock.now())
    called = services.call_next(by=bruno, invitation=vacated)
    assert called.volunteer != foreseen.volunteer
    gone = holder(draw, 1)
    Volunteer.objects.filter(pk=gone.volunteer_id).update(withdrawn_at=clock.now())
    services.call_next(by=bruno, invitation=holder(draw, 1))
    gone.refresh_from_db()
    assert gone.answer == Answer.REFUSED


def without_women(draw: Draw) -> None:
    """Every woman who was not drawn takes her name off the list."""
    drawn = Invitation.objects.filter(seat__draw=draw).values("volunteer_id")
    women = Volunteer.objects.filter(values__value__label="Femme").exclude(pk__in=drawn)
    Volunteer.objects.filter(pk__in=list(women.values_list("pk", flat=True))).update(withdrawn_at=clock.now())


def seat_of(draw: Draw, label: str) -> int:
    found = Invitation.objects.filter(seat__draw=draw, volunteer__values__value__label=label)
    return found.values_list("seat__number", flat=True)[0]


def test_when_nobody_can_be_called_the_page_says_why_and_what_may_be_done(
    draw, bruno, chantal, client_of, client
) -> None:
    write_to(draw, bruno)
    without_women(draw)
    number = seat_of(draw, "Femme")
    vacated = refuse(draw, bruno, number)
    base = f"/tirages/{draw.public_id}/sieges/{vacated.public_id}"
    page = client_of(bruno).get(base + "/suivante").content.decode()
    assert "personne ne peut être appelé" in page and "« Femme »" in page and "Laisser ce siège vide" in page
    assert "trouver" not in page, "nobody may join a frozen list"
    with pytest.raises(Unavailable):
        services.call_next(by=bruno, invitation=vacated)
    way = next_person(vacated).ways_out[0]
    assert client_of(bruno).post(base + "/places", {"way": way.mark, "reason": ""}).status_code == 422
    client_of(bruno).post(base + "/places", {"way": "0" * 16, "reason": "Pour voir"})
    assert not PlacesChange.objects.exists()
    client_of(bruno).post(base + "/places", {"way": way.mark, "reason": "Toutes les femmes ont été appelées."})
    assert PlacesChange.objects.exists()
    assert Mail.objects.filter(to=chantal.email, subject__startswith="Places par profil").count() == 1
    called = services.call_next(by=bruno, invitation=vacated)
    assert called.volunteer.values.filter(value__label="Homme").exists()
    assert "Toutes les femmes ont été appelées." in client.get(f"/tirages/{draw.public_id}").content.decode()
    assert draw.frozen["terms"]["features"][0]["quotas"][0]["min"] == 3, "what was frozen does not change"
    draw.refresh_from_db()
    assert verify_draw.check_sealed(draw.opening, sealed_document(draw))


def test_a_seat_may_stay_empty_and_be_offered_later(draw, bruno, client_of, client) -> None:
    write_to(draw, bruno)
    number = seat_of(draw, "Femme")
    vacated = refuse(draw, bruno, number)
    with pytest.raises(Unavailable, match="peut être appelé"):
        services.leave_empty(by=bruno, invitation=vacated)
    without_women(draw)
    for _ in range(2):
        client_of(bruno).post(f"/tirages/{draw.public_id}/sieges/{vacated.public_id}/vide")
    assert holder(draw, number).seat.emptied_on == clock.today()
    assert Line.objects.filter(verb="seats.emptied").count() == 1
    assert "1 place reste vide" in client.get(f"/tirages/{draw.public_id}").content.decode()
    Volunteer.objects.exclude(withdrawn_at=None).update(withdrawn_at=None)
    called = services.call_next(by=bruno, invitation=vacated)
    assert called.seat.emptied_on is None and called.answer == Answer.TO_INVITE


def test_nobody_is_called_once_the_data_are_purged(draw, bruno) -> None:
    from chainon.governance.draws.services import purge_draw

    write_to(draw, bruno)
    vacated = refuse(draw, bruno, 1)
    purge_draw(draw=draw)
    with pytest.raises(Refused, match="effacées"):
        services.call_next(by=bruno, invitation=vacated)
