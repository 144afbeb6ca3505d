from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.test import Client

from chainon.base.accounts.models import Grant, Invitation, Role, User
from chainon.base.accounts.rules import has_role
from chainon.base.accounts.services import give_role, new_setup_link, open_account
from chainon.base.files.models import File, Visibility
from chainon.base.files.services import keep_bytes
from chainon.base.files.storage import path_of
from chainon.base.journal.models import Line
from chainon.base.journal.selectors import verify
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.governance.bodies.models import Body
from chainon.portal.start import rules, services
from chainon.portal.start.emptying import KEPT
from chainon.territory.places.models import Place

MATRIX = Path(__file__).parent.parent / "permissions.txt"
SAINT_DENIS = "93066"
INES = {"display_name": "Inès Diallo", "email": "ines@tilleuls.example"}


@pytest.fixture
def demonstration(db: None) -> Territory:
    territory = create_territory(name="Port-aux-Saules", is_demonstration=True)
    for role in (Role.ADMINISTRATOR, Role.FACILITATOR, Role.GUARANTOR):
        user, _ = open_account(email=f"{role}@example.org", display_name=f"Nom {role}", is_demonstration=True)
        give_role(by=None, role=role, scope=territory.scope, user=user)
    return territory


def emptied(client: Client) -> Client:
    assert client.post("/commencer/vider", {"name": "port aux saules"}).headers["Location"] == "/commencer/commune"
    return client


def with_link(client: Client) -> Client:
    path = new_setup_link().removeprefix(django_settings.CHAINON_URL)
    assert client.get(path).headers["Location"] == "/"
    assert client.get("/").headers["Location"] == "/commencer/"
    return client


# --- emptying


