from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.files import rules, storage
from chainon.base.files.models import File, Visibility
from chainon.base.files.services import keep_bytes, purge_file
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope, create_territory
from chainon.base.scopes.tests.matrix import Line, lines

from .pictures import PAPER, photo


@pytest.fixture(autouse=True)
def _folder(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]  # pytest-django's settings


def kept(territory: Territory, visibility: Visibility, data: bytes = PAPER, kind: str = "application/pdf") -> File:
    return keep_bytes(scope=territory.scope, name="charte.pdf", data=data, content_type=kind, visibility=visibility)


def address(file: File) -> str:
    return f"/fichiers/{file.public_id}/{file.name}"


@pytest.mark.parametrize("line", lines(rules, 1), ids=str)
def test_the_matrix_says_who_reads_what(line: Line, territory: Territory, client_of: Callable[[User], Client]) -> None:
    file = kept(territory, Visibility(line.asked[0]))
    refused = 404 if ("nobody", "-") in line.answers else 403
    for by, may in line.people(territory.scope):
        client = client_of(by) if isinstance(by, User) else Client()
        assert client.get(address(file)).status_code == (200 if may else refused), by
        assert bool(rules.may_see(by, file)) == may, by
        assert File.objects.visible_to(by).exists() == may, "the twin agrees"


def test_a_role_in_one_place_opens_nothing_elsewhere(territory: Territory, client_of: Callable[[User], Client]) -> None:
    here, there = (create_scope(kind=Kind.PLACE, parent=territory.scope, label=label) for label in ("Ici", "Là"))
    user = User.objects.create_user("nadia@example.org")
    Grant.objects.create(user=user, role=Role.FACILITATOR, scope=here, given_at=clock.now())
    for scope, status in ((here, 200), (there, 403)):
        file = keep_bytes(
            scope=scope, name="a.pdf", data=PAPER, content_type="application/pdf", visibility=Visibility.TEAM
        )
        assert client_of(user).get(address(file)).status_code == status
        assert File.objects.visible_to(user).filter(pk=file.pk).exists() == (status == 200)


def test_another_territory_s_file_is_not_found_here(territory: Territory, client: Client) -> None:
    other = create_territory(name="Ailleurs", host="ailleurs.example.org")
    assert client.get(address(kept(other, Visibility.PUBLIC))).status_code == 404


def content(response: HttpResponse) -> bytes:
    return response.getvalue()


def test_a_paper_is_downloaded_a_picture_is_shown_and_neither_is_guessed_at(
    territory: Territory, client: Client
) -> None:
    paper = client.get(address(kept(territory, Visibility.PUBLIC)))
    assert paper["Content-Disposition"] == 'attachment; filename="charte.pdf"' and content(paper) == PAPER
    picture = client.get(address(kept(territory, Visibility.PUBLIC, photo(), "image/jpeg")))
    assert picture["Content-Disposition"].startswith("inline") and picture["Content-Type"] == "image/jpeg"
    assert paper["X-Content-Type-Options"] == picture["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in paper["Content-Security-Policy"]


def test_an_unchanged_file_is_not_sent_again(territory: Territory, client: Client, bruno: User) -> None:
    file = kept(territory, Visibility.PUBLIC)
    first = client.get(address(file))
    again = client.get(address(file), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and not again.content and "public" in first["Cache-Control"]
    client.force_login(bruno, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "private" in client.get(address(kept(territory, Visibility.TEAM)))["Cache-Control"]


def test_a_purged_file_says_since_when_even_to_those_who_had_it(territory: Territory, client: Client) -> None:
    file = kept(territory, Visibility.PUBLIC)
    etag = client.get(address(file))["ETag"]
    purge_file(file)
    gone = client.get(address(file), headers={"If-None-Match": etag})
    assert gone.status_code == 410 and file.sha256 in gone.content.decode() and "effacé" in gone.content.decode()


def test_bytes_lost_by_the_disk_are_said_plainly(territory: Territory, client: Client) -> None:
    file = kept(territory, Visibility.PUBLIC)
    storage.remove(file.sha256)
    missing = client.get(address(file))
    assert missing.status_code == 404 and "sauvegarde" in missing.content.decode()


def test_a_refusal_says_why(territory: Territory, client_of: Callable[[User], Client], amina: User) -> None:
    page = client_of(amina).get(address(kept(territory, Visibility.TEAM)))
    assert page.status_code == 403 and "réservé à l’équipe" in page.content.decode()
