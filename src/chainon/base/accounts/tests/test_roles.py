from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chainon.base.accounts import services
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.journal.models import Line
from chainon.base.journal.selectors import public_rows, verify
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory
from chainon.base.scopes.verdict import Refused

As = Callable[[User], Client]


def test_a_role_given_is_in_the_journal_in_words_and_without_a_name(
    territory: Territory, admin: User, resident: User
) -> None:
    services.give_role(by=admin, role=Role.RELAY, scope=territory.scope, user=resident)
    line = Line.objects.get(verb="role.given")
    assert line.payload == {"held": "relay", "person": resident.journal_reference(territory.scope)}
    row = public_rows([line])[0]
    assert row.sentence == "Rôle donné\N{NO-BREAK SPACE}: habitant-relais."
    assert row.role == "L’administration de la plateforme"
    assert verify(territory.scope).holds


def test_giving_a_role_twice_changes_nothing(territory: Territory, admin: User, resident: User) -> None:
    first = services.give_role(by=admin, role=Role.RELAY, scope=territory.scope, user=resident)
    assert services.give_role(by=admin, role=Role.RELAY, scope=territory.scope, user=resident) == first
    assert Line.objects.filter(verb="role.given").count() == 1


def test_a_role_given_to_an_address_opens_an_account_once(territory: Territory) -> None:
    for role in (Role.MEMBER, Role.RELAY):
        services.give_role(by=None, role=role, scope=territory.scope, email=" Nadia@Example.org")
    assert User.objects.get(email="nadia@example.org").grants.count() == 2
    assert {line.role for line in Line.objects.all()} == {"system"}


def test_a_refused_role_leaves_no_account_behind(territory: Territory, bruno: User) -> None:
    with pytest.raises(Refused):
        services.give_role(by=bruno, role=Role.ADMINISTRATOR, scope=territory.scope, email="x@example.org")
    assert not User.objects.filter(email="x@example.org").exists()


def test_withdrawing_says_whether_the_person_left(territory: Territory, admin: User, amina: User, bruno: User) -> None:
    services.withdraw_role(by=admin, grant=amina.grants.get())
    services.withdraw_role(by=bruno, grant=bruno.grants.get())
    assert list(Line.objects.values_list("verb", "role")) == [
        ("role.withdrawn", "administrator"),
        ("role.given_up", "facilitator"),
    ]


def test_the_last_administrator_stays_until_there_is_another(territory: Territory, admin: User, bruno: User) -> None:
    with pytest.raises(Refused, match="dernière personne"):
        services.withdraw_role(by=admin, grant=admin.grants.get())
    services.give_role(by=admin, role=Role.ADMINISTRATOR, scope=territory.scope, user=bruno)
    services.withdraw_role(by=admin, grant=admin.grants.get())
    assert not admin.grants.exists()


def test_the_team_page_is_for_those_who_run_the_place_and_the_guarantor(
    client_of: As, admin: User, bruno: User, chantal: User, amina: User
) -> None:
    statuses = [client_of(person).get("/compte/equipe/").status_code for person in (admin, bruno, chantal, amina)]
    assert statuses == [200, 200, 200, 403]


def test_the_team_page_shows_names_and_no_address(
    client_of: As, admin: User, bruno: User, chantal: User, amina: User
) -> None:
    page = client_of(bruno).get("/compte/equipe/").content.decode()
    for person in (admin, chantal, amina):
        assert str(person) in page and person.email not in page


def test_the_team_page_reads_as_often_whatever_the_size_of_the_team(
    client_of: As, territory: Territory, bruno: User
) -> None:
    counts, inside = [], client_of(bruno)
    for size in (2, 40):
        for number in range(size):
            services.give_role(by=None, role=Role.MEMBER, scope=territory.scope, email=f"n{number}@example.org")
            services.invite(by=bruno, email=f"i{number}@example.org", role=Role.RELAY, scope=territory.scope)
        with CaptureQueriesContext(connection) as queries:
            assert inside.get("/compte/equipe/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 18, counts


def test_a_facilitator_withdraws_a_relay_from_the_page(
    client_of: As, territory: Territory, bruno: User, amina: User
) -> None:
    inside = client_of(bruno)
    path = f"/compte/equipe/roles/{amina.grants.get().public_id}/retirer"
    assert path in inside.get("/compte/equipe/").content.decode()
    assert "Retirer à Amina" in inside.get(path).content.decode()
    assert inside.post(path).headers["Location"] == "/compte/equipe/"
    assert not amina.grants.exists()


def test_withdrawing_what_one_may_not_is_refused_with_the_reason(
    client_of: As, territory: Territory, bruno: User, chantal: User, amina: User
) -> None:
    path = f"/compte/equipe/roles/{chantal.grants.get().public_id}/retirer"
    assert path not in client_of(bruno).get("/compte/equipe/").content.decode()
    refused = client_of(bruno).post(path)
    assert refused.status_code == 403 and "garant de la participation" in refused.content.decode()
    assert client_of(amina).get(path).status_code == 403
    assert chantal.grants.exists()


def test_everyone_leaves_their_own_role_from_their_account(client_of: As, territory: Territory, amina: User) -> None:
    inside = client_of(amina)
    path = f"/compte/equipe/roles/{amina.grants.get().public_id}/retirer"
    assert path in inside.get("/compte/").content.decode()
    assert inside.post(path).headers["Location"] == "/compte/"
    assert not amina.grants.exists()


def test_a_grant_of_another_territory_is_not_found_here(client_of: As, admin: User, resident: User) -> None:
    elsewhere = create_territory(name="Ailleurs", host="ailleurs.example")
    grant = services.give_role(by=None, role=Role.RELAY, scope=elsewhere.scope, user=resident)
    assert client_of(admin).post(f"/compte/equipe/roles/{grant.public_id}/retirer").status_code == 404
    assert Grant.objects.filter(pk=grant.pk).exists()
