"""The whole life of a passkey, in Chromium with a virtual authenticator, under the strict policy of the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.accounts.tests.post import code_for, last_mail

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser_page: Any, settings: Any) -> Iterator[Any]:
    """A page with a virtual authenticator that recognises its person; a complaint of the console fails."""
    settings.LOGIN_REDIRECT_URL, settings.ACCOUNT_LOGOUT_REDIRECT_URL = "/compte/", "/compte/entrer"
    said: list[str] = []
    browser_page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    browser_page.on("pageerror", lambda error: said.append(str(error)))
    browser_page.protocol = browser_page.context.new_cdp_session(browser_page)
    browser_page.protocol.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    added = browser_page.protocol.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    browser_page.authenticator = added["authenticatorId"]
    yield browser_page
    assert said == []


def enter_by_code(page: Any, email: str) -> None:
    page.goto("/compte/entrer")
    page.get_by_label("Votre adresse électronique").fill(email)
    page.get_by_role("button", name="Recevoir un code").click()
    page.get_by_label("Le code reçu").fill(code_for(email))
    page.get_by_role("button", name="Se connecter", exact=True).click()
    page.wait_for_url(lambda url: "/compte/entrer/code" not in url)


def add_key(page: Any, name: str) -> list[str]:
    """From the account page to the recovery codes shown; returns them."""
    page.goto("/compte/cles/ajouter")
    page.get_by_label("Le nom de cette clé").fill(name)
    page.get_by_role("button", name="Créer la clé sur cet appareil").click()
    page.wait_for_url("**/compte/codes-de-secours")
    page.get_by_role("button", name="Afficher mes codes").click()
    page.wait_for_selector(".codes")
    return page.locator(".codes code").all_inner_texts()


def leave(page: Any) -> None:
    page.goto("/compte/sortir")
    page.get_by_role("main").get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url(lambda url: "sortir" not in url)


@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_added_shows_recovery_codes_once_and_opens_the_account_alone(page: Any, bruno: User) -> None:
    enter_by_code(page, bruno.email)
    codes = add_key(page, "Téléphone")
    assert len(set(codes)) == 10 and all(re.fullmatch(r"\d{4} \d{4}", code) for code in codes)
    page.goto("/compte/codes-de-secours")
    assert codes[0] not in page.content() and "ont déjà été affichés" in page.content()
    assert "clé d’accès" in last_mail(bruno.email).subject
    leave(page)
    page.goto("/compte/entrer")
    page.get_by_role("button", name="Se connecter avec ma clé d’accès").click()
    page.wait_for_url(lambda url: "entrer" not in url)
    page.goto("/compte/")
    assert bruno.email in page.content()


@pytest.mark.django_db(transaction=True)
def test_with_a_passkey_the_code_of_the_mail_is_not_enough(page: Any, bruno: User) -> None:
    enter_by_code(page, bruno.email)
    codes = add_key(page, "Téléphone")
    leave(page)
    enter_by_code(page, bruno.email)
    assert page.url.endswith("/compte/entrer/preuve")
    page.get_by_label("Un code de secours").fill(codes[3])
    page.get_by_role("button", name="Se connecter avec un code de secours").click()
    page.wait_for_url(lambda url: "preuve" not in url)
    leave(page)
    enter_by_code(page, bruno.email)
    page.get_by_role("button", name="Utiliser ma clé d’accès").click()
    page.wait_for_url(lambda url: "preuve" not in url)
    page.goto("/compte/codes-de-secours")
    assert "Il reste 9 codes" in page.content()


@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_renamed_and_removed_after_proving_again(page: Any, bruno: User) -> None:
    enter_by_code(page, bruno.email)
    add_key(page, "Téléphone")
    leave(page)
    page.goto("/compte/entrer")
    page.get_by_role("button", name="Se connecter avec ma clé d’accès").click()
    page.wait_for_url(lambda url: "entrer" not in url)
    page.goto("/compte/cles/")
    page.get_by_role("link", name="Renommer Téléphone").click()
    page.wait_for_url("**/compte/preuve/cle**")
    page.get_by_role("button", name="Utiliser ma clé d’accès").click()
    page.get_by_label("Le nom de cette clé").fill("Ordinateur du centre")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("link", name="Retirer Ordinateur du centre").click()
    page.get_by_role("button", name="Retirer la clé").click()
    page.wait_for_url("**/compte/cles/")
    assert "Aucune clé d’accès" in page.content()
    assert not Authenticator.objects.filter(user=bruno).exists()


@pytest.mark.django_db(transaction=True)
def test_a_refusal_of_the_device_is_said_in_words_and_changes_nothing(page: Any, bruno: User) -> None:
    enter_by_code(page, bruno.email)
    page.protocol.send("WebAuthn.setUserVerified", {"authenticatorId": page.authenticator, "isUserVerified": False})
    page.goto("/compte/cles/ajouter")
    page.get_by_role("button", name="Créer la clé sur cet appareil").click()
    page.get_by_role("alert").wait_for()
    assert "rien n’a changé" in page.get_by_role("alert").inner_text()
    assert not Authenticator.objects.exists()


@pytest.mark.django_db
def test_a_key_of_somebody_else_is_not_found(client_of: Any, bruno: User, amina: User) -> None:
    from chainon.base.accounts.views.keys import key_id

    key = Authenticator.objects.create(user=bruno, type=Authenticator.Type.WEBAUTHN, data={"name": "Téléphone"})
    inside: Client = client_of(amina)
    for act in ("renommer", "retirer"):
        assert inside.get(f"/compte/cles/{key_id(key)}/{act}").status_code == 404
    assert key_id(key) != str(key.pk)
