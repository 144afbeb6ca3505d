from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from chainon.base.accounts import services
from chainon.base.accounts.models import Role, User
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory

PATH = "/demonstration/entrer"


@pytest.fixture
def invented(db: None) -> User:
    shown = create_territory(name="Port-aux-Saules", is_demonstration=True)
    user, _ = services.open_account(email="lila@example.org", display_name="Lila", is_demonstration=True)
    for role in (Role.RELAY, Role.FACILITATOR):
        services.give_role(by=None, role=role, scope=shown.scope, user=user)
    return user


def test_one_enters_at_one_click_as_an_invented_person(client: Client, invented: User) -> None:
    page = client.get(PATH).content.decode()
    assert "Entrer comme Lila" in page and "animation, habitant-relais" in page and "lila@" not in page
    assert client.post(PATH, {"person": invented.public_id}).status_code == 302
    assert "lila@example.org" in client.get("/compte/").content.decode()


def test_a_real_person_is_never_entered(client: Client, invented: User, resident: User) -> None:
    services.give_role(by=None, role=Role.RELAY, scope=Territory.objects.get().scope, user=resident)
    assert "Rachid" not in client.get(PATH).content.decode()
    assert client.post(PATH, {"person": resident.public_id}).status_code == 403
    assert client.get("/compte/").status_code == 302


def test_the_door_is_shut_on_a_published_address(client: Client, invented: User, settings: Any) -> None:
    settings.CHAINON_URL = "https://participation.example"
    refused = client.post(PATH, {"person": invented.public_id})
    assert refused.status_code == 403 and "https" in refused.content.decode()


def test_the_door_does_not_exist_in_a_real_territory(client: Client, territory: Territory, invented: User) -> None:
    Territory.objects.update(is_demonstration=False)
    assert client.get(PATH).status_code == client.post(PATH, {"person": invented.public_id}).status_code == 404
