from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client

from chainon.base import clock
from chainon.base.accounts import leaving, services
from chainon.base.accounts.models import CacheEntry, Invitation, Role, SetupLink, User
from chainon.base.accounts.tests.post import code_for, last_mail
from chainon.base.journal.models import Line
from chainon.base.journal.selectors import verify
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory

As = Callable[[User], Client]


def test_the_account_page_says_who_one_is_and_what_one_does(client_of: As, bruno: User) -> None:
    page = client_of(bruno).get("/compte/").content.decode()
    assert "bruno@example.org" in page and "animation" in page and "Valmont" in page


def test_a_role_that_cannot_be_left_says_why_instead_of_leading_to_a_refusal(
    client_of: As, admin: User, bruno: User
) -> None:
    assert "Quitter" in client_of(bruno).get("/compte/").content.decode()
    page = client_of(admin).get("/compte/").content.decode()
    assert "Vous êtes la dernière personne" in page and "Quitter" not in page


def test_staff_are_asked_for_a_passkey_until_they_have_one(client_of: As, bruno: User, amina: User) -> None:
    asked = "ajoutez une clé d’accès"
    assert asked in client_of(bruno).get("/compte/").content.decode()
    assert asked not in client_of(amina).get("/compte/").content.decode()
    Authenticator.objects.create(user=bruno, type=Authenticator.Type.WEBAUTHN, data={"name": "Téléphone"})
    assert asked not in client_of(bruno).get("/compte/").content.decode()


def test_one_changes_the_name_shown(client_of: As, bruno: User) -> None:
    assert client_of(bruno).post("/compte/", {"display_name": " Bruno D. "}).status_code == 302
    bruno.refresh_from_db()
    assert bruno.display_name == "Bruno D."
    assert client_of(bruno).post("/compte/", {"display_name": "x" * 81}).status_code == 422


def test_passkeys_are_offered_at_the_address_where_they_work(client_of: As, bruno: User) -> None:
    said = "ne marchent qu’à l’adresse"
    elsewhere = client_of(bruno).get("/compte/cles/", headers={"host": "127.0.0.1:8000"}).content.decode()
    assert said in elsewhere and "http://localhost:8000/compte/cles/" in elsewhere
    assert said not in client_of(bruno).get("/compte/cles/", headers={"host": "localhost:8000"}).content.decode()


def test_strangers_are_asked_to_enter(client: Client, territory: Territory) -> None:
    for path in ("", "adresse", "cles/", "cles/ajouter", "codes-de-secours", "fermer", "mes-donnees.json", "equipe/"):
        answer = client.get(f"/compte/{path}")
        assert answer.status_code == 302 and answer.headers["Location"].startswith("/compte/entrer"), path


def test_one_changes_address_by_a_code_sent_to_the_new_one(client_of: As, bruno: User) -> None:
    inside = client_of(bruno)
    assert inside.get("/compte/adresse").status_code == 200
    asked = inside.post("/compte/adresse", {"email": "bruno.d@example.org", "action_add": "1"})
    assert asked.headers["Location"] == "/compte/confirmer-adresse"
    assert inside.get("/compte/confirmer-adresse").status_code == 200
    bruno.refresh_from_db()
    assert bruno.email == "bruno@example.org"
    inside.post("/compte/confirmer-adresse", {"code": code_for("bruno.d@example.org")})
    bruno.refresh_from_db()
    assert bruno.email == "bruno.d@example.org"
    assert list(EmailAddress.objects.filter(user=bruno).values_list("email", "verified", "primary")) == [
        ("bruno.d@example.org", True, True)
    ]
    assert "bruno.d@example.org" in last_mail("bruno@example.org").body


def test_changing_to_the_address_of_somebody_else_looks_the_same_and_fails(
    client_of: As, bruno: User, amina: User
) -> None:
    inside = client_of(bruno)
    asked = inside.post("/compte/adresse", {"email": amina.email, "action_add": "1"})
    assert asked.headers["Location"] == "/compte/confirmer-adresse"
    inside.post("/compte/confirmer-adresse", {"code": "0000-0000"})
    bruno.refresh_from_db()
    assert bruno.email == "bruno@example.org"


def test_leaving_everywhere_ends_every_session(client_of: As, bruno: User) -> None:
    phone, desk = client_of(bruno), client_of(bruno)
    assert phone.post("/compte/sortir-partout").status_code == 302
    assert desk.get("/compte/").status_code == phone.get("/compte/").status_code == 302


