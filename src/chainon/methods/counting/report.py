"""The report of a vote: what went in, by which sheet, what came out, in bytes that only depend on the ballots.

The order of the rows does not matter, nor the machine; sentences and timings stand outside the hashed facts.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Mapping
from dataclasses import fields
from fractions import Fraction
from typing import Any, cast

from chainon.methods.evidence import canonical, sha256_hex

from .elect import Election
from .model import Marks, Outcome, Profile, share_text
from .readers import Box
from .wording import findings_of, said

RULE = "chainon-counting-1"
_BATCH = 20_000


def facts(election: Election) -> dict[str, Any]:
    """Everything that the hash covers: plain values, exact numbers as integers or texts `n/d`.

    Keys: `format`, `sheet`, `inputs_sha256`, `ballots`, `candidates`, then those of the outcome (`rule`, `winners`,
    `qualified`, `ranking`, `scores`, `rounds`, `tables`, `margin`, `ties`), `colleges`, `findings`.
    """
    whole = election.whole
    return {
        "format": RULE,
        "sheet": election.sheet.as_json(),
        "inputs_sha256": inputs_sha256(election.box),
        "candidates": list(whole.candidates),
        "ballots": plain(
            {"cast": whole.cast, "valid": whole.valid, "blank": whole.blank, "invalid": dict(whole.invalid)}
        ),
        **_outcome(election.outcome),
        "colleges": {
            name: _outcome(outcome) if outcome is not None else None for name, outcome in election.colleges.items()
        },
        "findings": [plain(finding) for finding in findings_of(election)],
    }


def as_dict(election: Election, timings: Mapping[str, float] | None = None) -> dict[str, Any]:
    """The facts, the SHA-256 of their canonical JSON, the sentences, and timings."""
    found = facts(election)
    return {**found, "facts_sha256": sha256_hex(canonical(found)), "sentences": said(election), **(timings or {})}


def inputs_sha256(box: Box) -> str:
    """SHA-256 of the ballots, whatever their order.

    The lines, each ended by a line feed: canonical JSON of the kind, the candidates, the scale; then for each college
    (by name), the canonical JSON of its name, of its blank and invalid ballots; then for each weight (as a number) and
    each different ballot (by its marks), weight, how many, marks in hexadecimal (points in decimal, with commas).
    """
    digest = hashlib.sha256()
    profiles = sorted(box.profiles.items())
    first = profiles[0][1]
    digest.update(_line(canonical([first.kind, list(first.candidates), list(first.scale)])))
    for name, profile in profiles:
        remarks = [[remark.candidate, remark.level, remark.text] for remark in profile.remarks]
        head = [name, plain(profile.blank), plain(dict(profile.invalid)), remarks]
        digest.update(_line(canonical(head)))
        _update(digest, profile)
    return digest.hexdigest()


def _update(digest: Any, profile: Profile) -> None:
    for weight in sorted(profile.groups):
        group, shown = profile.groups[weight], share_text(weight)
        waiting = iter(sorted(group))
        while batch := list(itertools.islice(waiting, _BATCH)):
            lines = [f"{shown} {group[marks]} {_text(marks)}\n" for marks in batch]
            digest.update("".join(lines).encode())


def _text(marks: Marks) -> str:
    return marks.hex() if isinstance(marks, bytes) else ",".join(map(str, marks))


def _line(data: bytes) -> bytes:
    return data + b"\n"


def _outcome(outcome: Outcome) -> dict[str, Any]:
    shown = plain({key: getattr(outcome, key) for key in Outcome.__dataclass_fields__ if key != "findings"})
    assert isinstance(shown, dict)
    return shown


def plain(value: object) -> object:
    """Plain values: numbers exact, dataclasses as dictionaries, tuples as lists."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int | Fraction):
        return share_text(value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if not isinstance(value, Mapping):
        value = {each.name: getattr(value, each.name) for each in fields(cast(Any, value))}
    return {str(key): plain(item) for key, item in value.items()}
