"""The public form: put one's name down, take it off; nothing says who was there before."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.journal.models import Line
from chainon.governance.volunteers import limits, rules, services
from chainon.governance.volunteers.intake.ages import bands
from chainon.governance.volunteers.models import SetAside, Volunteer, VolunteerList


@pytest.fixture
def open_form(volunteers: VolunteerList, bruno: User) -> VolunteerList:
    cache.clear()
    services.add_criterion(by=bruno, volunteer_list=volunteers, name="Genre", labels=["Femme", "Homme"])
    services.add_criterion(by=bruno, volunteer_list=volunteers, name="Âge", bands=bands([16, 26, 41, 61]))
    services.change_list(
        by=bruno, volunteer_list=volunteers, title="Volontaires", min_age=14, form_until=date(2026, 12, 1)
    )
    return volunteers


def filled(volunteers: VolunteerList, **changes: str) -> dict[str, str]:
    gender = volunteers.criteria.get(name="Genre")
    fields = {
        "first_name": "Léa",
        "last_name": "Martin",
        "phone": "06 12 34 56 78",
        "age": "12/05/1992",
        f"answer_{gender.public_id}": "0",
        "consent": "on",
        "entry": str(uuid.uuid4()),
    }
    return fields | changes


def send(client: Client, volunteers: VolunteerList, **changes: str) -> Any:
    return client.post(reverse("volunteers:enrol", args=[volunteers.public_id]), filled(volunteers, **changes))


def code_in(answer: Any) -> str:
    found = re.search(r"coupon__code\">([0-9A-Z-]+)<", answer.content.decode())
    assert found, answer.content.decode()
    return found[1]


def test_someone_signs_up_in_one_page(client: Client, open_form: VolunteerList) -> None:
    page = client.get(reverse("volunteers:enrol", args=[open_form.public_id]))
    assert page.status_code == 200
    answer = send(client, open_form, first_name_public="on")
    assert answer.status_code == 200
    person = Volunteer.objects.eligible().get()
    assert (person.name, person.first_name, person.phone, person.origin) == (
        "Léa Martin",
        "Léa",
        "06 12 34 56 78",
        "form",
    )
    assert person.first_name_public
    assert person.consent == "formulaire-2026-11"
    assert {answer.value.label for answer in person.values.all()} == {"Femme", "26–40 ans"}
    assert "1992" not in str(Volunteer.objects.values())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"phone": ""}, "au moins un moyen"),
        ({"phone": "06"}, "pas complet"),
        ({"email": "a@"}, "adresse"),
        ({"age": ""}, "obligatoire"),
        ({"age": "demain"}, "pas compris"),
        ({"age": "13"}, "au moins 14 ans"),
        ({"consent": ""}, "obligatoire"),
        ({"first_name": ""}, "obligatoire"),
        ({"entry": "x"}, "UUID"),
    ],
)
def test_an_incomplete_form_comes_back_as_it_was_filled(
    client: Client, open_form: VolunteerList, changes: dict[str, str], words: str
) -> None:
    answer = send(client, open_form, **changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Martin" in answer.content.decode()
    assert not Volunteer.objects.exists()


def test_below_fifteen_one_signs_up_with_a_parent(client: Client, bruno: User, volunteers: VolunteerList) -> None:
    cache.clear()
    services.add_criterion(by=bruno, volunteer_list=volunteers, name="Genre", labels=["Femme", "Homme"])
    services.change_list(by=bruno, volunteer_list=volunteers, title="J", min_age=11, form_until=date(2026, 12, 1))
    answer = send(client, volunteers, age="14")
    assert answer.status_code == 422
    assert "avec un parent" in answer.content.decode()
    assert "autorisation d’un parent" in send(client, volunteers, age="15").content.decode()
    assert Volunteer.objects.get().is_minor


def test_the_answer_is_the_same_for_someone_already_there(client: Client, open_form: VolunteerList) -> None:
    first = send(client, open_form)
    second = send(client, open_form, first_name="LEA")
    third = send(client, open_form, first_name="Zoé", phone="06 99 88 77 66")
    hide = re.compile(r"coupon__code\">[^<]+<|csrf\w+\" value=\"\w+|nonce-\w+")
    pages = [hide.sub("", answer.content.decode()) for answer in (first, second, third)]
    assert pages[0] == pages[1] == pages[2]
    assert {answer.status_code for answer in (first, second, third)} == {200}
    assert Volunteer.objects.eligible().count() == 2
    assert Volunteer.objects.get(set_aside=SetAside.RESEMBLES).first_name == "LEA"


def test_a_form_sent_twice_counts_once_and_says_the_same_code(client: Client, open_form: VolunteerList) -> None:
    entry = str(uuid.uuid4())
    assert code_in(send(client, open_form, entry=entry)) == code_in(send(client, open_form, entry=entry))
    assert Volunteer.objects.count() == 1


def test_the_code_withdraws_and_erases_at_once(client: Client, open_form: VolunteerList) -> None:
    code = code_in(send(client, open_form))
    assert code.replace("-", "") not in str(Volunteer.objects.values())
    address = reverse("volunteers:withdraw", args=[open_form.public_id])
    assert client.post(address, {"code": "AAAAA-AAAAA-AAAA"}).status_code == 422
    assert client.post(address, {"code": code.lower().replace("-", " ")}).status_code == 200
    person = Volunteer.objects.get()
    assert person.withdrawn_at is not None
    assert not any((person.name, person.first_name, person.email, person.phone, person.address, person.name_key))
    assert not person.values.exists()
    assert client.post(address, {"code": code}).status_code == 422
    line = Line.objects.get(verb="volunteers.withdrawn")
    assert line.payload == {"list": open_form.public_id, "left": 0}
    assert (line.role, line.by) == ("resident", "")


def test_a_file_does_not_bring_back_who_withdrew(client: Client, bruno: User, open_form: VolunteerList) -> None:
    code = code_in(send(client, open_form))
    client.post(reverse("volunteers:withdraw", args=[open_form.public_id]), {"code": code})
    data = "Nom;Téléphone;Âge;Genre\nMARTIN Lea;0612345678;34;Femme\nZoé B;0699887766;50;Homme\n".encode()
    staged = services.stage_file(by=bruno, volunteer_list=open_form, data=data, name="a.csv")
    from chainon.governance.volunteers.previews import preview_of

    resolution = preview_of(staged).resolution
    assert [person.name for person in resolution.gone] == ["MARTIN Lea"]
    assert [person.name for person in resolution.added] == ["Zoé B"]


def test_too_many_attempts_from_one_address_wait(
    client: Client, open_form: VolunteerList, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ENROLMENTS", 2)
    monkeypatch.setattr(limits, "CODES", 2)
    names = ["Ana", "Bob", "Cid"]
    assert [send(client, open_form, first_name=name, phone=f"06 12 34 56 0{at}").status_code
            for at, name in enumerate(names)] == [200, 200, 422]  # fmt: skip
    address = reverse("volunteers:withdraw", args=[open_form.public_id])
    answers = [client.post(address, {"code": "x"}).content.decode() for _try in range(3)]
    assert "Trop d’essais" not in answers[1]
    assert "Trop d’essais" in answers[2]


def test_a_form_that_is_over_says_so(
    client: Client, bruno: User, open_form: VolunteerList, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = reverse("volunteers:enrol", args=[open_form.public_id])

    def said() -> str:
        answer = client.get(address)
        refused = send(client, open_form)
        assert refused.status_code == (422 if answer.status_code == 200 else answer.status_code)
        assert not Volunteer.objects.exists()
        return f"{answer.status_code} {answer.content.decode()}"

    with clock.at(datetime(2026, 12, 1, 22, tzinfo=UTC)):
        assert client.get(address).status_code == 200
        assert "<form" in client.get(address).content.decode()
    with clock.at(datetime(2026, 12, 2, 9, tzinfo=UTC)):
        assert "la date limite est passée" in said()
    with monkeypatch.context() as patch:
        patch.setattr(rules, "MAX_PEOPLE", 0)
        assert "complète" in said()
    services.close_list(by=bruno, volunteer_list=open_form)
    assert "figée" in said()
    services.purge_list(by=None, volunteer_list=open_form)
    assert said().startswith("410")
    assert client.get(reverse("volunteers:withdraw", args=[open_form.public_id])).status_code == 410


def test_a_list_without_a_last_day_has_no_form(client: Client, volunteers: VolunteerList) -> None:
    page = client.get(reverse("volunteers:enrol", args=[volunteers.public_id])).content.decode()
    assert "On ne s’inscrit pas en ligne" in page


def test_files_left_waiting_are_forgotten_after_a_day(bruno: User, open_form: VolunteerList) -> None:
    services.stage_file(by=bruno, volunteer_list=open_form, data=b"Nom;Genre\nA;F\nB;H\n", name="a.csv")
    assert services.purge_old_imports() == 0
    with clock.at(clock.now() + timedelta(hours=25)):
        assert services.purge_old_imports() > 0
    assert not open_form.staged_imports.exists()


def test_the_card_on_the_page_of_the_body_opens_the_form(
    client: Client, open_form: VolunteerList, client_of: Callable[[User], Client], bruno: User
) -> None:
    page = client.get(open_form.body.get_absolute_url()).content.decode()
    assert reverse("volunteers:enrol", args=[open_form.public_id]) in page
    assert reverse("volunteers:list", args=[open_form.public_id]) not in page
    team = client_of(bruno).get(open_form.body.get_absolute_url()).content.decode()
    assert reverse("volunteers:list", args=[open_form.public_id]) in team
