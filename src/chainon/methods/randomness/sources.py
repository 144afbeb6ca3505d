"""Sources of chance: what was announced before, what was read in public after, and the seed made of both."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from chainon.methods.errors import MethodError

SEED_LABEL = "chainon-seed-1"
_DRAW_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_HASH = re.compile(r"[0-9a-f]{64}")
_SEPARATORS = re.compile(r"[\s.,;/·-]+")


class RandomnessError(MethodError):
    """A source, a value read in public or a seed that no number can be drawn from."""


@dataclass(frozen=True)
class Balls:
    """`digits` balls, each from 0 to 9, put back (or from separate bowls), read in the order in which they come out."""

    digits: int
    label: str
    kind: ClassVar[str] = "balls"

    def __post_init__(self) -> None:
        _check_label(self.label)
        _check_between("digits", self.digits, 1, 40)

    def outcomes(self) -> int:
        return int(10**self.digits)

    def read(self, text: str) -> str:
        """`1.7.4` out of "174", "1 7 4" or "1-7-4". Raises `balls-not-digits`, `balls-count`."""
        found = _SEPARATORS.sub("", text)
        if not (found.isascii() and found.isdigit()):
            raise RandomnessError("balls-not-digits", text=text)
        if len(found) != self.digits:
            raise RandomnessError("balls-count", expected=self.digits, given=len(found))
        return ".".join(found)

    def as_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "label": self.label, "digits": self.digits}


@dataclass(frozen=True)
class PublicLottery:
    """A public lottery of day `on` (YYYY-MM-DD): for each group, how many numbers among 1 … the highest.

    The French Loto is `((5, 49), (1, 10))`, EuroMillions `((5, 50), (2, 12))`. Numbers are sorted inside a group, for
    newspapers print them so: the order in which they came out is not used.
    """

    groups: tuple[tuple[int, int], ...]
    on: str
    label: str
    kind: ClassVar[str] = "lottery"

    def __post_init__(self) -> None:
        _check_label(self.label)
        try:
            exact = date.fromisoformat(self.on).isoformat() == self.on
        except ValueError:
            exact = False
        if not exact:
            raise RandomnessError("lottery-date", text=self.on)
        _check_between("groups", len(self.groups), 1, 9)
        for count, highest in self.groups:
            _check_between("highest", highest, 1, 1000)
            _check_between("count", count, 1, highest)

    def outcomes(self) -> int:
        return math.prod(math.comb(highest, count) for count, highest in self.groups)

    def read(self, text: str) -> str:
        """`3.12.25.33.49+7` out of "12 3 25 33 49 + 07".

        Raises `lottery-not-numbers`, `lottery-groups`, `lottery-count`, `lottery-range`, `lottery-twice`.
        """
        parts = text.split("+")
        if len(parts) != len(self.groups):
            raise RandomnessError("lottery-groups", expected=len(self.groups), given=len(parts))
        pairs = zip(parts, self.groups, strict=True)
        return "+".join(_lottery_group(part, count, highest) for part, (count, highest) in pairs)

    def as_dict(self) -> dict[str, Any]:
        groups = [{"count": count, "highest": highest} for count, highest in self.groups]
        return {"kind": self.kind, "label": self.label, "on": self.on, "groups": groups}


@dataclass(frozen=True)
class Beacon:
    """The value (`size` bytes) that a public beacon gives at `round`, named before it exists: a round chosen after
    would be a round chosen among many. Its signature is not checked here; `label` says where to read it."""

    round: int
    label: str
    size: int = 32
    kind: ClassVar[str] = "beacon"

    def __post_init__(self) -> None:
        _check_label(self.label)
        _check_between("round", self.round, 1, 2**53 - 1)
        _check_between("size", self.size, 16, 64)

    def outcomes(self) -> int:
        return int(256**self.size)

    def read(self, text: str) -> str:
        """The value in lowercase hexadecimal. Raises `beacon-not-hexadecimal`, `beacon-length`."""
        found = text.strip().lower()
        if not re.fullmatch(r"[0-9a-f]+", found):
            raise RandomnessError("beacon-not-hexadecimal", text=text)
        if len(found) != 2 * self.size:
            raise RandomnessError("beacon-length", expected=2 * self.size, given=len(found))
        return found

    def as_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "label": self.label, "round": self.round, "size": self.size}


@dataclass(frozen=True)
class Text:
    """A text given by someone: it replays a draw, but whoever chose it could have tried others. Never a proof."""

    label: str
    kind: ClassVar[str] = "text"

    def __post_init__(self) -> None:
        _check_label(self.label)

    def outcomes(self) -> None:
        """Unknown: nobody can say how many texts were tried."""

    def read(self, text: str) -> str:
        """The text, trimmed, in NFC. Raises `text-empty`, `text-too-long`, `text-control`."""
        found = unicodedata.normalize("NFC", text.strip())
        if not found:
            raise RandomnessError("text-empty")
        if len(found) > 500:
            raise RandomnessError("text-too-long", limit=500, given=len(found))
        if any(unicodedata.category(character) in {"Cc", "Cs"} for character in found):
            raise RandomnessError("text-control", text=ascii(found))
        return found

    def as_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "label": self.label}


Source = Balls | PublicLottery | Beacon | Text


def source_from(fields: Mapping[str, Any]) -> Source:
    """The source whose `as_dict` gave `fields`. Raises `RandomnessError`: `bad-source`, and those of each source."""
    try:
        match fields:
            case {"kind": "balls", "label": label, "digits": digits}:
                return Balls(digits, label)
            case {"kind": "lottery", "label": label, "on": on, "groups": groups}:
                return PublicLottery(tuple((group["count"], group["highest"]) for group in groups), on, label)
            case {"kind": "beacon", "label": label, "round": number, "size": size}:
                return Beacon(number, label, size)
            case {"kind": "text", "label": label}:
                return Text(label)
    except (TypeError, KeyError):
        pass
    raise RandomnessError("bad-source", kind=str(fields.get("kind")))


def seed_string(draw_id: str, commitment: str, values: Sequence[tuple[str, str]]) -> str:
    """The seed: `chainon-seed-1|draw|commitment|kind:value|…`, for values as `Source.read` gives them.

    Two different contents never give the same seed: the id and the commitment are made of signs that cannot be
    mistaken, and `%` and `|` are written `%25` and `%7C` in values (only texts hold any).

    Raises `RandomnessError`: `bad-draw-id`, `bad-commitment`, `no-source`, `bad-source`.
    """
    if not _DRAW_ID.fullmatch(draw_id):
        raise RandomnessError("bad-draw-id", text=draw_id)
    if not _HASH.fullmatch(commitment):
        raise RandomnessError("bad-commitment", text=commitment)
    if not values:
        raise RandomnessError("no-source")
    parts = [SEED_LABEL, draw_id, commitment]
    for kind, value in values:
        if kind not in {"balls", "lottery", "beacon", "text"}:
            raise RandomnessError("bad-source", kind=kind)
        parts.append(f"{kind}:{value.replace('%', '%25').replace('|', '%7C')}")
    return unicodedata.normalize("NFC", "|".join(parts))


def _lottery_group(part: str, count: int, highest: int) -> str:
    words = _SEPARATORS.sub(" ", part).split()
    if not all(word.isascii() and word.isdigit() and len(word) <= 4 for word in words):
        raise RandomnessError("lottery-not-numbers", text=part.strip())
    numbers = sorted(int(word) for word in words)
    if len(numbers) != count:
        raise RandomnessError("lottery-count", expected=count, given=len(numbers))
    for number in numbers:
        if not 1 <= number <= highest:
            raise RandomnessError("lottery-range", number=number, highest=highest)
        if numbers.count(number) > 1:
            raise RandomnessError("lottery-twice", number=number)
    return ".".join(str(number) for number in numbers)


def _check_label(label: str) -> None:
    if not isinstance(label, str) or not label.strip():
        raise RandomnessError("source-without-label")


def _check_between(name: str, value: int, low: int, high: int) -> None:
    if type(value) is not int or not low <= value <= high:
        raise RandomnessError("bad-source", field=name, value=str(value), low=low, high=high)
