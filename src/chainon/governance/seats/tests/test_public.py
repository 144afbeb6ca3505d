from __future__ import annotations

from chainon.base.journal.models import Line
from chainon.governance.seats import services
from chainon.governance.volunteers.models import Volunteer, VolunteerValue

from .making import holder, make_minor, write_to


def test_names_are_those_of_people_who_agreed_and_of_minors_the_first_name_alone(draw, bruno, client) -> None:
    Volunteer.objects.filter(list=draw.volunteers).update(first_name_public=False)
    make_minor(draw, 3)
    for number, (name, first) in {1: ("Awa Diop", "Awa"), 2: ("Paul Roux", "Paul"), 3: ("Léa Petit", "Léa")}.items():
        Volunteer.objects.filter(pk=holder(draw, number).volunteer_id).update(name=name, first_name=first)
    write_to(draw, bruno)
    for number, public in ((1, True), (2, False), (3, True)):
        services.enter_answer(by=bruno, invitation=holder(draw, number), accepts=True, name_public=public)
    services.note_authorisation(by=bruno, invitation=holder(draw, 3))
    for url in (f"/tirages/{draw.public_id}", draw.body.get_absolute_url()):
        page = client.get(url).content.decode()
        assert "Awa Diop" in page and "Roux" not in page and "Léa" in page and "Petit" not in page
        assert "3 places pourvues" in page and "3 réponses sont attendues" in page


def test_public_pages_tell_no_profile_of_a_seat(draw, bruno, client) -> None:
    write_to(draw, bruno)
    services.enter_answer(by=bruno, invitation=holder(draw, 1), accepts=False)
    services.call_next(by=bruno, invitation=holder(draw, 1))
    page = client.get(f"/tirages/{draw.public_id}").content.decode()
    card = page.partition('id="places"')[2].partition('id="verifier"')[0]
    labels = set(VolunteerValue.objects.values_list("value__label", flat=True))
    assert labels and not any(label in card for label in labels)


def test_no_line_of_the_journal_names_anyone_or_holds_a_token(draw, bruno, client) -> None:
    code = write_to(draw, bruno)[2].code
    client.post(f"/reponse/{code}", {"answer": "refuse", "reason": "wish"})
    services.call_next(by=bruno, invitation=holder(draw, 2))
    lines = Line.objects.filter(verb__startswith="seats.")
    assert set(lines.values_list("verb", flat=True)) == {"seats.invited", "seats.answered", "seats.replaced"}
    texts = " ".join(str(line.payload) for line in lines)
    people = Volunteer.objects.filter(list=draw.volunteers)
    assert not any(person.public_id in texts or person.name in texts for person in people)
    assert not any(member["token"] in texts for member in draw.opening["panel"]["members"])


def test_the_guarantor_and_the_team_find_the_board_from_the_public_page(draw, chantal, client_of, client) -> None:
    url = f"/tirages/{draw.public_id}"
    assert f"{url}/sieges" in client_of(chantal).get(url).content.decode()
    assert f"{url}/sieges" not in client.get(url).content.decode()


def test_the_board_of_a_large_body_costs_a_few_queries(draw, bruno, client_of, django_assert_max_num_queries) -> None:
    write_to(draw, bruno)
    client = client_of(bruno)
    with django_assert_max_num_queries(16):
        client.get(f"/tirages/{draw.public_id}/sieges")
