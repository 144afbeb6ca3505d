"""The pages in a real browser: nothing for axe to say, at 360 and 1280 pixels, light and dark; no JavaScript needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from chainon.base.accounts.models import User
from chainon.base.ui.tests.browser import check_page, come_in
from chainon.governance.volunteers import services
from chainon.governance.volunteers.models import StagedImport, Volunteer, VolunteerList

from . import scenario

if TYPE_CHECKING:
    from playwright.sync_api import Page

LATER = date(2099, 1, 1)  # the server runs by the real clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def team(live_server: Any, browser_page: Page, client_of: Callable[[User], Client], bruno: User) -> Page:
    come_in(browser_page, live_server, client_of(bruno))
    return browser_page


def test_a_file_goes_in_through_the_four_screens(team: Page, volunteers: VolunteerList, bruno: User) -> None:
    services.change_list(by=bruno, volunteer_list=volunteers, title="Volontaires", min_age=16, form_until=LATER)
    start = reverse("volunteers:import_start", args=[volunteers.public_id])
    check_page(team, start)
    team.set_input_files("#id_file", {"name": "v.csv", "mimeType": "text/csv", "buffer": scenario.csv_bytes()})
    team.get_by_role("button", name="Lire le fichier").click()
    staged = StagedImport.objects.get()
    where = [volunteers.public_id, staged.public_id]
    check_page(team, reverse("volunteers:import_columns", args=where))
    team.get_by_role("button", name="Continuer").click()
    check_page(team, reverse("volunteers:import_answers", args=where))
    team.get_by_role("button", name="Continuer").click()
    check_page(team, reverse("volunteers:import_check", args=where))
    team.locator("#id_consent").check()
    team.locator("#id_consented_on").fill("2026-11-20")
    team.get_by_role("button", name="Importer").click()
    team.get_by_text("personnes ajoutées").wait_for()
    own = [volunteers.public_id]
    person = Volunteer.objects.first()
    assert person is not None
    for page in ("list", "criteria", "list_settings", "person_add", "enrol", "withdraw"):
        check_page(team, reverse(f"volunteers:{page}", args=own))
    for page in ("person_edit", "person_withdraw"):
        check_page(team, reverse(f"volunteers:{page}", args=[*own, person.public_id]))
    criterion = volunteers.criteria.first()
    assert criterion is not None
    check_page(team, reverse("volunteers:criterion_edit", args=[*own, criterion.public_id]))
    check_page(team, reverse("volunteers:list_open", args=[volunteers.body.handle]))


def test_a_file_is_mapped_corrected_and_imported_without_javascript(
    new_page: Callable[..., Page],
    live_server: Any,
    client_of: Callable[[User], Client],
    volunteers: VolunteerList,
    bruno: User,
) -> None:
    page = new_page(java_script_enabled=False)
    come_in(page, live_server, client_of(bruno))
    page.goto(reverse("volunteers:import_start", args=[volunteers.public_id]))
    page.set_input_files("#id_file", {"name": "v.csv", "mimeType": "text/csv", "buffer": scenario.csv_bytes()})
    page.get_by_role("button", name="Lire le fichier").click()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Continuer").click()
    faulty = page.locator("input[name^=cell-]").count()
    page.locator("input[name^=cell-]").first.fill("34")
    page.get_by_role("button", name="Corriger ces cases").click()
    assert page.locator("input[name^=cell-]").count() == faulty - 1
    page.get_by_label("deux personnes").first.check()
    page.get_by_role("button", name="Enregistrer ces choix").click()
    page.locator("#id_consent").check()
    page.locator("#id_consented_on").fill("2026-11-20")
    page.get_by_role("button", name="Importer").click()
    page.get_by_text("personnes ajoutées").wait_for()
    assert volunteers.volunteers.exists()


def test_someone_signs_up_without_javascript(
    new_page: Callable[..., Page],
    volunteers: VolunteerList,
    bruno: User,
) -> None:
    cache.clear()
    services.add_criterion(by=bruno, volunteer_list=volunteers, name="Genre", labels=["Femme", "Homme"])
    services.change_list(by=bruno, volunteer_list=volunteers, title="Volontaires", min_age=16, form_until=LATER)
    page = new_page(java_script_enabled=False)
    page.goto(reverse("volunteers:enrol", args=[volunteers.public_id]))
    page.get_by_label("Prénom", exact=True).fill("Léa")
    page.get_by_label("Nom", exact=True).fill("Martin")
    page.get_by_label("Téléphone").fill("06 12 34 56 78")
    page.get_by_label("Votre âge").fill("17")
    page.get_by_label("Femme").check()
    page.locator("#id_consent").check()
    page.get_by_role("button", name="Je m’inscris").click()
    page.get_by_text("Notez-le ou prenez-le en photo").wait_for()
    assert "autorisation d’un parent" in page.content()
    assert Volunteer.objects.get().name == "Léa Martin"
