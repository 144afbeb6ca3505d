"""The territory and the people of these tests."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Cast:
    """Two facilitators, two guarantors."""

    territory: Territory
    bruno: User
    karim: User
    chantal: User
    denise: User


def cast(*, guarantors: bool = True, name: str = "Valmont", host: str = "") -> Cast:
    territory = create_territory(name=name, host=host)

    def person(name: str, role: Role | None) -> User:
        user = User.objects.create_user(f"{name.lower()}@example.org", name)
        if role is not None:
            Grant.objects.create(user=user, role=role, scope=territory.scope, given_at=clock.now())
        return user

    watching = Role.GUARANTOR if guarantors else None
    return Cast(
        territory,
        person("Bruno", Role.FACILITATOR),
        person("Karim", Role.FACILITATOR),
        person("Chantal", watching),
        person("Denise", watching),
    )


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client
