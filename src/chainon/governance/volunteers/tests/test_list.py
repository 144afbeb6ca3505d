"""The list: found, completed by hand, exported, grouped in households, drawn from, erased."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chainon.base.accounts.models import User
from chainon.base.journal.models import Line
from chainon.governance.volunteers import after_import, services
from chainon.governance.volunteers.intake.ages import bands
from chainon.governance.volunteers.models import SetAside, Volunteer, VolunteerList, VolunteerValue
from chainon.governance.volunteers.selectors import PoolRow, available_by_value, criteria_of, pool_rows

from .making import someone


@pytest.fixture
def described(volunteers: VolunteerList, bruno: User) -> VolunteerList:
    services.add_criterion(by=bruno, volunteer_list=volunteers, name="Genre", labels=["Femme", "Homme"])
    services.add_criterion(by=bruno, volunteer_list=volunteers, name="Âge", bands=bands([16, 41]))
    return volunteers


def desk(described: VolunteerList, **changes: str) -> dict[str, str]:
    gender = described.criteria.get(name="Genre")
    fields = {
        "first_name": "Léa",
        "last_name": "Martin",
        "age": "34",
        f"answer_{gender.public_id}": "0",
        "consent": "on",
    }
    return fields | {"entry": str(uuid.uuid4())} | changes


def test_the_team_adds_someone_and_goes_on_to_the_next(
    client_of: Callable[[User], Client], bruno: User, described: VolunteerList
) -> None:
    client, address = client_of(bruno), reverse("volunteers:person_add", args=[described.public_id])
    sent = desk(described)
    answer = client.post(address, sent)
    assert answer["Location"] == address
    client.post(address, sent)
    assert [row.values for row in pool_rows(described)] == [("Femme", "16–40 ans")]
    again = client.post(address, desk(described, first_name="LEA"))
    assert again.status_code == 422
    assert "déjà sur la liste" in again.content.decode()


def test_someone_whose_age_is_not_known_yet_waits_to_be_completed(
    client_of: Callable[[User], Client], bruno: User, described: VolunteerList
) -> None:
    client = client_of(bruno)
    client.post(reverse("volunteers:person_add", args=[described.public_id]), desk(described, age=""))
    person = Volunteer.objects.get()
    assert person.is_incomplete
    assert pool_rows(described) == []
    address = reverse("volunteers:person_edit", args=[described.public_id, person.public_id])
    assert "aucune tranche" in client.get(address).content.decode()
    assert client.post(address, desk(described, age="17")).status_code == 302
    person.refresh_from_db()
    assert person.is_minor
    assert len(pool_rows(described)) == 1
    client.post(address, desk(described, age="", last_name="Martin-Leroy"))
    person.refresh_from_db()
    assert (person.name, person.is_minor) == ("Léa Martin-Leroy", True)
    assert pool_rows(described)[0].values == ("Femme", "16–40 ans")


def test_a_double_is_set_aside_and_brought_back(
    client_of: Callable[[User], Client], bruno: User, described: VolunteerList
) -> None:
    person = someone(described, "Léa Martin", Genre="Femme", Âge="16–40 ans")
    client = client_of(bruno)
    address = reverse("volunteers:person_set_aside", args=[described.public_id, person.public_id])
    client.post(address, {"reason": "double"})
    assert Volunteer.objects.get().set_aside == SetAside.DOUBLE
    assert pool_rows(described) == []
    client.post(address)
    assert len(pool_rows(described)) == 1


def test_someone_withdrawn_by_the_team_is_erased(
    client_of: Callable[[User], Client], bruno: User, described: VolunteerList
) -> None:
    person = someone(described, "Léa Martin", address="12 rue A", Genre="Femme", Âge="16–40 ans")
    client = client_of(bruno)
    address = reverse("volunteers:person_withdraw", args=[described.public_id, person.public_id])
    assert client.get(address).status_code == 200
    client.post(address)
    assert "Martin" not in str(Volunteer.objects.values())
    assert client.get(address).status_code == 404
    assert Line.objects.filter(verb="volunteers.withdrawn").count() == 1
    page = client.get(reverse("volunteers:list", args=[described.public_id])).content.decode()
    assert "1 personne s’est retirée" in page


def test_the_list_is_searched_by_name_without_accents_and_by_contact(
    client_of: Callable[[User], Client], bruno: User, chantal: User, described: VolunteerList
) -> None:
    someone(described, "Hélène Martin", Genre="Femme", Âge="16–40 ans")
    other = someone(described, "Karim Ali")
    Volunteer.objects.filter(pk=other.pk).update(email="karim@exemple.invalid", is_incomplete=True)
    address = reverse("volunteers:list", args=[described.public_id])

    def names(user: User, **query: str) -> list[str]:
        return [row.name for row in client_of(user).get(address, query).context["rows"]]

    assert names(bruno, q="HELENE") == ["Hélène Martin"]
    assert names(bruno, q="exemple") == ["Karim Ali"]
    assert names(chantal, q="exemple") == []
    assert names(bruno, etat="a-completer") == ["Karim Ali"]
    assert names(bruno, etat="tirables") == ["Hélène Martin"]
    assert names(bruno, q="'; DROP TABLE") == []


def test_the_export_runs_nothing_in_a_spreadsheet(
    client_of: Callable[[User], Client], bruno: User, described: VolunteerList
) -> None:
    someone(described, "=1+1", household="x", Genre="Femme", Âge="16–40 ans")
    someone(described, "Karim Ali", household="x", address="@SUM(A1)")
    answer = client_of(bruno).get(reverse("volunteers:list_export", args=[described.public_id]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:6] == ["Prénom et nom", "Adresse électronique", "Téléphone", "Adresse postale", "Genre", "Âge"]
    assert [row[0] for row in rows[1:]] == ["'=1+1", "Karim Ali"]
    assert rows[2][3] == "'@SUM(A1)"
    assert [row[6] for row in rows[1:]] == ["1", "1"]


def test_addresses_become_households_but_buildings_do_not(
    client_of: Callable[[User], Client], bruno: User, described: VolunteerList
) -> None:
    someone(described, "A", address="12 bis, bd de la République")
    someone(described, "B", address="12bis Boulevard de la Republique")
    someone(described, "C", address="3 rue B")
    for number in range(9):
        someone(described, f"T{number}", address="1 tour des Lilas")
    address = reverse("volunteers:households", args=[described.public_id])
    client_of(bruno).post(address)
    homes = dict(Volunteer.objects.values_list("name", "household"))
    assert homes["A"] == homes["B"] != ""
    assert homes["C"] == homes["T0"] == ""
    client_of(bruno).post(address, {"forget": "1"})
    assert not Volunteer.objects.exclude(household="").exists()


def test_a_draw_reads_only_those_it_may_draw_in_few_queries(described: VolunteerList) -> None:
    for number in range(30):
        someone(described, f"P{number}", household="h" * (number % 2), Genre="Homme", Âge="16–40 ans")
    someone(described, "Absent", Genre="Homme", Âge="41 ans et plus")
    Volunteer.objects.filter(name="Absent").update(set_aside=SetAside.DOUBLE)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        rows, available = pool_rows(described), available_by_value(described)
    assert len(queries) <= 6
    first = Volunteer.objects.get(name="P0")
    assert rows[0] == PoolRow(first.public_id, ("Homme", "16–40 ans"), None)
    assert rows[1].household == "h"
    assert len(rows) == 30
    labels = {value.pk: value.label for criterion in criteria_of(described) for value in criterion.values.all()}
    assert {labels[pk]: people for pk, people in available.items()} == {"Homme": 30, "16–40 ans": 30}


def test_the_page_costs_the_same_whatever_the_size(
    client_of: Callable[[User], Client], bruno: User, described: VolunteerList
) -> None:
    client, address = client_of(bruno), reverse("volunteers:list", args=[described.public_id])
    someone(described, "P", Genre="Homme", Âge="16–40 ans")
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(40):
        someone(described, f"P{number}", Genre="Homme", Âge="16–40 ans")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few)


def test_a_purge_leaves_numbers_and_no_one(
    client_of: Callable[[User], Client], chantal: User, bruno: User, described: VolunteerList
) -> None:
    someone(described, "Léa Martin", Genre="Femme", Âge="16–40 ans")
    someone(described, "Karim Ali", Genre="Homme", Âge="16–40 ans")
    services.stage_file(by=bruno, volunteer_list=described, data=b"Nom\nMartin\n", name="a.csv")
    assert services.purge_list(by=None, volunteer_list=described) == 2
    assert services.purge_list(by=None, volunteer_list=described) == 0
    assert not Volunteer.objects.exists()
    assert not VolunteerValue.objects.exists()
    assert not described.staged_imports.exists()
    assert described.purged_counts["present"] == 2
    assert described.criteria.count() == 2
    line = Line.objects.get(verb="volunteers.purged")
    assert (line.role, line.payload["people"]) == ("system", 2)
    page = client_of(chantal).get(reverse("volunteers:list", args=[described.public_id])).content.decode()
    assert "Martin" not in page
    assert "16–40 ans" in page


def test_a_list_closes_and_opens_again_with_its_draw(described: VolunteerList, bruno: User) -> None:
    services.close_list(by=bruno, volunteer_list=described)
    assert described.closed_at is not None
    services.reopen_list(by=bruno, volunteer_list=described)
    assert described.closed_at is None


def test_a_slice_above_says_where_one_goes_after_an_import(
    described: VolunteerList, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(after_import, "_registered", [])
    assert after_import.next_address(described) == reverse("volunteers:list", args=[described.public_id])
    after_import.register_after_import(lambda _list: None)
    after_import.register_after_import(lambda one: f"/ensuite/{one.public_id}")
    assert after_import.next_address(described) == f"/ensuite/{described.public_id}"


def test_a_list_is_opened_from_its_body_and_set(
    client_of: Callable[[User], Client], bruno: User, volunteers: VolunteerList
) -> None:
    client = client_of(bruno)
    address = reverse("volunteers:list_open", args=[volunteers.body.handle])
    assert "Volontaires de Valmont" in client.get(address).content.decode()
    assert client.post(address, {"title": "", "min_age": "16"}).status_code == 422
    assert client.post(address, {"title": "Deuxième", "min_age": "18"}).status_code == 302
    opened = VolunteerList.objects.get(title="Deuxième")
    assert Line.objects.filter(verb="volunteers.opened").count() == 2
    settings = reverse("volunteers:list_settings", args=[opened.public_id])
    client.post(settings, {"title": "Autre", "min_age": "16", "form_until": "2026-12-24"})
    opened.refresh_from_db()
    assert (opened.title, opened.min_age, str(opened.form_until)) == ("Autre", 16, "2026-12-24")
