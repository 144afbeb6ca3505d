"""The verbs of the journal: each act that others rely on, its typed payload and its public sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

_SHAPES: dict[str, re.Pattern[str]] = {
    "id": re.compile(r"[0-9a-z]{4,16}\Z"),
    "word": re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}\Z"),
    "hash": re.compile(r"[0-9a-f]{64}\Z"),
    "digits": re.compile(r"[0-9]{1,12}\Z"),
    "day": re.compile(r"\d{4}-\d\d-\d\d\Z"),
    "instant": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d\Z"),
}
TYPES = frozenset({*_SHAPES, "number"})


class PayloadError(ValueError):
    """A payload that its verb does not declare: a fault of the program, never of a person."""


@dataclass(frozen=True)
class Verb:
    """`name` is stable for ever; `sentence` is French, with the payload's names between braces.

    `fields` maps each name of the payload to a type: id, word, hash, digits, day, instant or number (whole).
    There is no type for free text: the journal is public and never erased.
    """

    name: str
    sentence: str
    fields: Mapping[str, str] = field(default_factory=dict)

    def payload(self, values: Mapping[str, object]) -> dict[str, str | int]:
        if set(values) != set(self.fields):
            raise PayloadError(f"{self.name} declares {sorted(self.fields)}, got {sorted(values)}")
        return {name: _checked(self.name, name, self.fields[name], value) for name, value in values.items()}


_registry: dict[str, Verb] = {}


def register(*verbs: Verb) -> None:
    """Called once by each slice's AppConfig.ready()."""
    for verb in verbs:
        if unknown := set(verb.fields.values()) - TYPES:
            raise PayloadError(f"{verb.name}: unknown types {sorted(unknown)}")
        if _registry.setdefault(verb.name, verb) != verb:
            raise PayloadError(f"{verb.name} is registered twice")


def registered() -> dict[str, Verb]:
    return dict(_registry)


def _checked(verb: str, name: str, kind: str, value: object) -> str | int:
    if kind == "number":
        if isinstance(value, bool) or not isinstance(value, int):
            raise PayloadError(f"{verb}.{name} must be a whole number, got {value!r}")
        return value
    text = value.isoformat() if isinstance(value, date | datetime) else value
    if not isinstance(text, str) or not _SHAPES[kind].match(text):
        raise PayloadError(f"{verb}.{name} must be of type {kind}, got {value!r}")
    return text
