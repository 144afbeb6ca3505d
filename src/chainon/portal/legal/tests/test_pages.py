from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.accounts.rules import may_see_team
from chainon.base.journal.models import Line
from chainon.base.scopes.models import Territory
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.services import open_body
from chainon.governance.draws.models import Draw, State
from chainon.governance.draws.rules import may_hold_sealed
from chainon.governance.volunteers.models import VolunteerList
from chainon.governance.volunteers.rules import may_see, may_see_contacts
from chainon.portal.legal import rules, selectors
from chainon.portal.legal.models import LegalNotice

MATRIX = Path(__file__).parent.parent / "permissions.txt"
PAGES = ("/mentions-legales", "/donnees-personnelles", "/accessibilite", "/qui-tient-cette-plateforme")
FULL = {
    "publisher": "Centre social des Tilleuls",
    "publisher_status": "association loi de 1901, RNA W931234567",
    "publisher_address": "3 rue des Lavandières, 93000 Valmont",
    "publisher_phone": "01 02 03 04 05",
    "contact_email": "bonjour@tilleuls.example",
    "director": "Inès Diallo",
    "host": "Nuage Libre",
    "host_address": "1 quai du Port, 13002 Marseille",
    "host_phone": "04 05 06 07 08",
    "legal_basis": "interest",
    "processors": "Courriel Libre, envoi des courriels\n\nImprime, tirage des lettres",
    "conformity": "unknown",
    "funders": "La commune\nLa Caf",
    "moderators": "L’équipe du centre social",
    "server_people": "Le directeur technique de Nuage Libre",
}


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_until_filled_a_page_says_what_is_missing_and_who_must_say_it(
    client: Client, territory: Territory, path: str
) -> None:
    page = text(client, path)
    assert "Cette page n’est pas complète" in page and "administration de Valmont" in page
    assert "pas encore dit" in page and "Compléter" not in page


@pytest.mark.parametrize("path", PAGES)
def test_without_a_territory_there_is_no_legal_page(client: Client, db: None, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_footer_leads_to_every_page(client: Client, territory: Territory) -> None:
    page = text(client, "/accessibilite")
    for path in (*PAGES, "/journal"):
        assert f'href="{path}"' in page


def test_the_form_fills_every_page(client_of: Callable[[User], Client], admin: User, client: Client) -> None:
    filled = client_of(admin).post("/pages-legales", FULL, follow=True)
    assert "sont complètes" in filled.content.decode()
    pages = {path: text(client, path) for path in PAGES}
    assert not any("n’est pas complète" in page for page in pages.values())
    assert "RNA W931234567" in pages["/mentions-legales"] and "Inès Diallo" in pages["/mentions-legales"]
    data = pages["/donnees-personnelles"]
    assert data.count("<li>Courriel Libre") == 1 and "article 6, 1, f" in data and "CNIL" in data
    assert "Accessibilité\u00a0: non conforme" in pages["/accessibilite"]
    assert "Défenseur des droits" in pages["/accessibilite"]
    assert "La Caf" in pages["/qui-tient-cette-plateforme"]
    assert all("n’a pas été relue par" in page and "2026" in page for page in pages.values())


def test_it_may_be_left_half_filled_and_the_journal_says_how_much_is_missing(
    client_of: Callable[[User], Client], admin: User, territory: Territory
) -> None:
    page = client_of(admin)
    said = page.post("/pages-legales", {"publisher": "Centre social", "conformity": "unknown"}, follow=True)
    assert "Il manque encore" in said.content.decode() and "hébergeur" in said.content.decode()
    assert Line.objects.get().payload == {"missing": len(selectors.missing(selectors.notice_of(territory.scope)))}
    assert "Centre social" in page.get("/pages-legales").content.decode()
    page.post("/pages-legales", {"publisher": "Centre social", "conformity": "unknown"})
    assert Line.objects.count() == 1, "saving the same answers writes nothing"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"contact_email": "pas une adresse"}, "adresse"),
        ({"conformity": "partial"}, "de quand date"),
        ({"conformity": "partial", "audited_on": "2999-01-01"}, "pas encore passée"),
        ({"legal_basis": "autre"}, "choix"),
    ],
)
def test_a_wrong_answer_comes_back_with_its_reason(
    client_of: Callable[[User], Client], admin: User, answers: dict[str, str], words: str
) -> None:
    answer = client_of(admin).post("/pages-legales", {**FULL, **answers})
    assert answer.status_code == 422 and words in answer.content.decode()
    assert "Nuage Libre" in answer.content.decode() and not LegalNotice.objects.exists()


