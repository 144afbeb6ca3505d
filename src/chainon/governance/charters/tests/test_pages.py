from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.files.tests.pictures import photo
from chainon.base.scopes.models import Territory
from chainon.governance.bodies.models import Body
from chainon.governance.bodies.services import gather
from chainon.governance.charters import selectors, services
from chainon.governance.charters.models import Adoption, ArticleKey, Charter

from .making import adopted, opened, published

ClientOf = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _folder(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings


@pytest.fixture
def body(territory: Territory, bruno: User) -> Body:
    return opened(territory, bruno)


def at(body: Body, path: str = "") -> str:
    return f"{body.get_absolute_url()}/charte{path}"


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode().replace("\u00a0", " ")


def test_from_the_body_s_page_to_an_adopted_charter(
    body: Body, bruno: User, client_of: ClientOf, client: Client
) -> None:
    team = client_of(bruno)
    assert "Écrire la charte" in text(team, body.get_absolute_url())
    form = team.get(at(body, "/ecrire")).context["form"]
    sent = {key: form.initial[key] for key in form.fields}
    assert team.post(at(body, "/ecrire"), sent, follow=True).redirect_chain[-1][0] == at(body, "/brouillon")
    assert "Relire la charte" in text(team, body.get_absolute_url())
    assert "pas encore publiée" in text(client, at(body)), "a draft is nobody else's"
    assert team.post(at(body, "/brouillon"), follow=True).redirect_chain[-1][0] == at(body)
    assert "pas encore adoptée" in text(client, body.get_absolute_url())
    assert "Noter l’adoption" in text(team, body.get_absolute_url())
    sheet = SimpleUploadedFile("feuille.jpg", photo())
    noted = {
        "adopted_by": "Les habitants réunis",
        "adopted_on": "2026-05-12",
        "present": "14",
        "against": "0",
        "sheet": sheet,
    }
    assert team.post(at(body, "/adopter"), noted).status_code == 302
    page = text(client, at(body))
    assert "Les habitants réunis, le 12 mai 2026" in page and "14 personnes présentes, aucune voix contre" in page
    assert "Charte adoptée le 12 mai 2026 (Les habitants réunis, 14 personnes présentes)" in text(
        client, body.get_absolute_url()
    )
    assert selectors.objectives_published(body) and "Noter l’adoption" not in text(team, body.get_absolute_url())
    assert "adoptée le 12 mai 2026" in text(client, "/journal"), "days of the journal are said in words"


def test_the_six_articles_are_read_by_anyone_in_their_order(body: Body, bruno: User, client: Client) -> None:
    published(body, bruno)
    titles = re.findall(r'<h2 id="\w+">\d\. ([^<]+)</h2>', text(client, at(body)))
    assert titles == [str(key.label) for key in ArticleKey]


def test_the_signed_sheet_opens_for_the_team_only(body: Body, bruno: User, client_of: ClientOf, client: Client) -> None:
    published(body, bruno)
    noted = {
        "adopted_by": "Réunion",
        "adopted_on": "2026-05-12",
        "present": "14",
        "sheet": SimpleUploadedFile("f.jpg", photo()),
    }
    client_of(bruno).post(at(body, "/adopter"), noted)
    found = re.search(r'/fichiers/[^"]+', text(client_of(bruno), at(body)))
    assert found and client_of(bruno).get(found[0]).status_code == 200 and client.get(found[0]).status_code == 403
    public = text(client, at(body))
    assert "/fichiers/" not in public and "gardée par l’équipe" in public


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"adopted_on": "hier"}, "adopted_on"),
        ({"present": "0"}, "present"),
        ({"adopted_by": ""}, "adopted_by"),
        ({"sheet": SimpleUploadedFile("a.jpg", b"<html>")}, "sheet"),
        ({"against": "15"}, "__all__"),
    ],
)
def test_a_wrong_adoption_is_said_beside_its_field(
    wrong: dict[str, object], field: str, body: Body, bruno: User, client_of: ClientOf
) -> None:
    published(body, bruno)
    noted = {"adopted_by": "Réunion", "adopted_on": "2026-05-12", "present": "14", **wrong}
    answer = client_of(bruno).post(at(body, "/adopter"), noted)
    assert answer.status_code == 422 and field in answer.context["form"].errors and not Adoption.objects.exists()


def test_an_empty_article_is_said_beside_it_and_the_rest_is_kept(body: Body, bruno: User, client_of: ClientOf) -> None:
    sent = {key.value: f"Texte de {key.label}" for key in ArticleKey} | {"term": ""}
    answer = client_of(bruno).post(at(body, "/ecrire"), sent)
    assert answer.status_code == 422 and "term" in answer.context["form"].errors
    assert "Texte de Transmission" in answer.content.decode() and not Charter.objects.exists()


