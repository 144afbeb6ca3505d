"""Emptying the demonstration, opening the territory, inviting its guarantor, opening its first body."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base.accounts.models import Invitation, Role, User
from chainon.base.accounts.rules import may_found
from chainon.base.accounts.services import accept_setup, become_first_administrator, invite, new_setup_link
from chainon.base.journal.services import record
from chainon.base.scopes.hosts import domain_name
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory, set_host
from chainon.base.scopes.verdict import Unavailable
from chainon.governance.bodies.models import Body, BodyKind
from chainon.governance.bodies.services import open_body
from chainon.territory.places import communes
from chainon.territory.places.services import add_municipality

from . import events, rules, selectors
from .emptying import delete_every_file, delete_every_row

logger = logging.getLogger(__name__)


def empty_demonstration(*, territory: Territory | None) -> str:
    """Delete everything; returns the token of a fresh setup link, for whoever emptied. Raises `Refused`.

    No journal line: the journal goes with the rest, another territory begins.
    """
    rules.may_empty(territory).require()
    with transaction.atomic():
        delete_every_row()
        token = new_setup_link().rsplit("/", 1)[1]
    delete_every_file()
    logger.info("the demonstration was emptied")
    return token


@transaction.atomic
def begin(*, token: str, email: str, display_name: str, code: str) -> User:
    """The person of the setup link opens the territory of their commune and administers it.

    Raises `Unavailable` (link, commune), `Refused`.
    """
    person = accept_setup(token=token, email=email, display_name=display_name)
    open_territory(by=person, code=code)
    return person


@transaction.atomic
def open_territory(*, by: User, code: str) -> Territory:
    """A territory named after a commune, with its place, administered by whoever opens it.

    Raises `Refused` (`accounts.rules.may_found`), `Unavailable` when no commune has this code.
    """
    may_found(by).require()
    commune = communes.by_code(code)
    if commune is None:
        said = _("Aucune commune n’a le code Insee « {code} » : il a cinq signes, comme 93066 ou 2A004.")
        raise Unavailable(said.format(code=code))
    territory = create_territory(name=commune.name)
    become_first_administrator(by=by, scope=territory.scope)
    add_municipality(by=by, territory=territory, code=commune.code)
    record(events.OPENED, scope=territory.scope, role=Role.ADMINISTRATOR.value, by=by, commune=commune.code.lower())
    return territory


@transaction.atomic
def open_another_territory(*, by: User, code: str, host: str) -> Territory:
    """One more territory of the installation, at an address of its own: the command of whoever runs the machine.

    `by` administers a territory here already, and this one at first. Raises `Refused` (`accounts.rules.may_found`),
    `Unavailable`: the commune, the address.
    """
    territory = open_territory(by=by, code=code)
    give_address(territory=territory, host=host)
    return territory


@transaction.atomic
def give_address(*, territory: Territory, host: str) -> None:
    """The domain name that leads to a territory: the command of whoever runs the machine. The same again is nothing.

    Raises `Unavailable`: no such name can be, or another territory bears it.
    """
    name = domain_name(host)
    if name == territory.host:
        return
    other = Territory.objects.select_related("scope").filter(host=name).first()
    if other is not None:
        raise Unavailable(_("{host} est déjà l’adresse de {territory}.").format(host=name, territory=other.name))
    set_host(territory=territory.scope, host=name)
    record(events.ADDRESS_GIVEN, scope=territory.scope, role="system", host=name)
    territory.refresh_from_db()


@transaction.atomic
def remove_address(*, territory: Territory) -> None:
    """The territory is found at the installation's address again. Without an address, nothing is done.

    Raises `Unavailable` when another territory is found there: one of the two would be nowhere.
    """
    if territory.host is None:
        return
    other = Territory.objects.select_related("scope").filter(host=None).first()
    if other is not None:
        said = _("{other} répond déjà à l’adresse de la plateforme : donnez-lui d’abord une adresse à lui.")
        raise Unavailable(said.format(other=other.name))
    set_host(territory=territory.scope, host="")
    record(events.ADDRESS_REMOVED, scope=territory.scope, role="system")
    territory.refresh_from_db()


@transaction.atomic
def invite_guarantor(*, by: User, territory: Territory, email: str, message: str) -> Invitation:
    """Raises `Refused`: not an administrator here, or the person runs the place already."""
    rules.may_prepare(by, territory).require()
    return invite(by=by, email=email, role=Role.GUARANTOR, scope=territory.scope, message=message)


@transaction.atomic
def open_first_body(*, by: User, territory: Territory, kind: BodyKind, name: str, seats: int) -> Body:
    """In the commune that the territory is made of. Raises `Refused`, `Unavailable` (the name is taken)."""
    rules.may_prepare(by, territory).require()
    return open_body(by=by, parent=selectors.where_bodies_go(territory), kind=kind, name=name, seats=seats)
