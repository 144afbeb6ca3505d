"""Every page of accounts, as people see it: accessible, narrow or wide, light or dark, alone on its origin."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from chainon.base.accounts import services
from chainon.base.accounts.models import Role, User
from chainon.base.accounts.tests.post import link_for
from chainon.base.accounts.views.keys import key_id
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import check_page, come_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_pages_of_whoever_comes_in(browser_page: Any, territory: Territory, bruno: User) -> None:
    services.invite(by=bruno, email="nadia@example.org", role=Role.RELAY, scope=territory.scope, message="Bienvenue !")
    for path in ("/compte/entrer", "/compte/creer", "/compte/ferme", link_for("nadia@example.org")):
        check_page(browser_page, path)
    check_page(browser_page, "/invitations/inconnue", status=404)
    browser_page.goto("/compte/entrer")
    browser_page.get_by_label("Votre adresse électronique").fill(bruno.email)
    browser_page.get_by_role("button", name="Recevoir un code").click()
    check_page(browser_page, "/compte/entrer/code")


def test_the_page_of_the_first_start(browser_page: Any, territory: Territory, live_server: Any) -> None:
    check_page(browser_page, services.new_setup_link().replace("http://localhost:8000", ""))


def test_the_pages_of_the_demonstration(browser_page: Any, territory: Territory) -> None:
    Territory.objects.update(is_demonstration=True)
    lila, _ = services.open_account(email="lila@example.org", display_name="Lila", is_demonstration=True)
    services.give_role(by=None, role=Role.RELAY, scope=territory.scope, user=lila)
    check_page(browser_page, "/demonstration/entrer")


def test_the_pages_of_an_account(
    browser_page: Any,
    live_server: Any,
    client_of: Any,
    bruno: User,
    amina: User,
) -> None:
    scope = bruno.grants.get().scope
    services.invite(by=bruno, email="nadia@example.org", role=Role.MEMBER, scope=scope)
    key = Authenticator.objects.create(user=amina, type=Authenticator.Type.WEBAUTHN, data={"name": "Téléphone"})
    come_in(browser_page, live_server, client_of(bruno))
    for path in ("", "adresse", "cles/", "cles/ajouter", "sortir", "fermer", "equipe/", "equipe/inviter"):
        check_page(browser_page, f"/compte/{path}")
    check_page(browser_page, f"/compte/equipe/roles/{amina.grants.get().public_id}/retirer")
    come_in(browser_page, live_server, client_of(amina))
    check_page(browser_page, "/compte/cles/")
    assert key_id(key) in browser_page.content()


def test_an_invitation_is_accepted_and_one_comes_in_without_javascript(
    new_page: Any, territory: Territory, bruno: User
) -> None:
    services.invite(by=bruno, email="nadia@example.org", role=Role.RELAY, scope=territory.scope)
    page = new_page(java_script_enabled=False)
    page.goto(link_for("nadia@example.org"))
    page.get_by_label("nom").fill("Nadia")
    page.get_by_role("button", name="J’accepte ce rôle").click()
    page.wait_for_load_state()
    assert User.objects.get(email="nadia@example.org").grants.get().role == Role.RELAY