def test_one_takes_ones_data_away(client_of: As, territory: Territory, admin: User, bruno: User) -> None:
    services.invite(by=admin, email=bruno.email, role=Role.MEMBER, scope=territory.scope)
    services.invite(by=bruno, email="nadia@example.org", role=Role.RELAY, scope=territory.scope)
    answer = client_of(bruno).get("/compte/mes-donnees.json")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="mes-donnees.json"'
    told = json.loads(answer.content)
    assert told["compte"]["adresse"] == "bruno@example.org"
    assert told["rôles"][0]["rôle"] == "animation"
    assert told["invitations reçues"][0]["rôle"] == "membre de l’instance"
    assert [act["acte"] for act in told["actes au journal"]] == ["invitation.sent"]
    assert "nadia" not in answer.content.decode() and admin.email not in answer.content.decode()


@pytest.fixture
def extra(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A room above that knows something of people."""
    known = ["une proposition"]
    monkeypatch.setattr(leaving, "_exports", {})
    monkeypatch.setattr(leaving, "_erasures", {})
    leaving.register_export("propositions", lambda user: list(known))
    leaving.register_erasure("propositions", lambda user: known.clear())
    return known


def test_other_rooms_add_what_they_know_and_remove_it(client_of: As, amina: User, extra: list[str]) -> None:
    assert json.loads(client_of(amina).get("/compte/mes-donnees.json").content)["propositions"] == ["une proposition"]
    services.erase_account(by=amina, user=amina)
    assert extra == []


def everything_in_the_database() -> str:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += [str(row) for row in cursor.fetchall()]
    return "\n".join(rows)


def test_closing_ones_account_leaves_no_trace_of_the_person(
    client: Client, territory: Territory, bruno: User, amina: User
) -> None:
    client.post("/compte/entrer", {"email": amina.email})
    client.post("/compte/entrer/code", {"code": code_for(amina.email)})
    services.invite(by=bruno, email=amina.email, role=Role.MEMBER, scope=territory.scope)
    Authenticator.objects.create(user=amina, type=Authenticator.Type.WEBAUTHN, data={"name": "Téléphone d’Amina"})
    services.withdraw_role(by=bruno, grant=amina.grants.get())
    services.give_role(by=bruno, role=Role.RELAY, scope=territory.scope, user=amina)
    reference = amina.journal_reference(territory.scope)
    User.objects.filter(pk=amina.pk).update(display_name="Amina Benali")
    services.erase_account(by=amina, user=amina)
    left = everything_in_the_database()
    assert "amina" not in left.lower() and "benali" not in left.lower()
    amina.refresh_from_db()
    assert str(amina) == "Compte supprimé" and not amina.is_active and not amina.grants.exists()
    assert amina.journal_reference(territory.scope) != reference
    assert client.get("/compte/").status_code == 302 and not Session.objects.filter(session_key=amina.pk).exists()
    assert verify(territory.scope).holds
    line = Line.objects.order_by("-number")[0]
    assert (line.verb, line.by, line.payload) == ("account.erased", "", {"roles": 1})


def test_closing_goes_through_a_page_and_a_box_to_tick(client_of: As, amina: User) -> None:
    inside = client_of(amina)
    assert "Ce qui reste" in inside.get("/compte/fermer").content.decode()
    assert inside.post("/compte/fermer").status_code == 422
    assert inside.post("/compte/fermer", {"sure": "on"}).status_code == 302
    amina.refresh_from_db()
    assert amina.erased_at is not None


def test_the_last_administrator_cannot_close_and_is_told_why(client_of: As, admin: User) -> None:
    inside = client_of(admin)
    assert "dernière personne" in inside.get("/compte/fermer").content.decode()
    assert inside.post("/compte/fermer", {"sure": "on"}).status_code == 403
    admin.refresh_from_db()
    assert admin.erased_at is None


def test_a_closed_account_can_be_opened_anew_as_another(territory: Territory, amina: User) -> None:
    services.erase_account(by=amina, user=amina)
    again, is_new = services.open_account(email="amina@example.org")
    assert is_new and again != amina


def test_what_has_expired_is_purged_and_nothing_else(client: Client, territory: Territory, bruno: User) -> None:
    client.post("/compte/creer", {"email": "never@example.org"})
    services.open_account(email="kept@example.org", is_proven=True)
    services.invite(by=bruno, email="old@example.org", role=Role.RELAY, scope=territory.scope)
    SetupLink.objects.create(token_hash="0" * 64, expires_at=clock.now() + timedelta(hours=1))
    cache.set("short", 1, 10)
    cache.set("long", 1, 90 * 24 * 3600)
    assert services.purge_expired() == 0
    with clock.at(clock.now() + timedelta(days=45)):
        services.purge_expired()
    assert not User.objects.filter(email="never@example.org").exists()
    assert User.objects.filter(email="kept@example.org").exists()
    assert not Invitation.objects.exists() and not SetupLink.objects.exists() and not Session.objects.exists()
    assert [entry.cache_key for entry in CacheEntry.objects.all()] == [":1:long"]
    assert Mail.objects.exists()
