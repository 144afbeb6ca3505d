"""Reading and checking the journal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chainon.base.scopes.models import Scope
from chainon.methods.evidence import chain_hash

from .models import GENESIS, Anchor, Head, Line
from .verbs import registered


@dataclass(frozen=True)
class Check:
    """What `verify` found: how many lines hold, and the first thing that does not."""

    lines: int
    hash: str
    fault: str = ""

    @property
    def holds(self) -> bool:
        return not self.fault


def verify(territory: Scope, anchors: dict[int, str] | None = None) -> Check:
    """Recompute the whole chain of a territory; compare with its head, its anchors and those given (number → hash).

    An anchor kept outside (a guarantor's mail, printed minutes) is what unmasks someone who rewrote everything.
    """
    expected: dict[int, set[str]] = {}
    for anchor in Anchor.objects.filter(territory=territory):
        expected.setdefault(anchor.number, set()).add(anchor.hash)
    for number, value in (anchors or {}).items():
        expected.setdefault(number, set()).add(value)
    previous, number = GENESIS, 0
    for line in Line.objects.filter(territory=territory).select_related("scope").order_by("number").iterator(2000):
        number += 1
        if line.number != number:
            return Check(number - 1, previous, f"La ligne {number} manque : on lit ensuite la ligne {line.number}.")
        previous = chain_hash(previous, line.content())
        if previous != line.hash:
            return Check(number - 1, line.hash, f"La ligne {number} ne correspond plus à son empreinte.")
        if expected.pop(number, {previous}) != {previous}:
            return Check(number - 1, previous, f"L’empreinte de la ligne {number} n’est pas celle qui a été publiée.")
    expected.pop(0, None)
    head = Head.objects.filter(territory=territory).first()
    if head is not None and (head.number, head.hash) != (number, previous):
        return Check(number, previous, f"Le journal s’arrête à la ligne {number} ; il en comptait {head.number}.")
    if expected:
        return Check(number, previous, f"La ligne {min(expected)}, publiée, n’est plus dans le journal.")
    return Check(number, previous)


@dataclass(frozen=True)
class Row:
    number: int
    at: object
    role: str
    sentence: str
    where: str
    hash: str


ROLES = {
    "administrator": "L’administration de la plateforme",
    "facilitator": "L’équipe d’animation",
    "member": "Un membre de l’instance",
    "guarantor": "Le garant de la participation",
    "official": "Un élu ou une élue",
    "service": "Un service",
    "relay": "Un habitant-relais",
    "partner": "Un partenaire",
    "resident": "Un habitant ou une habitante",
    "witness": "Un témoin extérieur à l’équipe",
    "system": "La plateforme",
}


def public_rows(lines: Iterator[Line] | list[Line]) -> list[Row]:
    verbs = registered()
    rows = []
    for line in lines:
        verb = verbs.get(line.verb)
        sentence = verb.sentence.format(**line.payload) if verb else line.verb
        rows.append(Row(line.number, line.at, ROLES.get(line.role, line.role), sentence, line.scope.label, line.hash))
    return rows
