"""At the address of the platform itself, when no territory answers there: where the territories are."""

from __future__ import annotations

from dataclasses import dataclass

from chainon.base.accounts.letters import address_at
from chainon.base.scopes.hosts import readable
from chainon.base.scopes.models import Scope
from chainon.base.scopes.selectors import territories_at_their_address

from .communes import by_code
from .models import Kind, Place


@dataclass(frozen=True)
class There:
    """A territory open to the public. `department`: that of its commune, "" where it is made of none; `shown`: its
    domain name as one reads it."""

    scope: Scope
    name: str
    department: str
    url: str
    shown: str


def territories_elsewhere(path: str = "/") -> list[There]:
    """By name, each with the address of this page there. Two queries."""
    found = territories_at_their_address()
    cities = Place.objects.filter(kind=Kind.MUNICIPALITY, scope__parent__in=[each.scope for each in found])
    codes = dict(cities.exclude(insee_code="").order_by("-pk").values_list("scope__parent_id", "insee_code"))
    return [
        There(
            scope=each.scope,
            name=each.name,
            department=_department(codes.get(each.scope.pk, "")),
            url=address_at(each.host or "", path),
            shown=readable(each.host or ""),
        )
        for each in found
    ]


def _department(code: str) -> str:
    commune = by_code(code)
    return commune.department_name if commune is not None else ""
