from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client, override_settings
from django.urls import include, path

from chainon.base.scopes.models import Territory
from chainon.base.ui import menu


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Seule la garante peut <approuver>.")


def misread(request: HttpRequest) -> HttpResponse:
    raise BadRequest("abîmé")


def break_down(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("panne")


def say(request: HttpRequest) -> HttpResponse:
    messages.success(request, "C’est figé.")
    messages.error(request, "Trop tard.")
    return render(request, "ui/404.html")


urlpatterns = [
    path("refus", refuse),
    path("abime", misread),
    path("panne", break_down),
    path("dire", say, name="say"),
    path("", include("chainon.base.ui.urls")),
]
handler400 = "chainon.base.ui.views.bad_request"
handler403 = "chainon.base.ui.views.permission_denied"
handler404 = "chainon.base.ui.views.page_not_found"
handler500 = "chainon.base.ui.views.server_error"


@pytest.fixture
def here() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def empty_menus(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_menu", "_account", "_footer"):
        monkeypatch.setattr(menu, name, {})


def text_of(response: Any) -> str:
    return response.content.decode()


def test_a_refusal_shows_its_reason_escaped(here: None, territory: Territory, client: Client) -> None:
    response = client.get("/refus")
    assert response.status_code == 403
    assert "Seule la garante peut &lt;approuver&gt;." in text_of(response)


def test_a_page_that_does_not_exist_says_so(territory: Territory, client: Client) -> None:
    response = client.get("/nulle-part")
    assert response.status_code == 404
    assert "Cette page n’existe pas" in text_of(response)


def test_a_request_that_cannot_be_read_says_so(here: None, territory: Territory, client: Client) -> None:
    response = client.get("/abime")
    assert response.status_code == 400
    assert "Nous n’avons pas compris" in text_of(response)


def test_our_own_failure_says_it_is_ours(here: None, territory: Territory) -> None:
    response = Client(raise_request_exception=False).get("/panne")
    assert response.status_code == 500
    assert "cassé de notre côté" in text_of(response)


def test_our_own_failure_is_said_even_without_templates(
    here: None, territory: Territory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_template(*args: object) -> str:
        raise OSError

    monkeypatch.setattr("chainon.base.ui.views.loader.render_to_string", no_template)
    response = Client(raise_request_exception=False).get("/panne")
    assert response.status_code == 500
    assert "Une erreur est survenue de notre côté" in text_of(response)


def test_a_form_without_its_token_is_refused_with_what_to_do(territory: Territory) -> None:
    response = Client(enforce_csrf_checks=True).post("/ui/")
    assert response.status_code == 403
    assert "Le formulaire a expiré" in text_of(response)


def test_the_policy_of_contents_is_strict(territory: Territory, client: Client) -> None:
    policy = client.get("/ui/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy + ";"
    assert "style-src 'self';" in policy + ";"
    assert "unsafe" not in policy


def test_a_page_has_no_script_or_style_written_in_it(territory: Territory, client: Client) -> None:
    page = text_of(client.get("/ui/"))
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page)


def test_a_visitor_gets_no_cookie(territory: Territory, client: Client) -> None:
    assert not client.get("/ui/").cookies


def test_the_page_bears_the_name_of_the_territory(territory: Territory, client: Client) -> None:
    page = text_of(client.get("/ui/"))
    assert '<span class="brand__name">Valmont</span>' in page
    assert "<title>Composants – Valmont</title>" in page
    assert "Démonstration\u00a0:" not in page


def test_a_demonstration_says_that_all_is_invented(territory: Territory, client: Client) -> None:
    Territory.objects.update(is_demonstration=True)
    assert "Démonstration\u00a0: ville, personnes et chiffres sont inventés." in text_of(client.get("/ui/"))


@pytest.mark.django_db
def test_before_any_territory_the_page_still_stands(client: Client) -> None:
    assert '<span class="brand__name">Chaînon</span>' in text_of(client.get("/ui/"))


def test_the_menu_marks_where_one_is(empty_menus: None, territory: Territory, client: Client) -> None:
    menu.register_menu("parts", "Les pièces", "ui:gallery", 20)
    menu.register_menu("wait", "Attendre", "ui:waiting", 10)
    gallery, below = text_of(client.get("/ui/")), text_of(client.get("/ui/projecteur-inconnu"))
    assert '<a href="/ui/" aria-current="page">Les pièces</a>' in gallery
    assert '<a href="/ui/attente">Attendre</a>' in gallery
    assert gallery.index("Attendre") < gallery.index("Les pièces</a>")
    assert '<a href="/ui/" aria-current="true">Les pièces</a>' in below


def test_entries_that_nobody_may_see_or_that_lead_nowhere_are_left_out(
    empty_menus: None, territory: Territory, client: Client
) -> None:
    menu.register_menu("secret", "Secret", "ui:gallery", 1, visible=lambda request: False)
    menu.register_menu("nowhere", "Ailleurs", "absent:page", 2)
    menu.register_footer("who", "Qui tient cette plateforme", "ui:gallery", 1)
    page = text_of(client.get("/ui/attente"))
    assert "Secret" not in page
    assert "Ailleurs" not in page
    assert "Menu principal" not in page
    assert ">Qui tient cette plateforme</a>" in page


def test_the_account_menu_is_for_those_who_came_in(
    empty_menus: None, territory: Territory, client: Client, client_of: Any, bruno: Any
) -> None:
    menu.register_account("mine", "Mon compte", "ui:gallery", 1)
    assert "Mon compte" not in text_of(client.get("/ui/attente"))
    page = text_of(client_of(bruno).get("/ui/attente"))
    assert "Mon compte" in page
    assert "Bruno" in page


def test_messages_take_the_colour_of_their_meaning(here: None, territory: Territory, client: Client) -> None:
    page = text_of(client.get("/dire"))
    assert '<li class="notice notice--kept">C’est figé.</li>' in page
    assert '<li class="notice notice--late">Trop tard.</li>' in page


def test_a_territory_may_have_its_own_colour(territory: Territory, client: Client) -> None:
    Territory.objects.update(act_colour="#FF6600")
    assert "/ui/couleurs-ff6600.css" in text_of(client.get("/ui/"))
    response = client.get("/ui/couleurs-ff6600.css")
    assert response["Content-Type"].startswith("text/css")
    assert "immutable" in response["Cache-Control"]


def test_a_colour_that_is_not_one_is_ignored(territory: Territory, client: Client) -> None:
    Territory.objects.update(act_colour="}</st")
    assert "couleurs-" not in text_of(client.get("/ui/"))


@pytest.mark.parametrize("address", ["/lieux/\0", "/recherche?q=a%00b", "/tirages/%00", "/a-qui-le-tour?page=%00"])
def test_no_address_holds_a_zero_byte(client: Client, territory: Territory, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400 and "Nous n’avons pas compris cette demande" in answer.content.decode()
