"""What each route answers to each role: the committed list (route_matrix.txt), and asking the pages themselves."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter
from unittest.mock import patch

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls.resolvers import URLResolver

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes import middleware
from chainon.base.scopes.models import Scope, Territory
from chainon.base.scopes.services import create_territory
from chainon.base.ui.context import Page
from chainon.governance.draws.models import Draw
from chainon.governance.guarantors.models import Appointment

from .addresses import Address, addresses, shown_and_hidden
from .house import ROOT
from .people import cast, client_of

LIST = ROOT / "tests" / "route_matrix.txt"
ROLES = ("visitor", "account", "member", "relay", "facilitator", "guarantor", "administrator", "elsewhere")
METHODS = ("GET", "POST")
UNSEEN = "(unseen)"
STATUS = {200: "o", 302: ">", 303: ">", 403: "x", 404: "-", 405: ".", 410: "g", 422: "f", 429: "l"}
KNOWN = {*STATUS.values(), "e", "p"}
ENTRANCE, PROOF = "/compte/entrer", "/compte/preuve"
Examples = dict[tuple[str, str], str]


@dataclass(frozen=True)
class Case:
    """One line: a route, with an object that is published or with one of the same kind that is not."""

    route: str
    unseen: bool
    method: str

    def __str__(self) -> str:
        return f"{self.route or '/'}{f' {UNSEEN}' if self.unseen else ''}"


@dataclass(frozen=True)
class Row:
    answers: str
    comment: str

    def of(self, role: str) -> str:
        return self.answers[ROLES.index(role)]


@dataclass(frozen=True)
class World:
    """Everything an address may need, and one person of each role who made none of it."""

    shown: Examples
    hidden: Examples
    people: dict[str, User | AnonymousUser]

    def path(self, address: Address, *, unseen: bool) -> str:
        return address.path({**self.shown, **self.hidden} if unseen else self.shown)


def listed() -> dict[Case, Row]:
    found: dict[Case, Row] = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        said, _, comment = line.partition("  # ")
        if not said.strip() or line.startswith("#"):
            continue
        method, *words = said.split()
        answers, (route, *unseen) = "".join(words[: len(ROLES)]), words[len(ROLES) :]
        case = Case("" if route == "/" else route, unseen == [UNSEEN], method)
        assert case not in found, f"{LIST.name} says twice: {line}"
        found[case] = Row(answers, comment)
    return found


def build() -> World:
    people = cast()
    shown, hidden = shown_and_hidden(people)
    scope = people.territory.scope
    body = Draw.objects.get(public_id=shown["draws", "public_id"]).body
    other = create_territory(name="Autrepart", host="autrepart.example.org")
    team = {
        "member": (Role.MEMBER, body.scope),
        "relay": (Role.RELAY, scope),
        "facilitator": (Role.FACILITATOR, scope),
        "administrator": (Role.ADMINISTRATOR, scope),
        "elsewhere": (Role.FACILITATOR, other.scope),
    }
    who: dict[str, User | AnonymousUser] = {name: _person(name, role, where) for name, (role, where) in team.items()}
    who |= {"visitor": AnonymousUser(), "account": _person("account"), "guarantor": _guarantor(shown)}
    return World(shown, hidden, who)


def _guarantor(shown: Examples) -> User:
    """Appointed in public, with the letter signed: the only one whose own pages the matrix can name."""
    public_id = shown["", "guarantor_handle"].partition("-")[0]
    user = Appointment.objects.get(public_id=public_id).user
    assert user is not None
    return user


def _person(name: str, role: Role | None = None, scope: Scope | None = None) -> User:
    user = User.objects.create_user(f"the-{name}@example.org", name.capitalize())
    if role is not None and scope is not None:
        Grant.objects.create(user=user, role=role, scope=scope, given_at=clock.now())
    return user


def cases(world: World) -> Iterator[tuple[Address, Case]]:
    """Every line there should be: twice those of a route whose object may also be unseen."""
    for address in addresses():
        may_be_unseen = any(key in world.hidden for name in address.parameters for key in address.keys(name))
        for unseen in (False, True) if may_be_unseen else (False,):
            for method in METHODS:
                yield address, Case(address.route, unseen, method)


@contextlib.contextmanager
def without_their_frame(territory: Territory) -> Iterator[None]:
    """What is the same everywhere and takes half of the time is not made again: the frame of the pages, the page of a
    refusal, the territory of a domain name."""
    nothing = property(lambda page: [])
    logging.disable(logging.CRITICAL)
    try:
        with (
            patch.multiple(Page, menu=nothing, account=nothing, footer=nothing, search=property(lambda page: None)),
            patch.object(URLResolver, "resolve_error_handler", lambda resolver, code: partial(_bare, code)),
            patch.object(middleware, "territory_for", lambda host: territory),
        ):
            yield
    finally:
        logging.disable(logging.NOTSET)


def _bare(code: int, request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse(status=code)


def ask(world: World, roles: Iterable[str], only: Container[Case] | None = None) -> dict[Case, dict[str, str]]:
    """What each of these roles is answered, everywhere or there only; nothing of it is kept."""
    found: dict[Case, dict[str, str]] = {}
    wanted = [(address, case) for address, case in cases(world) if only is None or case in only]
    territory = Territory.objects.select_related("scope").get(host=None)
    with without_their_frame(territory):
        for role in roles:
            user = world.people[role]
            client = client_of(user) if isinstance(user, User) else Client()
            session = dict(client.cookies)
            for address, case in wanted:
                client.cookies.clear()
                client.cookies.update(session)
                path = world.path(address, unseen=case.unseen)
                found.setdefault(case, {})[role] = _answer(client, case.method, path)
    return found


def _answer(client: Client, method: str, path: str) -> str:
    cache.clear()
    with transaction.atomic():
        try:
            response = client.get(path) if method == "GET" else client.post(path)
        except Exception as error:
            error.add_note(f"{method} {path}")
            raise
        read_to_the_end(response)
        transaction.set_rollback(True)
    return code_of(response)


def read_to_the_end(response: HttpResponse | StreamingHttpResponse) -> None:
    """What is streamed reads the database while it is read; closed halfway, it would take the connection with it."""
    if response.streaming:
        for _part in response:
            pass


def code_of(response: HttpResponse) -> str:
    where = response.headers.get("Location", "")
    if where.startswith(ENTRANCE):
        return "e"
    if where.startswith(PROOF):
        return "p"
    return STATUS.get(response.status_code, str(response.status_code))


def differences(asked: dict[Case, dict[str, str]]) -> list[str]:
    """What differs from the list, in words that say what to write."""
    said = listed()
    return [
        f"{case.method} {case}: {role} is answered {code}, the list says {said[case].of(role)}"
        for case, answers in asked.items()
        if case in said
        for role, code in answers.items()
        if code != said[case].of(role)
    ]


def draft(asked: dict[Case, dict[str, str]]) -> str:
    """The lines as they would be written today, grouped by slice; the comments of the list are kept."""
    said = listed()
    text = []
    for room, group in groupby(sorted(addresses(), key=attrgetter("room", "route")), key=attrgetter("room")):
        lines = [
            _line(case, asked[case], said.get(case))
            for address in group
            for unseen in (False, True)
            for method in METHODS
            if (case := Case(address.route, unseen, method)) in asked
        ]
        if lines:
            text.append("\n".join([f"## {room}", *lines]))
    return "\n\n".join(text) + "\n"


def _line(case: Case, answers: dict[str, str], row: Row | None) -> str:
    comment = f"  # {row.comment}" if row and row.comment else ""
    return f"{case.method:5} {' '.join(answers[role] for role in ROLES)}  {case}{comment}"
