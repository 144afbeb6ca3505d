"""Coming in at one click as a person of the demonstration."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest

from chainon.base.accounts import rules
from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def enter_as(request: HttpRequest, user: User) -> None:
    """Log the request in as an invented person. Raises `Refused` (`rules.may_enter_as`) anywhere else."""
    territory: Territory | None = getattr(request, "territory", None)
    rules.may_enter_as(territory, user).require()
    login(request, user, backend=BACKEND)
