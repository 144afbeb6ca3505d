"""The scenario of the house: 143 volunteers in a cp1252 file, with what real files have wrong; the same in XLSX."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chainon.base.accounts.models import User
from chainon.base.journal.models import Line
from chainon.governance.volunteers.models import StagedImport, Volunteer, VolunteerList
from chainon.governance.volunteers.selectors import available_by_value, criteria_of, pool_rows

from . import scenario

FILES = {
    "cp1252": ("volontaires.csv", scenario.csv_bytes),
    "utf-8": ("volontaires.csv", lambda: scenario.csv_bytes("utf-8-sig", ",")),
    "utf-16": ("volontaires.txt", lambda: scenario.csv_bytes("utf-16", "\t")),
    "xlsx": ("volontaires.xlsx", scenario.xlsx_bytes),
}


class Importing:
    """A facilitator's browser, going through the four screens with what they propose."""

    def __init__(self, client: Client, volunteers: VolunteerList) -> None:
        self.client, self.list = client, volunteers

    def upload(self, name: str, data: bytes) -> StagedImport:
        start = reverse("volunteers:import_start", args=[self.list.public_id])
        answer = self.client.post(start, {"file": SimpleUploadedFile(name, data)})
        assert answer.status_code == 302, answer.content.decode()
        self.staged = StagedImport.objects.get(list=self.list)
        return self.staged

    def address(self, page: str) -> str:
        return reverse(f"volunteers:{page}", args=[self.list.public_id, self.staged.public_id])

    def accept(self, page: str, **changes: str) -> None:
        """Send the form of a page as it is shown, with a few fields changed."""
        answer = self.client.post(self.address(page), {**shown(self.client.get(self.address(page))), **changes})
        assert answer.status_code == 302, answer.content.decode()

    def check(self) -> str:
        self.accept("import_columns")
        self.accept("import_answers")
        return str(self.client.get(self.address("import_check")).content.decode())

    def confirm(self) -> None:
        page = self.client.get(self.address("import_check")).content.decode()
        seen = re.search(r'name="seen" value="([\d-]+)"', page)
        assert seen
        answer = self.client.post(
            self.address("import_check"), {"seen": seen[1], "consent": "on", "consented_on": "2026-11-20"}
        )
        assert answer.status_code == 302, answer.content.decode()


def shown(answer: object) -> dict[str, str]:
    form = answer.context["form"]  # type: ignore[attr-defined]  # the client's answers carry their context
    return {field.html_name: str(field.value() if field.value() is not None else "") for field in form}


def figures(page: str) -> dict[str, int]:
    found = re.findall(r"<dt>([^<]+)</dt><dd><span class=\"figure__value\">([^<]+)</span>", page)
    return {label: int(value) for label, value in found}


@pytest.fixture
def importing(client_of: Callable[[User], Client], bruno: User, volunteers: VolunteerList) -> Importing:
    return Importing(client_of(bruno), volunteers)


@pytest.mark.parametrize("kind", FILES)
def test_every_count_of_the_scenario_is_right(importing: Importing, kind: str) -> None:
    name, make = FILES[kind]
    importing.upload(name, make())
    page = importing.check()
    assert figures(page) == {
        "Nouvelles personnes": scenario.READY,
        "Doubles réunis": scenario.DOUBLES,
        "Lignes à corriger": scenario.WITHOUT_AGE + scenario.FORMULAS,
        "Trop jeunes ou hors tranches": scenario.TOO_YOUNG,
    }
    assert not Volunteer.objects.exists()
    importing.confirm()
    assert Volunteer.objects.filter(list=importing.list).eligible().count() == scenario.READY
    labels = {
        (criterion.name, value.label): available_by_value(importing.list).get(value.pk, 0)
        for criterion in criteria_of(importing.list)
        for value in criterion.values.all()
    }
    assert labels["Âge", "16–25 ans"] == scenario.YOUNG
    assert labels["Sexe", "Femme"] + labels["Sexe", "Homme"] == scenario.READY
    assert labels["Sexe", "Femme"] > 50 < labels["Sexe", "Homme"]
    assert set(name for name, _label in labels) == {"Âge", "Sexe", "Quartier"}
    assert not StagedImport.objects.exists()


