"""Two territories of one installation never see each other.

The same objects of every kind are made in both. What people wrote in the first bears a word found nowhere else; then
the second is asked for everything it has, and for the objects of the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client

from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Scope, Territory
from chainon.base.search.services import reindex
from chainon.governance.guarantors.models import Appointment

from .addresses import Address, addresses, shown_and_hidden
from .people import cast, client_of
from .route_matrix import Examples, code_of, read_to_the_end, without_their_frame

HOST = "autrepart.example.org"
MARK = "zorglub"
REFUSED = {"x", "-", ".", "e", "g"}
PUBLIC_ID = re.compile(r"(?<![a-z0-9])[a-hjkmnp-z2-9]{10}(?![a-z0-9])")
SHORTEST = 40
NOT_WORDS = re.compile(r"(^|_)(hash|token|key|salt|path|password|url|commitment|person|subject|terms|zone)$")
NOT_WRITTEN_BY_PEOPLE = {"journal", "scopes.Territory", "accounts.CacheEntry", "accounts.SetupLink", "search.Word"}


@dataclass(frozen=True)
class Two:
    theirs: Examples
    ours: Examples
    their_ids: frozenset[str]
    us: dict[str, User | AnonymousUser]


@pytest.fixture
def two(db: None) -> Two:
    theirs, their_hidden = shown_and_hidden(cast())
    assert mark() > 50
    EmailAddress.objects.update(email=Concat(Value(MARK), F("email")))
    reindex()
    ids = frozenset(_public_ids())
    people = cast(name="Autrepart", host=HOST)
    ours, _ = shown_and_hidden(people)
    scope = people.territory.scope
    guarantor = Appointment.objects.get(public_id=ours["", "guarantor_handle"].partition("-")[0]).user
    assert guarantor is not None
    us: dict[str, User | AnonymousUser] = {
        "visitor": AnonymousUser(),
        "facilitator": people.bruno,
        "guarantor": guarantor,
        "administrator": _administrator(scope),
    }
    return Two({**their_hidden, **theirs}, ours, ids, us)


def mark() -> int:
    """Put the word before everything that someone wrote, up to now; how many columns bear it."""
    columns = 0
    for model in apps.get_models():
        label = model._meta.label
        if not model.__module__.startswith("chainon.") or {label, model._meta.app_label} & NOT_WRITTEN_BY_PEOPLE:
            continue
        if model._meta.proxy or not model._meta.managed:
            continue
        for field in model._meta.local_concrete_fields:
            if _is_words(field):
                words = Concat(Value(f"{MARK} "), F(field.name))
                columns += bool(model._base_manager.exclude(**{field.name: ""}).update(**{field.name: words}))
    return columns


def _is_words(field: models.Field) -> bool:
    if not isinstance(field, models.CharField | models.TextField) or field.choices or NOT_WORDS.search(field.name):
        return False
    return field.max_length is None or field.max_length >= SHORTEST


def _public_ids() -> Iterator[str]:
    for model in apps.get_models():
        if any(field.name == "public_id" for field in model._meta.local_concrete_fields):
            yield from model._base_manager.values_list("public_id", flat=True)


def _administrator(scope: Scope) -> User:
    return Grant.objects.get(role=Role.ADMINISTRATOR, scope=scope).user


def client_in(user: User | AnonymousUser) -> Client:
    client = client_of(user) if isinstance(user, User) else Client()
    client.defaults["HTTP_HOST"] = HOST
    return client


def test_an_object_of_two_territories_is_found_in_its_own_alone(two: Two) -> None:
    """Every route, with one or all of its objects replaced by the other territory's: as though it were nowhere."""
    wrong = []
    with without_their_frame(Territory.objects.select_related("scope").get(host=HOST)):
        for who, user in two.us.items():
            client = client_in(user)
            session = dict(client.cookies)
            for address in addresses():
                for path, nowhere in _theirs(address, two):
                    for method in ("get", "post"):
                        client.cookies.clear()
                        client.cookies.update(session)
                        code = _asked(client, method, path)
                        if code not in REFUSED and code != _asked(client, method, nowhere):
                            wrong.append(f"{method.upper()} {path} ({address.route}) answers {code} to our {who}")
    assert not wrong, "\n".join(wrong)


def _theirs(address: Address, two: Two) -> set[tuple[str, str]]:
    """Each path with something of theirs, and the same with what is nowhere."""
    own, their = {}, {}
    for name in address.parameters:
        for found, examples in ((own, two.ours), (their, two.theirs)):
            found[name] = next(examples[key] for key in address.keys(name) if key in examples)
    foreign = [name for name in own if own[name] != their[name]]
    replaced = [{name} for name in foreign] + ([set(foreign)] if len(foreign) > 1 else [])
    paths = set()
    for names in replaced:
        theirs = {("", name): their[name] if name in names else own[name] for name in own}
        nobody = {("", name): _nowhere(their[name]) if name in names else own[name] for name in own}
        plain = Address(address.route, "", "")
        paths.add((plain.path(theirs), plain.path(nobody)))
    return paths


def _nowhere(value: str) -> str:
    return "z" * min(10, len(value)) + value[10:]


def _asked(client: Client, method: str, path: str) -> str:
    cache.clear()
    with transaction.atomic():
        response = getattr(client, method)(path)
        read_to_the_end(response)
        transaction.set_rollback(True)
    return code_of(response)


def test_no_page_of_two_territories_shows_what_is_the_other_s(two: Two) -> None:
    """Every list, page, feed and export of ours, and a search for their word: nothing of theirs is there."""
    theirs, pages = [], 0
    for who, user in two.us.items():
        client = client_in(user)
        for path in dict.fromkeys(address.path(two.ours) for address in addresses()):
            if path == "/compte/sortir":
                continue
            for each in (path, *_asking_for_theirs(path, two)):
                text = _text(client, each)
                pages += bool(text)
                shown = set(PUBLIC_ID.findall(text)) & two.their_ids - set(PUBLIC_ID.findall(each))
                if shown or (MARK in text.lower() and MARK not in each):
                    theirs.append(f"{each} shows our {who} what is theirs: {sorted(shown) or MARK}")
    assert pages > 500
    assert not theirs, "\n".join(theirs)
    at_home = [MARK in _text(Client(), address.path(two.theirs)).lower() for address in addresses()]
    assert sum(at_home) > 60, "where it belongs, the word is seen: this test can fail"


def _asking_for_theirs(path: str, two: Two) -> Iterator[str]:
    """Lists asked for what is theirs: their words in the search, their place or body or theme in a filter."""
    if path == "/recherche":
        for words in (f"{MARK} banc", "zorglup"):
            yield f"{path}?{urlencode({'q': words})}"


def _text(client: Client, path: str) -> str:
    cache.clear()
    response = client.get(path)
    if response.status_code != 200:
        return ""
    return response.getvalue().decode(errors="replace")
