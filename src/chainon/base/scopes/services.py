"""Writing the tree of scopes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F

from . import hosts
from .emitting import emit
from .models import Kind, Scope, Territory


@dataclass(frozen=True)
class TerritoryCreated:
    """Told once, inside the transaction: slices above write what every territory begins with."""

    territory: Territory


@dataclass(frozen=True)
class ScopeRenamed:
    """Told inside the transaction: what bore the name `before` bears another."""

    scope: Scope
    before: str


@transaction.atomic
def create_territory(*, name: str, host: str = "", is_demonstration: bool = False) -> Territory:
    scope = _create(kind=Kind.TERRITORY, parent=None, label=name)
    territory = Territory.objects.create(scope=scope, host=host or None, is_demonstration=is_demonstration)
    hosts.forget()
    emit(TerritoryCreated(territory))
    return territory


@transaction.atomic
def create_scope(*, kind: Kind, parent: Scope, label: str) -> Scope:
    """A scope of a place, body or process below `parent`; the owner of the new scope calls this in its own service."""
    return _create(kind=kind, parent=parent, label=label)


@transaction.atomic
def rename_scope(*, scope: Scope, label: str) -> None:
    before, scope.label = scope.label, label
    scope.save(update_fields=["label"])
    if before != label:
        emit(ScopeRenamed(scope, before))


def touch_everywhere() -> None:
    """Something that public pages of any territory may show has changed: a name, for one."""
    Territory.objects.update(version=F("version") + 1)


def set_host(*, territory: Scope, host: str) -> None:
    """The domain name that leads to the territory; empty: it is the one that every other name leads to."""
    Territory.objects.filter(scope=territory).update(host=host or None, version=F("version") + 1)
    hosts.forget()


def set_purge_delay(*, territory: Scope, months: int) -> None:
    """After how many months the personal data of volunteers go, in what is begun from now on: a day announced holds."""
    Territory.objects.filter(scope=territory).update(purge_months=months)


def set_pre_election(*, territory: Scope, first: date | None, last: date | None) -> None:
    """From which day to which other front pages praise nothing; None: no election is near."""
    Territory.objects.filter(scope=territory).update(pre_election_from=first, pre_election_until=last)


def touch(territory_scope: Scope) -> None:
    """Something public changed in the territory: conditional requests must see it."""
    Territory.objects.filter(scope=territory_scope.root).update(version=F("version") + 1)


def _create(*, kind: Kind, parent: Scope | None, label: str) -> Scope:
    scope = Scope(kind=kind, parent=parent, territory=parent.root if parent else None, label=label)
    scope.path = f"new-{scope.public_id}"
    scope.save()
    scope.path = f"{parent.path if parent else ''}{scope.pk}."
    scope.save(update_fields=["path"])
    return scope