def test_each_faulty_line_is_listed_with_its_number_column_reason_and_remedy(importing: Importing) -> None:
    importing.upload("volontaires.csv", scenario.csv_bytes())
    page = importing.check()
    assert "cette case contient une formule" in page
    answer = importing.client.get(importing.address("import_faults"))
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))[1:]
    assert [(line[0], line[1], line[3]) for line in lines] == [
        ("12", "Date de naissance", "l’âge manque"),
        ("22", "Date de naissance", "l’âge manque"),
        ("32", "", "15 ans\u00a0: l’âge minimum est de 16 ans"),
        ("42", "Nom", "cette case contient une formule"),
    ]
    assert all(line[4] for line in lines)
    assert lines[3][2].startswith("'=HYPERLINK")


def test_cells_corrected_on_the_screen_bring_their_people_in(importing: Importing) -> None:
    importing.upload("volontaires.csv", scenario.csv_bytes())
    importing.check()
    importing.client.post(
        importing.address("import_correct"), {"cell-12-5": "34", "cell-22-5": "1980", "cell-42-0": "Martin"}
    )
    page = importing.client.get(importing.address("import_check")).content.decode()
    assert figures(page)["Nouvelles personnes"] == scenario.READY + 3
    assert figures(page)["Lignes à corriger"] == 0


def test_a_pair_said_to_be_two_people_makes_two(importing: Importing) -> None:
    importing.upload("volontaires.csv", scenario.csv_bytes())
    page = importing.check()
    assert "Hélène Martin-Leroy" in page
    assert "HELENE MARTIN LEROY" in page
    assert page.count("<fieldset") == scenario.DOUBLES
    importing.client.post(importing.address("import_correct"), {"pair-52:142": "two"})
    page = importing.client.get(importing.address("import_check")).content.decode()
    assert figures(page)["Nouvelles personnes"] == scenario.READY + 1
    importing.confirm()
    assert Volunteer.objects.filter(name_key="helene leroy martin").count() == 2


def test_what_is_on_the_screen_when_one_confirms_is_kept_and_shown_before_it_counts(importing: Importing) -> None:
    importing.upload("volontaires.csv", scenario.csv_bytes())
    page = importing.check()
    seen = re.search(r'name="seen" value="([\d-]+)"', page)
    assert seen
    on_screen = {"pair-52:142": "two", "cell-12-5": "34", "cell-42-0": scenario.rows()[40][0]}
    sent = {"seen": seen[1], "consent": "on", "consented_on": "2026-11-20"}
    answer = importing.client.post(importing.address("import_check"), sent | on_screen)
    assert answer.status_code == 422
    assert "relisez ces nombres" in answer.content.decode()
    assert figures(answer.content.decode())["Nouvelles personnes"] == scenario.READY + 2
    assert not Volunteer.objects.exists()
    assert StagedImport.objects.get().corrections == {"12:5": "34"}
    importing.confirm()
    assert Volunteer.objects.count() == scenario.READY + 2


def test_a_double_click_on_confirm_imports_once(importing: Importing) -> None:
    importing.upload("volontaires.csv", scenario.csv_bytes())
    importing.check()
    address = importing.address("import_check")
    importing.confirm()
    answer = importing.client.post(address, {"seen": "136-0-0-3", "consent": "on", "consented_on": "2026-11-20"})
    assert answer["Location"] == reverse("volunteers:list", args=[importing.list.public_id])
    assert Volunteer.objects.count() == scenario.READY


def test_a_confirmation_without_consent_or_dated_tomorrow_imports_nothing(importing: Importing) -> None:
    importing.upload("volontaires.csv", scenario.csv_bytes())
    importing.check()
    for wrong in ({"consent": ""}, {"consented_on": "2026-11-23"}, {"consented_on": ""}):
        sent = {"seen": "136-0-0-3", "consent": "on", "consented_on": "2026-11-20"} | wrong
        assert importing.client.post(importing.address("import_check"), sent).status_code == 422
    assert not Volunteer.objects.exists()