def test_a_new_version_shows_the_words_that_changed(
    body: Body, bruno: User, client_of: ClientOf, client: Client
) -> None:
    published(body, bruno)
    team = client_of(bruno)
    form = team.get(at(body, "/ecrire")).context["form"]
    sent = {key: form.initial[key] for key in form.fields}
    assert "change_reason" in sent
    sent["term"] = sent["term"].replace("2 ans", "3 ans")
    assert team.post(at(body, "/ecrire"), sent).status_code == 422, "a change has a reason"
    sent["change_reason"] = "Deux ans ne suffisent pas."
    team.post(at(body, "/ecrire"), sent)
    draft = text(team, at(body, "/brouillon"))
    assert re.search(r"<del>.*?2</del>", draft) and re.search(r"<ins>.*?3</ins>", draft) and draft.count("<ins>") == 1
    team.post(at(body, "/brouillon"))
    second = text(client, at(body, "/versions/2"))
    assert "Deux ans ne suffisent pas." in second and "<del>" in second
    first = text(client, at(body, "/versions/1"))
    assert "2 ans" in first and "n’est plus en vigueur" in first
    assert "3 ans" in text(client, at(body)) and "<ins>" not in text(client, at(body))


def test_line_ends_sent_by_a_browser_are_no_change(body: Body, bruno: User, client_of: ClientOf) -> None:
    charter = published(body, bruno)
    assert "\n" in selectors.texts_of(charter)["decision"]
    sent = {key: value.replace("\n", "\r\n") for key, value in selectors.texts_of(charter).items()}
    client_of(bruno).post(at(body, "/ecrire"), {**sent, "change_reason": "Rien."})
    refused = client_of(bruno).post(at(body, "/brouillon"))
    assert refused.status_code == 422 and "Rien n’a changé" in refused.content.decode()


def test_hostile_words_are_shown_as_words(body: Body, bruno: User, client: Client) -> None:
    services.publish_charter(by=bruno, charter=services.write_charter(by=bruno, body=body))
    texts = selectors.proposed_texts(body) | {"term": "<script>alert(1)</script> {{ 7 }}"}
    draft = services.write_charter(by=bruno, body=body, texts=texts, change_reason="<b>gras</b>")
    services.publish_charter(by=bruno, charter=draft)
    for path in ("", "/versions/2"):
        page = text(client, at(body, path))
        assert "<script>alert" not in page and "<b>gras" not in page and "alert" in page


def test_an_adoption_noted_by_mistake_is_withdrawn_with_a_reason(
    body: Body, bruno: User, client_of: ClientOf, client: Client
) -> None:
    adoption = adopted(published(body, bruno), bruno)
    address = at(body, f"/adoptions/{adoption.public_id}/retirer")
    assert client_of(bruno).post(address, {"reason": ""}).status_code == 422
    assert client_of(bruno).post(address, {"reason": "C’était le 13 mai."}).status_code == 302
    assert "Retirée : C’était le 13 mai." in text(client, at(body))
    assert client_of(bruno).get(address).status_code == 404


def test_a_draft_is_dropped_from_its_page(body: Body, bruno: User, client_of: ClientOf) -> None:
    services.write_charter(by=bruno, body=body)
    assert client_of(bruno).get(at(body, "/brouillon/abandonner")).status_code == 405
    assert client_of(bruno).post(at(body, "/brouillon/abandonner")).status_code == 302
    assert not Charter.objects.exists()
    assert client_of(bruno).get(at(body, "/brouillon")).status_code == 302


@pytest.mark.parametrize("path", ["/versions/9", "/adopter", "/adoptions/zzzzzzzzzz/retirer"])
def test_what_is_not_there_is_not_found(path: str, body: Body, bruno: User, client_of: ClientOf) -> None:
    services.write_charter(by=bruno, body=body)
    assert client_of(bruno).get(at(body, path)).status_code == 404


def test_the_public_page_asks_little_of_the_database(
    body: Body, bruno: User, client: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    adopted(published(body, bruno), bruno)
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]  # a context manager
        client.get(at(body))


def test_what_chooses_nobody_by_lot_is_not_told_of_draws(territory: Territory, resident: User, client: Client) -> None:
    garden = gather(by=resident, parent=territory.scope, name="Le potager", purpose="Semer.", contact="")
    page = text(client, garden.get_absolute_url())
    assert "Aucune charte n’est publiée" in page and "au sort" not in page
    assert "au sort" not in text(client, at(garden))
