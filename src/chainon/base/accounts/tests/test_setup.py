from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts import rules, services
from chainon.base.accounts.models import Role, SetupLink, User
from chainon.base.journal.models import Line
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory
from chainon.base.scopes.verdict import Refused, Unavailable

INES = {"email": "ines@example.org", "display_name": "Inès"}


def path_of(url: str) -> str:
    assert url.startswith("http://localhost:8000/demarrer/")
    return url.removeprefix("http://localhost:8000")


def test_the_link_of_the_terminal_makes_the_first_administrator(client: Client, territory: Territory) -> None:
    path = path_of(services.new_setup_link())
    assert client.get(path).status_code == 200
    assert client.post(path, INES).headers["Location"] == "/compte/"
    ines = User.objects.get(email="ines@example.org")
    assert rules.has_role(ines, Role.ADMINISTRATOR, scope=territory.scope)
    assert client.get("/compte/equipe/").status_code == 200
    assert Line.objects.get().verb == "administrator.first"


def test_the_link_serves_once_and_is_kept_as_its_fingerprint(client: Client, territory: Territory) -> None:
    path = path_of(services.new_setup_link())
    assert path.rsplit("/", 1)[1] not in str(SetupLink.objects.values().get())
    client.post(path, INES)
    answer = Client().post(path, {"email": "eve@example.org"})
    assert answer.status_code == 410 and not User.objects.filter(email="eve@example.org").exists()


def test_the_link_dies_after_a_day(client: Client, territory: Territory) -> None:
    path = path_of(services.new_setup_link())
    with clock.at(clock.now() + timedelta(hours=24, seconds=1)):
        assert client.post(path, INES).status_code == 410


def test_a_newer_link_replaces_the_former(client: Client, territory: Territory) -> None:
    former = path_of(services.new_setup_link())
    services.new_setup_link()
    assert client.get(former).status_code == 404


def test_an_installation_that_has_an_administrator_makes_no_link(admin: User) -> None:
    with pytest.raises(Refused, match="demandez-lui une invitation"):
        services.new_setup_link()


def test_invented_administrators_do_not_count(territory: Territory) -> None:
    invented, _ = services.open_account(email="x@example.org", is_demonstration=True)
    services.give_role(by=None, role=Role.ADMINISTRATOR, scope=territory.scope, user=invented)
    assert services.new_setup_link()


def test_a_link_not_used_before_someone_came_is_refused(client: Client, territory: Territory, resident: User) -> None:
    path = path_of(services.new_setup_link())
    services.give_role(by=None, role=Role.ADMINISTRATOR, scope=territory.scope, user=resident)
    assert client.post(path, INES).status_code == 403


@pytest.mark.django_db
def test_without_a_territory_the_person_may_open_one_and_administer_it(client: Client) -> None:
    path = path_of(services.new_setup_link())
    client.post(path, INES)
    ines = User.objects.get()
    assert not ines.grants.exists() and rules.may_found(ines)
    opened = create_territory(name="Chez nous")
    services.become_first_administrator(by=ines, scope=opened.scope)
    assert rules.has_role(ines, Role.ADMINISTRATOR, scope=opened.scope)


def test_nobody_else_may_open_a_territory_or_take_one(territory: Territory, admin: User, resident: User) -> None:
    assert not rules.may_found(resident)
    with pytest.raises(Refused):
        services.become_first_administrator(by=resident, scope=territory.scope)
    elsewhere = create_territory(name="Ailleurs", host="ailleurs.example")
    other = services.give_role(by=None, role=Role.ADMINISTRATOR, scope=elsewhere.scope, email="b@example.org").user
    with pytest.raises(Unavailable):
        services.become_first_administrator(by=other, scope=territory.scope)


def test_a_wrong_address_comes_back_with_422(client: Client, territory: Territory) -> None:
    answer = client.post(path_of(services.new_setup_link()), {"email": "ines", "display_name": "Inès"})
    assert answer.status_code == 422 and "Inès" in answer.content.decode()