def test_columns_that_cannot_be_are_refused_with_a_sentence(importing: Importing) -> None:
    data = "Nom;Prénom;Sexe;Religion\nA;B;F;oui\nC;D;H;non\nE;F;F;oui\nG;H;H;non\n".encode()
    importing.upload("volontaires.csv", data)
    address = importing.address("import_columns")
    sent = shown(importing.client.get(address))
    cases = {
        "225-1": {"kind_3": "criterion"},
        "contient le nom": {"kind_0": "ignore"},
        "n’en gardez qu’une": {"kind_2": "first_name", "kind_3": "ignore"},
        "un nom à lui": {"name_2": "X", "kind_3": "criterion", "name_3": "x"},
    }
    for words, changes in cases.items():
        answer = importing.client.post(address, sent | changes)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert importing.client.post(address, sent | {"kind_3": "ignore"}).status_code == 302
    importing.client.post(address, {"header_at": "none"})
    assert StagedImport.objects.get().header_at is None


def test_answers_renamed_alike_are_merged_and_impossible_bands_refused(importing: Importing) -> None:
    importing.upload("volontaires.csv", scenario.csv_bytes())
    importing.accept("import_columns")
    page = importing.client.get(importing.address("import_answers"))
    sent = shown(page)
    quarter = next(name for name, value in sent.items() if value == "Centre")
    column = quarter.split("_")[1]
    for wrong in (
        {"starts": "26, 16"},
        {"starts": "abc"},
        {"last": "50"},
        {f"label_{column}_{n}": "X" for n in range(4)},
    ):
        assert importing.client.post(importing.address("import_answers"), sent | wrong).status_code == 422
    answer = importing.client.post(
        importing.address("import_answers"), {**sent, quarter: "Les Tilleuls", "starts": "16, 41"}
    )
    assert answer.status_code == 302
    importing.confirm()
    labels = [[value.label for value in criterion.values.all()] for criterion in criteria_of(importing.list)]
    assert labels[0] == ["16–40 ans", "41 ans et plus"]
    assert sorted(labels[2]) == ["La Forêt-Noire", "Les Tilleuls", "Saint-Étienne"]


def test_the_same_file_again_doubles_no_one_and_a_corrected_one_adds_and_updates(importing: Importing) -> None:
    importing.upload("volontaires.csv", scenario.csv_bytes())
    importing.check()
    importing.confirm()
    before = sorted(pool_rows(importing.list))
    importing.upload("volontaires.csv", scenario.csv_bytes())
    page = importing.check()
    assert figures(page)["Nouvelles personnes"] == 0
    assert figures(page)["Inchangées"] == scenario.READY
    importing.confirm()
    assert sorted(pool_rows(importing.list)) == before

    corrected = scenario.csv_bytes().decode("cp1252").splitlines(keepends=True)
    corrected[11] = corrected[11].replace(";;", ";01/01/1970;", 1)
    corrected[60] = corrected[60].replace("@exemple.invalid", "@nouveau.invalid")
    importing.upload("corrige.csv", "".join(corrected).encode("cp1252"))
    page = importing.check()
    assert figures(page)["Nouvelles personnes"] == 1
    assert figures(page)["Mises à jour"] == 1
    assert figures(page)["Inchangées"] == scenario.READY - 1
    importing.confirm()
    assert Volunteer.objects.count() == scenario.READY + 1
    assert Volunteer.objects.filter(email__endswith="@nouveau.invalid").count() == 1


def test_the_journal_says_numbers_and_no_one(importing: Importing) -> None:
    importing.upload("volontaires.csv", scenario.csv_bytes())
    importing.check()
    importing.confirm()
    line = Line.objects.get(verb="volunteers.imported")
    assert line.payload == {
        "list": importing.list.public_id,
        "added": scenario.READY,
        "updated": 0,
        "unchanged": 0,
        "faulty": 3,
        "too_young": 1,
    }


def test_only_the_age_band_is_kept_of_a_date_of_birth(importing: Importing) -> None:
    importing.upload("volontaires.csv", scenario.csv_bytes())
    importing.check()
    importing.confirm()
    kept = str(list(Volunteer.objects.values())) + str(VolunteerList.objects.values())
    born = [row[5] for row in scenario.rows() if row[5]]
    assert not any(day in kept or "-".join(reversed(day.split("/"))) in kept for day in born)


def test_minors_of_sixteen_are_marked(importing: Importing) -> None:
    importing.upload("volontaires.csv", scenario.csv_bytes())
    importing.check()
    importing.confirm()
    assert Volunteer.objects.filter(is_minor=True).count() == 1
