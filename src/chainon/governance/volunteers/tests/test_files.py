"""Files as people really send them, and files that are no list: a sentence each time, and nothing executed."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chainon.base.accounts.models import User
from chainon.governance.volunteers.intake.people import Plan, read_people
from chainon.governance.volunteers.intake.sheets import Unreadable, read_sheet
from chainon.governance.volunteers.models import StagedImport, VolunteerList
from chainon.governance.volunteers.rules import MAX_PEOPLE

from .scenario import TODAY


def read(data: bytes) -> list[tuple[int, list[str]]]:
    return read_sheet(data, max_lines=MAX_PEOPLE).rows


def workbook(*rows: list[object]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


BOMB = io.BytesIO()
with zipfile.ZipFile(BOMB, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("xl/worksheets/sheet1.xml", b"<row/>" * 30_000_000)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "vide"),
        (b"\xef\xbb\xbf", "vide"),
        (b";;;\n;;\n", "vide"),
        (b"Nom;Age\n\x00\x01\x02;3\n", "Ligne 2"),
        ("Nom;éèàùêîôûç\nà;".encode() + b"\xff\xfe\xff\n", "abîmées"),
        (b"\xff\xfeN\x00o", "abîmées"),
        (b'Nom;Age\nA;1\nB;"jamais ferm\xc3\xa9\nC;2\n', "Ligne 3"),
        (b"\xd0\xcf\x11\xe0old workbook", ".xls"),
        (b"PK\x03\x04not a zip at all", "abîmé"),
        (workbook(), "vide"),
        (BOMB.getvalue(), "trop gros"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "Ligne"),
        (b";".join([b"Colonne"] * 70) + b"\nA\n", "60 colonnes"),
        (b"Nom\n" + b"x" * (16 * 1024 * 1024), "trop lourd"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read(data)


def test_two_hundred_thousand_lines_are_refused_in_seconds_and_bounded_memory() -> None:
    data = b"Nom;Sexe\n" + b"Martin L\xc3\xa9a;F\n" * 200_000
    tracemalloc.start()
    started = time.process_time()
    with pytest.raises(Unreadable, match="50"):
        read(data)
    assert time.process_time() - started < 5
    assert tracemalloc.get_traced_memory()[1] < 50 * 1024 * 1024
    tracemalloc.stop()


def test_a_little_too_many_lines_are_refused_too() -> None:
    with pytest.raises(Unreadable, match="50"):
        read(b"Nom\n" + b"A\n" * (MAX_PEOPLE + 1))
    assert len(read(b"Nom\n" + b"A\n" * MAX_PEOPLE)) == MAX_PEOPLE + 1


def test_a_title_above_the_table_does_not_hide_it() -> None:
    rows = read("Liste des volontaires\n\nNom;Sexe\nLéa;F\n".encode())
    assert rows == [(3, ["Nom", "Sexe"]), (4, ["Léa", "F"])]
    assert read(b"sep=;\nNom;Sexe\nA;F\n")[0] == (2, ["Nom", "Sexe"])


def test_a_workbook_gives_what_its_cells_show() -> None:
    from datetime import datetime

    data = workbook(
        ["Nom", "Tel", "Né le", "Oui"], ["Léa", 612345678, datetime(1980, 5, 12), True], [None], ["Ali", 1.5]
    )
    assert read(data) == [
        (1, ["Nom", "Tel", "Né le", "Oui"]),
        (2, ["Léa", "612345678", "1980-05-12", "oui"]),
        (4, ["Ali", "1.5"]),
    ]


def test_a_formula_of_a_workbook_without_a_result_is_reported_not_lost() -> None:
    assert read(workbook(["Nom"], ["=1+1"]))[1] == (2, ["=1+1"])


def plan(**changes: object) -> Plan:
    columns = [
        {"kind": "full_name", "name": "", "labels": {}},
        {"kind": "criterion", "name": "Genre", "labels": {"f": "Femme", "h": "Homme", "nsp": ""}},
    ]
    return Plan(["Nom", "Genre"], columns, [], "Âge", 16, TODAY, **changes)  # type: ignore[arg-type]  # plain values


def test_ragged_lines_are_completed_or_reported() -> None:
    reading = read_people([(2, ["Léa"]), (3, ["Ali", "H", "", ""]), (4, ["Zoé", "F", "en trop"])], plan(), {})
    assert [(fault.line, fault.reason) for fault in reading.faults] == [
        (2, "la réponse «\u00a0Genre\u00a0» manque"),
        (4, "cette ligne a plus de cases que de titres"),
    ]
    assert [person.name for person in reading.people] == ["Ali"]


def test_an_answer_that_is_none_of_those_named_is_reported() -> None:
    reading = read_people([(2, ["Léa", "X"]), (3, ["Ali", "nsp"]), (4, ["Zoé", "F"])], plan(), {})
    assert [fault.line for fault in reading.faults] == [2, 3]
    assert "Femme, Homme" in reading.faults[0].remedy
    fixed = read_people([(2, ["Léa", "X"])], plan(), {"2:1": "f"})
    assert [person.values for person in fixed.people] == [{"Genre": "Femme"}]


@pytest.fixture
def upload(client_of: Callable[[User], Client], bruno: User, volunteers: VolunteerList) -> Callable[[bytes], object]:
    client = client_of(bruno)

    def send(data: bytes) -> object:
        address = reverse("volunteers:import_start", args=[volunteers.public_id])
        return client.post(address, {"file": SimpleUploadedFile("a.csv", data)})

    return send


def test_a_refused_file_says_why_beside_the_field_and_keeps_nothing(upload: Callable[[bytes], object]) -> None:
    answer = upload(b"")
    assert answer.status_code == 422  # type: ignore[attr-defined]  # a response of the client
    assert "Ce fichier est vide" in answer.content.decode()  # type: ignore[attr-defined]  # a response of the client
    assert not StagedImport.objects.exists()


def test_hostile_cells_are_shown_as_text(
    upload: Callable[[bytes], object], client_of: Callable[[User], Client], bruno: User
) -> None:
    upload("Nom;<script>alert(1)</script>\n<img src=x onerror=alert(1)>;a\nLéa;b\nAli;a\nZoé;b\n".encode())
    staged = StagedImport.objects.get()
    address = reverse("volunteers:import_columns", args=[staged.list.public_id, staged.public_id])
    page = client_of(bruno).get(address).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
