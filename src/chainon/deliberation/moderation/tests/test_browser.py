"""The pages of moderation in a real browser: sound on a phone and a desk; from a report to the guarantor, by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import browser_page, check_page, come_in, new_page
from chainon.deliberation.proposals.models import Proposal

from .making import examples

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["browser_page", "new_page"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_every_page_of_moderation_is_sound(
    territory: Territory, bruno: User, client_of: Callable[[User], Client], live_server: Any, browser_page: Page
) -> None:
    made = {name: value for (_slice, name), value in examples(territory.scope, bruno).items()}
    for url in (
        "/moderation/", f"/signaler/proposal/{made['thing_id']}", f"/recours/proposal/{made['refused_id']}"
    ):  # fmt: skip
        check_page(browser_page, url)
    come_in(browser_page, live_server, client_of(bruno))
    for url in (
        "/moderation/a-traiter", f"/moderation/signalements/{made['case_id']}",
        f"/moderation/recours/{made['appeal_id']}",
    ):  # fmt: skip
        check_page(browser_page, url)


def test_from_a_report_to_the_guarantor_without_javascript(
    proposal: Proposal, request: pytest.FixtureRequest, client_of: Callable[[User], Client], live_server: Any,
    new_page: Callable[..., Page],
) -> None:  # fmt: skip
    neighbour, team, guarantor = (new_page(java_script_enabled=False) for _each in range(3))
    come_in(team, live_server, client_of(request.getfixturevalue("bruno")))
    come_in(guarantor, live_server, client_of(request.getfixturevalue("chantal")))
    neighbour.goto(url_of(proposal.node))
    neighbour.get_by_role("link", name="Signaler ce contenu").click()
    neighbour.get_by_label("parle de la vie privée").check()
    neighbour.get_by_role("button", name="Signaler").click()
    neighbour.get_by_text("L’équipe décide").wait_for()
    team.goto("/moderation/a-traiter")
    team.get_by_role("link", name="Proposition, Valmont").click()
    team.get_by_label("Ne plus publier").check()
    team.get_by_label("Pourquoi").fill("Nomme une personne.")
    team.get_by_role("button", name="Trancher").click()
    team.get_by_text("C’est tranché").wait_for()
    neighbour.goto(url_of(proposal.node))
    neighbour.get_by_role("link", name="Demander au garant").click()
    neighbour.get_by_label("Pourquoi faudrait-il").fill("Personne n’y est nommé.")
    neighbour.get_by_role("button", name="Envoyer au garant").click()
    neighbour.get_by_text("C’est envoyé").wait_for()
    guarantor.goto("/moderation/a-traiter")
    guarantor.get_by_role("link", name="Proposition, Valmont").click()
    guarantor.get_by_label("Annuler").check()
    guarantor.get_by_label("Pourquoi").fill("C’est une lettre, pas un nom.")
    guarantor.get_by_role("button", name="Répondre en public").click()
    guarantor.get_by_text("Votre réponse est publique").wait_for()
    neighbour.goto(url_of(proposal.node))
    neighbour.get_by_role("heading", name="Monsieur X gare mal").wait_for()
