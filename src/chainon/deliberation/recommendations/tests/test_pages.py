from __future__ import annotations

import csv
import io
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.services import differences
from chainon.base.journal.models import Line
from chainon.base.scopes.models import Territory
from chainon.commitments.answers import services as answers
from chainon.commitments.answers.models import AnswerKind, Handover
from chainon.deliberation.recommendations.models import Recommendation, Sheet
from chainon.governance.bodies.models import Body, BodyKind
from chainon.governance.bodies.services import open_body

from .making import LINES, published, written

Login = Callable[[User], Client]


@pytest.fixture
def body(territory: Territory, bruno: User) -> Body:
    return open_body(by=bruno, parent=territory.scope, kind=BodyKind.ASSEMBLY, name="L’assemblée", seats=12)


def plain(page: bytes) -> str:
    return page.decode().replace("\u00a0", " ").replace("\u202f", " ")


def sent(**more: object) -> dict[str, object]:
    said = {"title": "Avis sur l’ombre", "addressed_to": "le conseil municipal", "adopted_on": clock.today()}
    return {**said, "source": LINES, "entry": uuid4(), **more}


def test_written_read_again_and_published_together(body: Body, bruno: User, client_of: Login) -> None:
    team, form = client_of(bruno), sent()
    address = f"/recommandations/saisir/{body.handle}"
    assert team.get(address).status_code == 200
    for _twice in range(2):
        preview = team.post(address, form)
        assert preview.status_code == 302
    assert Sheet.objects.count() == 1 and not Recommendation.objects.exists()
    assert "Publier les 3 ensemble" in plain(team.get(preview.url).content)
    page = f"/recommandations/ensemble/{Sheet.objects.get().public_id}"
    assert Client().get(page).status_code == 404
    assert team.post(preview.url).status_code == 302
    assert team.post(preview.url).status_code == 403
    assert Recommendation.objects.count() == 3 and Line.objects.latest("number").verb == "recommendations.published"
    assert "Ce que le conseil municipal a fait des 3 recommandations" in plain(Client().get(page).content)
    assert list(differences()) == []


@pytest.mark.parametrize("kind", [BodyKind.ASSEMBLY, BodyKind.CITIZENS_COUNCIL, BodyKind.NEIGHBOURHOOD_TABLE])
def test_whoever_may_write_them_finds_where(
    territory: Territory, bruno: User, resident: User, client_of: Login, kind: BodyKind
) -> None:
    body = open_body(by=bruno, parent=territory.scope, kind=kind, name="Le conseil", seats=9)
    where = f'href="/recommandations/saisir/{body.handle}"'
    for page in (body.get_absolute_url(), "/recommandations/"):
        assert where in client_of(bruno).get(page).content.decode(), page
        assert where not in client_of(resident).get(page).content.decode(), page
        assert where not in Client().get(page).content.decode(), page


def test_a_fault_keeps_everything_on_the_screen_and_nothing_in_the_base(
    body: Body, bruno: User, client_of: Login
) -> None:
    wrong = "numero;texte;theme\n1;Un banc;Logement\n1;Un arbre;Jardin"
    file = SimpleUploadedFile("avis.csv", wrong.encode("cp1252"))
    answer = client_of(bruno).post(f"/recommandations/saisir/{body.handle}", sent(source="", file=file))
    page = plain(answer.content)
    assert answer.status_code == 422 and not Sheet.objects.exists()
    assert "Ligne 3 : le numéro 1 est déjà celui de la ligne 2." in page and "« Jardin » n’est pas un thème" in page
    assert "1;Un arbre;Jardin" in page


