"""What every test of the platform has: one small territory, three people, and what guards them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.handlers.base import BaseHandler
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, settings

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes import remembering
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory
from chainon.base.ui.tests.browser import browser_page, chromium, new_page

__all__ = ["browser_page", "chromium", "new_page"]

settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")  # a busy machine is no fault of the code
gc.set_threshold(50_000, 20, 50)  # thousands of tests and their modules live to the end: look for garbage less often
READS = ("SELECT", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA", "SET", "SHOW", "EXPLAIN", "WITH")
WRITABLE_ON_GET = ("django_session", "chainon_cache")


def pytest_collection_finish() -> None:
    """What was collected is never garbage: it is not looked through again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def a_get_never_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """SELECT is the only SQL of a GET, save the session's and the cache's own rows."""
    answer = BaseHandler.get_response

    def refuse_writes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statement = sql.lstrip(" (\n").upper()
        if not statement.startswith(READS) and not any(table in sql for table in WRITABLE_ON_GET):
            raise AssertionError(f"a GET wrote to the database: {sql[:200]}")
        return execute(sql, params, many, context)

    def guarded(handler: BaseHandler, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return answer(handler, request)
        with connection.execute_wrapper(refuse_writes):
            return answer(handler, request)

    monkeypatch.setattr(BaseHandler, "get_response", guarded)


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    """From one test to the next: their territories look alike, and a page read in English leaves English spoken."""
    remembering.forget()
    translation.deactivate()


@pytest.fixture(scope="module")
def once(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What a fixture of the module makes from `valmont()` and `one_of_us()` is there for each of its tests, which
    forget only what they add. None of them may want an empty territory, nor a transaction of its own.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


US = {
    "amina": ("Amina", Role.RELAY),
    "bruno": ("Bruno", Role.FACILITATOR),
    "chantal": ("Chantal", Role.GUARANTOR),
    "ines": ("Inès", Role.ADMINISTRATOR),
    "rachid": ("Rachid", None),
}


def valmont() -> Territory:
    return Territory.objects.select_related("scope").first() or create_territory(name="Valmont")


def person(email: str, name: str, role: Role | None, territory: Territory | None = None) -> User:
    user = User.objects.create_user(email, name)
    if role is not None:
        Grant.objects.create(user=user, role=role, scope=(territory or valmont()).scope, given_at=clock.now())
    return user


def one_of_us(who: str) -> User:
    email = f"{who}@example.org"
    return User.objects.filter(email=email).first() or person(email, *US[who])


@pytest.fixture
def territory(db: None) -> Territory:
    return valmont()


@pytest.fixture
def amina(territory: Territory) -> User:
    """A resident relay."""
    return one_of_us("amina")


@pytest.fixture
def bruno(territory: Territory) -> User:
    """A facilitator."""
    return one_of_us("bruno")


@pytest.fixture
def chantal(territory: Territory) -> User:
    """A guarantor."""
    return one_of_us("chantal")


@pytest.fixture
def admin(territory: Territory) -> User:
    return one_of_us("ines")


@pytest.fixture
def resident(db: None) -> User:
    """Someone with an account and no role."""
    return one_of_us("rachid")


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    def logged_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return logged_in