def test_the_declaration_follows_the_audit(client: Client, territory: Territory) -> None:
    LegalNotice.objects.create(
        territory=territory.scope, conformity="partial", audited_on=date(2026, 5, 12), audited_by="Accès pour tous"
    )
    page = text(client, "/accessibilite")
    assert "partiellement conforme" in page and "12\u00a0mai 2026, Accès pour tous" in page


def test_hostile_answers_stay_text(client: Client, territory: Territory) -> None:
    LegalNotice.objects.create(territory=territory.scope, funders="<script>alert(1)</script>")
    assert "<script>alert" not in text(client, "/qui-tient-cette-plateforme")


def test_the_matrix_of_permissions_is_what_happens(
    client_of: Callable[[User], Client], client: Client, territory: Territory, request: pytest.FixtureRequest
) -> None:
    people = [request.getfixturevalue(name) for name in ("admin", "bruno", "chantal", "amina", "resident")]
    clients = [*(client_of(person) for person in people), client]
    rows = dict(
        (line.split()[0], line.split()[1:])
        for line in MATRIX.read_text().splitlines()
        if line and not line.startswith("#")
    )
    may = [rules.may_edit_legal(by, territory.scope) for by in (*people, AnonymousUser())]
    assert ["yes" if verdict else "no" for verdict in may] == rows["edit"]
    assert ["yes" if each.get("/pages-legales").status_code == 200 else "no" for each in clients] == rows["edit"]
    may = [rules.may_set_pre_election(by, territory.scope) for by in (*people, AnonymousUser())]
    assert ["yes" if verdict else "no" for verdict in may] == rows["neutral"]
    setting = [each.get("/periode-electorale/regler").status_code for each in clients]
    assert ["yes" if status == 200 else "no" for status in setting] == rows["neutral"]
    assert ["yes" if each.get(PAGES[0]).status_code == 200 else "no" for each in clients] == rows["read"]


def test_what_the_page_says_that_roles_see_is_what_the_rules_let_them_see(territory: Territory, admin: User) -> None:
    body = open_body(by=admin, parent=territory.scope, kind=BodyKind.ASSEMBLY, name="Assemblée", seats=6)
    people = VolunteerList(body=body)
    draw = Draw(body=body, volunteers=people, state=State.SUBMITTED)
    said = {str(sight.what): set(sight.roles) for sight in selectors.SIGHTS}
    checked: dict[str, Callable[[User], Any]] = {
        "Les noms et les réponses des volontaires d’un tirage": lambda by: may_see(by, people),
        "Les coordonnées des volontaires": lambda by: may_see_contacts(by, people),
        "Le fichier scellé d’un tirage : des profils sous des numéros, sans nom": lambda by: may_hold_sealed(by, draw),
        "Les noms des personnes qui ont un rôle ici": lambda by: may_see_team(by, territory.scope),
    }
    for what, rule in checked.items():
        seen = set()
        for role in Role:
            user = User.objects.create_user(f"{role}-{len(what)}@example.org")
            Grant.objects.create(user=user, role=role, scope=territory.scope, given_at=clock.now())
            if rule(user):
                seen.add(role)
        assert seen == said[what], what


def test_the_page_counts_people_and_names_nobody(client: Client, bruno: User, chantal: User) -> None:
    page = text(client, "/qui-tient-cette-plateforme")
    assert "Garant de la participation" in page and "Bruno" not in page and "Chantal" not in page


def test_the_delay_of_the_territory_is_set_with_the_legal_pages_and_said_there(
    territory: Territory, admin: User, client_of: Callable[[User], Client], client: Client
) -> None:
    assert "12 mois le plus souvent" in client.get("/donnees-personnelles").content.decode()
    team = client_of(admin)
    form = team.get("/pages-legales").context["form"]
    answers = {field.html_name: field.value() or "" for field in form}
    assert answers["purge_months"] == 12
    assert team.post("/pages-legales", answers | {"purge_months": "0"}).status_code == 422
    assert team.post("/pages-legales", answers | {"purge_months": "6"}).status_code == 302
    assert "6 mois le plus souvent" in client.get("/donnees-personnelles").content.decode()