def test_a_file_is_read_like_lines_typed(body: Body, bruno: User, client_of: Login) -> None:
    file = SimpleUploadedFile("avis.csv", b"numero;texte;theme;porteur\n7;Un banc;Logement;Amina\n")
    answer = client_of(bruno).post(f"/recommandations/saisir/{body.handle}", sent(source="", file=file))
    page = plain(client_of(bruno).get(answer.url).content)
    assert "Un banc" in page and "Amina" in page
    workbook = SimpleUploadedFile("avis.xlsx", b"PK\x03\x04....")
    refused = client_of(bruno).post(f"/recommandations/saisir/{body.handle}", sent(source="", file=workbook))
    assert refused.status_code == 422


def test_what_is_written_may_be_corrected_until_it_is_published(body: Body, bruno: User, client_of: Login) -> None:
    team, sheet = client_of(bruno), written(body, by=bruno)
    address = f"/recommandations/ensemble/{sheet.public_id}/corriger"
    assert "Ouvrir les cours" in plain(team.get(address).content)
    assert team.post(address, sent(entry=sheet.entry, source="1. Une seule.")).status_code == 302
    assert team.post(f"/recommandations/ensemble/{sheet.public_id}/relire").status_code == 302
    assert Recommendation.objects.get().text == "Une seule."


def test_the_page_says_where_each_line_stands(body: Body, bruno: User, client_of: Login) -> None:
    sheet, team = published(body, by=bruno), client_of(bruno)
    town = answers.add_answerer(by=bruno, territory=body.scope.root, name="La ville", email="v@example.org")
    address = f"/recommandations/ensemble/{sheet.public_id}/transmettre"
    keys = list(Recommendation.objects.values_list("node__public_id", flat=True))
    assert team.post(address, {"key": town.public_id}).status_code == 422
    assert team.post(address, {"key": town.public_id, "lines": keys[:2]}).status_code == 302
    assert Handover.objects.count() == 2
    first = Handover.objects.first()
    assert first is not None
    answers.give_answer(handover=first, kind=AnswerKind.TAKEN_UP, text="Oui.", signed_by="M. Petit")
    page = plain(Client().get(f"/recommandations/ensemble/{sheet.public_id}").content)
    assert "Réponse : c’est oui" in page and "À l’étude" in page and "Pas encore de réponse" in page
    assert "C’est au tour de la ville" in page
    table = csv.reader(
        io.StringIO(Client().get(f"/recommandations/ensemble/{sheet.public_id}.csv").content.decode("utf-8-sig")),
        delimiter=";",
    )
    rows = list(table)
    assert len(rows) == 4 and rows[1][0] == "1" and "oui" in rows[1][4]
    assert "3 recommandations, 1 avec une réponse" in plain(Client().get("/recommandations/").content)
    assert "Ses recommandations" in plain(Client().get(body.get_absolute_url()).content)


def test_each_line_has_its_page_and_its_thread(body: Body, bruno: User, client_of: Login) -> None:
    published(body, by=bruno, source="1. " + "Ouvrir les cours. " * 20)
    node = Recommendation.objects.get().node
    page = Client().get(f"/recommandations/{node.public_id}", follow=True)
    assert page.status_code == 200 and "Recommandation 1" in plain(page.content)
    assert "Transmettre à qui peut répondre" in plain(
        client_of(bruno).get(f"/recommandations/{node.public_id}", follow=True).content
    )


def test_others_do_not_write_for_it(body: Body, resident: User, client_of: Login) -> None:
    assert client_of(resident).get(f"/recommandations/saisir/{body.handle}").status_code == 403
    assert Client().get(f"/recommandations/saisir/{body.handle}").status_code == 302


def test_the_page_costs_the_same_for_two_hundred_lines(
    body: Body, bruno: User, django_assert_max_num_queries: Callable
) -> None:
    sheet = published(body, by=bruno, source="\n".join(f"{number}. Un banc." for number in range(1, 201)))
    page = f"/recommandations/ensemble/{sheet.public_id}"
    Client().get(page)
    with django_assert_max_num_queries(8):
        assert "Ce que le conseil municipal a fait des 200 recommandations" in plain(Client().get(page).content)
