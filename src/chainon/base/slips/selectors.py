"""Finding a slip by what is typed, and what a slip reads."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from chainon.base.accounts.letters import address
from chainon.base.accounts.rules import By
from chainon.base.chain.models import Node
from chainon.base.codes import code_hash
from chainon.base.scopes.models import Kind, Scope

from . import numbers, rules
from .codes import code_for
from .models import Pad, Slip


def find_slip(territory: Scope, text: str) -> Slip | None:
    """By the number ("142-7") or the code that was typed, however it was typed; whatever became of it since.

    For whoever enters forms. None: misspelt, or of no pad of the territory.
    """
    slips = Slip.objects.of(territory).select_related("pad__scope", "node")
    if numbers.is_number(text):
        number = numbers.read(text)
        return slips.filter(number=number).first() if number else None
    return slips.filter(code_hash=mark).first() if (mark := code_hash(text)) else None


def slip_with_code(territory: Scope, code: str) -> Slip | None:
    """The slip that opens something: the only door of whoever holds it. A number alone opens nothing."""
    slips = Slip.objects.of(territory).bound().select_related("node__territory__settings", "node__scope", "pad", "call")
    return slips.filter(code_hash=code_hash(code) or "-").first()


def slip_of_any_territory(code: str) -> Slip | None:
    """The same wherever it is from: at the address of the platform, printed on pads made before their territory had
    its own."""
    return Slip.objects.bound().select_related("territory").filter(code_hash=code_hash(code) or "-").first()


def slips_of(node: Node) -> list[Slip]:
    """The slips that lead to a node, by number."""
    return list(Slip.objects.filter(node=node).select_related("pad"))


def pads_of(territory: Scope) -> list[Pad]:
    """The newest first."""
    return list(Pad.objects.of(territory).select_related("scope"))


def has_pads(territory: Scope) -> bool:
    """Whether a form that is entered may bear a number."""
    return Pad.objects.of(territory).exists()


def pad_with_id(territory: Scope, public_id: str) -> Pad | None:
    return Pad.objects.of(territory).select_related("scope__territory").filter(public_id=public_id).first()


def places_for_pads(by: By, territory: Scope) -> list[Scope]:
    """The territory and its places where `rules.may_make_pads` lets `by` make one, by name."""
    kinds = (Kind.TERRITORY, Kind.PLACE)
    scopes = Scope.objects.within(territory).filter(kind__in=kinds).order_by("parent_id", "label")
    return sorted(
        (each for each in scopes if rules.may_make_pads(by, each)),
        key=lambda each: (each.kind != Kind.TERRITORY, each.label),
    )


@dataclass(frozen=True)
class Paper:
    """One slip to print."""

    order: int
    number: str
    code: str
    link: str


def papers(pad: Pad, *, after: int = 0, limit: int = 500) -> list[Paper]:
    """The blank slips of a pad beyond a number; none where the key of the settings changed since the pad was made."""
    found = []
    where = address(reverse("slips:code"), pad.territory)
    for slip in pad.slips.blank().filter(number__gt=after)[:limit]:
        code = code_for(pad, slip.number)
        if code_hash(code) == slip.code_hash:
            found.append(Paper(slip.number, numbers.written(slip.number), code, f"{where}/{code}"))
    return found


def next_batch(pad: Pad, printed: list[Paper]) -> int:
    """The number after which the next sheets begin; 0 when there are no more."""
    last = printed[-1].order if printed else 0
    return last if last and pad.slips.blank().filter(number__gt=last).exists() else 0