def test_nothing_is_left_of_the_demonstration(
    client: Client, demonstration: Territory, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    file = keep_bytes(
        scope=demonstration.scope, name="a.txt", data=b"a", content_type="text/plain", visibility=Visibility.TEAM
    )
    assert path_of(file.sha256).exists()
    emptied(client)
    left = {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in KEPT and model._base_manager.exists()
    }
    assert left == {"accounts.SetupLink": 1, "sessions.Session": 1}
    assert not path_of(file.sha256).exists() and not File.objects.exists()


def test_what_migrations_wrote_stays(client: Client, demonstration: Territory) -> None:
    kept = {model: model._base_manager.count() for model in apps.get_models() if model._meta.app_label in KEPT}
    emptied(client)
    assert {model: model._base_manager.count() for model in kept} == kept and any(kept.values())


def test_another_name_erases_nothing(client: Client, demonstration: Territory) -> None:
    answer = client.post("/commencer/vider", {"name": "Valmont"})
    assert answer.status_code == 422 and "rien n’a été effacé" in answer.content.decode()
    assert Territory.objects.exists() and User.objects.count() == 3


def test_the_matrix_of_permissions_is_what_the_rules_say(demonstration: Territory, settings: Any) -> None:
    url = settings.CHAINON_URL
    rows = [line.split() for line in MATRIX.read_text().splitlines() if line and not line.startswith("#")]
    assert len(rows) == 6
    from django.contrib.auth.models import AnonymousUser

    resident = User.objects.create_user("rachid@example.org", "Rachid")
    holders = [User.objects.get(email=f"{role}@example.org") for role in ("administrator", "facilitator", "guarantor")]
    people = [*holders, resident, AnonymousUser()]
    for where, act, *answers in rows:
        settings.CHAINON_URL = "https://participation.example" if where.startswith("published") else url
        other = create_territory(name="Vrai", host="vrai.example") if "beside" in where else None
        Territory.objects.filter(pk=demonstration.pk).update(is_demonstration=where != "real")
        demonstration.refresh_from_db()
        verdicts = [
            rules.may_empty(demonstration) if act == "empty" else rules.may_prepare(by, demonstration) for by in people
        ]
        assert ["yes" if verdict else "no" for verdict in verdicts] == answers, f"{where} {act}"
        assert all(verdict or verdict.reason for verdict in verdicts)
        if other:
            scope = other.scope
            other.delete()
            scope.delete()


def test_a_refusal_shows_its_reason_and_erases_nothing(client: Client, demonstration: Territory, settings: Any) -> None:
    settings.CHAINON_URL = "https://participation.example"
    for answer in (client.get("/commencer/vider"), client.post("/commencer/vider", {"name": "Port-aux-Saules"})):
        assert answer.status_code == 403 and "https" in answer.content.decode()
    assert Territory.objects.exists()
    with pytest.raises(Refused):
        services.empty_demonstration(territory=demonstration)


def test_a_real_territory_never_empties(client_of: Callable[[User], Client], admin: User) -> None:
    assert client_of(admin).post("/commencer/vider", {"name": "Valmont"}).status_code == 403
    assert User.objects.filter(pk=admin.pk).exists()


def test_someone_real_beside_the_invented_people_stops_it(client: Client, demonstration: Territory) -> None:
    give_role(by=None, role=Role.ADMINISTRATOR, scope=demonstration.scope, email="vraie@example.org")
    assert client.post("/commencer/vider", {"name": "Port-aux-Saules"}).status_code == 403


# --- the four screens


def through_the_first_two(client: Client) -> None:
    assert "Saint-Denis" in client.get("/commencer/commune?q=saint+den").content.decode()
    assert client.post("/commencer/commune", {"code": SAINT_DENIS}).headers["Location"] == "/commencer/vous"
    assert "Ouvrir Saint-Denis" in client.get("/commencer/vous").content.decode()
    assert client.post("/commencer/vous", INES).headers["Location"] == "/commencer/garant"


@pytest.mark.parametrize("begin", [emptied, with_link])
def test_four_screens_lead_to_an_invited_guarantor_and_a_first_body(
    client: Client, request: pytest.FixtureRequest, begin: Callable[[Client], Client]
) -> None:
    request.getfixturevalue("demonstration" if begin is emptied else "db")
    through_the_first_two(begin(client))
    territory, ines = Territory.objects.get(), User.objects.get()
    assert (territory.name, territory.is_demonstration) == ("Saint-Denis", False)
    assert has_role(ines, Role.ADMINISTRATOR, scope=territory.scope)
    place = Place.objects.get()
    assert (place.name, place.insee_code) == ("Saint-Denis", SAINT_DENIS)
    invited = client.post("/commencer/garant", {"email": "chantal@example.org", "message": "Bonjour Chantal"})
    assert invited.headers["Location"] == "/commencer/instance"
    assert Invitation.objects.get().role == Role.GUARANTOR
    assert "Bonjour Chantal" in Mail.objects.get(to="chantal@example.org").body
    opened = client.post("/commencer/instance", {"kind": "youth_council", "name": "Conseil des jeunes", "seats": "12"})
    body = Body.objects.get()
    assert opened.headers["Location"] == body.get_absolute_url() and body.scope.parent == place.scope
    verbs = list(Line.objects.order_by("number").values_list("verb", flat=True))
    assert verbs[0] == "administrator.first" and "territory.opened" in verbs and verbs[-1] == "body.opened"
    assert Line.objects.order_by("number").first().number == 1  # type: ignore[union-attr]  # there are some
    assert verify(territory.scope).holds


def test_one_may_leave_and_take_it_up_again(client: Client, db: None) -> None:
    with_link(client)
    assert client.get("/commencer/").headers["Location"] == "/commencer/commune"
    client.post("/commencer/commune", {"code": SAINT_DENIS})
    assert client.get("/commencer/").headers["Location"] == "/commencer/vous"
    client.post("/commencer/vous", INES)
    assert client.get("/commencer/").headers["Location"] == "/commencer/garant"
    assert client.get("/commencer/instance").status_code == 200, "the guarantor may wait"
    client.post("/commencer/garant", {"email": "chantal@example.org"})
    assert client.get("/commencer/").headers["Location"] == "/commencer/instance"
    client.post("/commencer/instance", {"kind": "collective", "name": "Collectif", "seats": "5"})
    assert client.get("/commencer/").headers["Location"] == "/"


def test_a_second_commune_may_be_chosen_before_anything_is_written(client: Client, db: None) -> None:
    with_link(client)
    for code in ("13055", SAINT_DENIS):
        client.post("/commencer/commune", {"code": code})
    assert not Territory.objects.exists()
    client.post("/commencer/vous", INES)
    assert Territory.objects.get().name == "Saint-Denis"


def test_the_person_of_the_link_who_has_an_account_skips_the_second_screen(client: Client, db: None) -> None:
    path = new_setup_link().removeprefix(django_settings.CHAINON_URL)
    client.post(path, INES)
    assert client.get("/").headers["Location"] == "/commencer/"
    chosen = client.post("/commencer/commune", {"code": SAINT_DENIS})
    assert chosen.headers["Location"] == "/commencer/garant" and Territory.objects.get().name == "Saint-Denis"


def test_without_a_link_nobody_founds_anything(client: Client, db: None) -> None:
    assert client.get("/commencer/commune").headers["Location"] == "/"
    assert client.post("/commencer/commune", {"code": SAINT_DENIS}).headers["Location"] == "/"
    assert client.post("/commencer/vous", INES).headers["Location"] == "/commencer/"
    assert not Territory.objects.exists() and not User.objects.exists()


def test_a_link_used_meanwhile_no_longer_opens(client: Client, db: None) -> None:
    with_link(client)
    client.post("/commencer/commune", {"code": SAINT_DENIS})
    new_setup_link()
    assert client.post("/commencer/vous", INES).headers["Location"] == "/commencer/"
    assert not User.objects.exists()


def test_an_account_that_existed_is_not_entered_by_the_link(client: Client, resident: User) -> None:
    with_link(client)
    client.post("/commencer/commune", {"code": SAINT_DENIS})
    answer = client.post("/commencer/vous", {**INES, "email": resident.email.upper()})
    assert answer.headers["Location"] == "/compte/entrer" and "_auth_user_id" not in client.session
    assert has_role(resident, Role.ADMINISTRATOR, scope=Territory.objects.get().scope)


@pytest.mark.parametrize(
    ("path", "given", "words"),
    [
        ("/commencer/commune", {"code": "00000", "q": "x"}, "Choisissez une commune"),
        ("/commencer/vous", {"display_name": "", "email": "ines"}, "2 réponses sont à revoir"),
        ("/commencer/garant", {"email": "ines@tilleuls.example"}, "Personne ne se nomme garant"),
        ("/commencer/instance", {"kind": "collective", "name": "", "seats": "0"}, "2 réponses sont à revoir"),
    ],
)
def test_a_refused_screen_comes_back_filled(
    client: Client, db: None, path: str, given: dict[str, str], words: str
) -> None:
    with_link(client)
    if path != "/commencer/commune":
        client.post("/commencer/commune", {"code": SAINT_DENIS})
    if path in {"/commencer/garant", "/commencer/instance"}:
        client.post("/commencer/vous", INES)
    answer = client.post(path, given)
    assert answer.status_code == 422 and words in answer.content.decode()


def test_htmx_receives_the_list_alone(client: Client, db: None) -> None:
    with_link(client)
    part = client.get("/commencer/commune?q=valence", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and "26362" in part and "csrfmiddlewaretoken" in part


def test_the_last_screens_are_for_the_administration_of_a_real_territory(
    client: Client, client_of: Callable[[User], Client], admin: User, bruno: User, territory: Territory
) -> None:
    for path in ("/commencer/garant", "/commencer/instance"):
        assert client.get(path).headers["Location"].startswith("/compte/entrer")
        assert client_of(bruno).get(path).status_code == 403
        assert client_of(admin).get(path).status_code == 200
    with pytest.raises(Refused):
        services.invite_guarantor(by=bruno, territory=territory, email="x@example.org", message="")


def test_two_bodies_of_the_same_name_are_refused(
    client_of: Callable[[User], Client], admin: User, territory: Territory
) -> None:
    page = client_of(admin)
    given = {"kind": "collective", "name": "Collectif", "seats": "5"}
    page.post("/commencer/instance", given)
    assert page.post("/commencer/instance", given).status_code == 422 and Body.objects.count() == 1


def test_a_commune_that_does_not_exist_opens_nothing(client: Client, db: None) -> None:
    token = new_setup_link().rsplit("/", 1)[1]
    with pytest.raises(Unavailable):
        services.begin(token=token, email="a@example.org", display_name="A", code="00000")
    assert not User.objects.exists() and not Territory.objects.exists() and not Grant.objects.exists()
    assert client.get(f"/demarrer/{token}").status_code == 302, "the link still serves"
