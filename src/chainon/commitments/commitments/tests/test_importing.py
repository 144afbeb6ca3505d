"""Past promises by table: shown line by line, then all written or none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.services import differences
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Unavailable
from chainon.commitments.answers import services as answers
from chainon.commitments.commitments import selectors, services
from chainon.commitments.commitments.models import Commitment, Outcome, StagedPromises
from chainon.commitments.commitments.reading import read_day

Login = Callable[[User], Client]
JUNE = datetime(2026, 6, 4, 9, tzinfo=UTC)
TITLES = "Qui;Quoi;Pour quand;Promis le;Lieu;Thème;État;Clos le;Budget prévu;Dépensé;Où cela a été dit"
GOOD = (
    "La ville;Rouvrir la fontaine;30/06/2025;12/01/2025;Valmont;logement;en cours;;12 000;;Réunion publique",
    "la VILLE;Poser deux lampes;2025-03-01;12.01.2025;;;tenu;15/02/2025;;1 500,50;",
)


@pytest.fixture(autouse=True)
def town(territory: Territory, bruno: User) -> None:
    with clock.at(JUNE):
        answers.add_answerer(by=bruno, territory=territory.scope, name="La ville", email="v@example.org")


def plain(page: bytes) -> str:
    return page.decode().replace("\u00a0", " ").replace("\u202f", " ")


def stage(bruno: User, territory: Territory, *lines: str, titles: str = TITLES) -> StagedPromises:
    data = "\n".join([titles, *lines]).encode()
    return services.stage_promises(by=bruno, territory=territory.scope, data=data, file_name="promesses.csv")


def test_every_line_is_written_with_its_past(territory: Territory, bruno: User) -> None:
    with clock.at(JUNE):
        staged = stage(bruno, territory, *GOOD)
        assert selectors.reading_of(staged).faults == []
        assert services.confirm_import(by=bruno, staged=staged) == 2
        late, kept = Commitment.objects.order_by("-due_on")
        assert selectors.row_of(late).late == 339
    assert (late.made_on, late.said_where, late.planned_cents) == (date(2025, 1, 12), "Réunion publique", 1_200_000)
    assert (kept.outcome, kept.ended_on, kept.spent_cents) == (Outcome.KEPT, date(2025, 2, 15), 150_050)
    assert kept.said_where == "Tableau de promesses passées\u00a0: promesses.csv"
    assert late.theme is not None and late.theme.name == "Logement"
    assert not kept.node.waits.open().exists() and late.node.waits.open().count() == 1
    (mail,) = Mail.objects.filter(to="v@example.org")
    assert "Rouvrir la fontaine" in mail.body and "Poser deux lampes" not in mail.body
    line = Line.objects.latest("number")
    assert (line.verb, line.payload) == ("commitment.imported", {"promises": 2})
    assert not StagedPromises.objects.exists() and list(differences()) == []


def test_the_same_table_again_writes_nothing_twice(territory: Territory, bruno: User) -> None:
    with clock.at(JUNE):
        services.confirm_import(by=bruno, staged=stage(bruno, territory, GOOD[0]))
        staged = stage(bruno, territory, *GOOD)
        assert services.confirm_import(by=bruno, staged=staged) == 1
        assert services.confirm_import(by=bruno, staged=staged) == 0, "pressed twice"
    assert Commitment.objects.count() == 2


@pytest.mark.parametrize(
    ("line", "cell", "why"),
    [
        (";Rouvrir;30/06/2025;12/01/2025", "", "Il manque qui"),
        ("Le roi;Rouvrir;30/06/2025;12/01/2025", "Le roi", "inscrivez-le"),
        ("La ville;;30/06/2025;12/01/2025", "", "Il manque ce qui"),
        ("La ville;Rouvrir;31/02/2025;12/01/2025", "31/02/2025", "pas un jour"),
        ("La ville;Rouvrir;;12/01/2025", "", "Il manque une date"),
        ("La ville;Rouvrir;01/01/2025;12/01/2025", "01/01/2025", "vient avant"),
        ("La ville;Rouvrir;30/06/2030;12/01/2029", "12/01/2029", "pas encore venu"),
        ("La ville;Rouvrir;30/06/2025;12/01/2025;Atlantide", "Atlantide", "pas un lieu"),
        ("La ville;Rouvrir;30/06/2025;12/01/2025;;Magie", "Magie", "pas un des thèmes"),
        ("La ville;Rouvrir;30/06/2025;12/01/2025;;;non tenu", "non tenu", "sept jours"),
        ("La ville;Rouvrir;30/06/2025;12/01/2025;;;bof", "bof", "Écrivez"),
        ("La ville;Rouvrir;30/06/2025;12/01/2025;;;tenu;", "", "Il manque une date"),
        ("La ville;Rouvrir;30/06/2025;12/01/2025;;;;;beaucoup", "beaucoup", "pas une somme"),
        (f"La ville;{'x' * 161};30/06/2025;12/01/2025", "x" * 161, "trop long"),
    ],
)
def test_a_wrong_line_says_what_is_wrong_and_stops_all(
    territory: Territory, bruno: User, line: str, cell: str, why: str
) -> None:
    with clock.at(JUNE):
        staged = stage(bruno, territory, GOOD[0], line)
        (fault,) = selectors.reading_of(staged).faults
        assert (fault.line, fault.cell) == (3, cell) and why in fault.reason
        with pytest.raises(Unavailable, match="rien n’a été importé"):
            services.confirm_import(by=bruno, staged=staged)
    assert not Commitment.objects.exists() and StagedPromises.objects.exists()


def test_a_missing_column_and_a_line_twice_are_said(territory: Territory, bruno: User) -> None:
    (fault,) = selectors.reading_of(stage(bruno, territory, "La ville;X", titles="Qui;Quoi")).faults
    assert "Pour quand, Promis le" in fault.reason
    (fault,) = selectors.reading_of(stage(bruno, territory, GOOD[0], GOOD[0])).faults
    assert (fault.line, "deux fois" in fault.reason) == (3, True)
    (fault,) = selectors.reading_of(stage(bruno, territory)).faults
    assert "aucune promesse" in fault.reason


def test_a_table_that_nobody_confirms_is_forgotten(territory: Territory, bruno: User) -> None:
    stage(bruno, territory, GOOD[0])
    assert services.forget_staged() == 0
    with clock.at(clock.now() + timedelta(days=2)):
        assert services.forget_staged() == 1


def test_from_the_model_to_the_register_by_the_pages(territory: Territory, bruno: User, client_of: Login) -> None:
    team = client_of(bruno)
    assert "Pour quand" in plain(team.get("/engagements/importer/modele.csv").content)
    assert team.post("/engagements/importer").status_code == 422
    wrong = SimpleUploadedFile("p.csv", f"{TITLES}\nLe roi;X;1;2".encode())
    answer = team.post("/engagements/importer", {"file": wrong})
    page = plain(team.get(answer.headers["Location"]).content)
    assert "Des lignes à corriger" in page and "Le roi" in page
    assert team.post(answer.headers["Location"]).status_code == 422
    assert team.post(f"{answer.headers['Location']}/oublier").status_code == 302

    book, out = Workbook(), BytesIO()
    book.active.append(TITLES.split(";"))
    book.active.append(["La ville", "Rouvrir la fontaine", datetime(2025, 6, 30), datetime(2025, 1, 12)])
    book.save(out)
    answer = team.post("/engagements/importer", {"file": SimpleUploadedFile("p.xlsx", out.getvalue())})
    assert "1 engagement sera écrit" in plain(team.get(answer.headers["Location"]).content)
    assert team.post(answer.headers["Location"]).headers["Location"] == "/engagements/"
    assert "Rouvrir la fontaine" in plain(Client().get("/engagements/").content)
    assert team.get(answer.headers["Location"]).status_code == 302, "it is over"
    assert team.post("/engagements/importer", {"file": SimpleUploadedFile("p.csv", b"")}).status_code == 422


def test_nobody_else_imports(resident: User, client_of: Login, territory: Territory) -> None:
    for address in ("/engagements/importer", "/engagements/importer/modele.csv"):
        assert Client().get(address).status_code == 302
        assert client_of(resident).get(address).status_code == 403


def test_days_are_read_as_people_write_them() -> None:
    assert read_day("3/4/2025") == read_day("2025-04-03") == read_day("03.04.2025") == date(2025, 4, 3)
    assert read_day("avril 2025") is read_day("31/02/2025") is None
