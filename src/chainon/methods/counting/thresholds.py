"""Shares to reach, in exact fractions: of the votes expressed, of those cast, of the registered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, cast

from .errors import CountingError
from .model import Number, Profile, exact

Base = Literal["expressed", "cast", "registered"]
BASES: tuple[Base, ...] = ("expressed", "cast", "registered")
_TEXT = re.compile(r"\s*(>=|>)?\s*([0-9]{1,9}(?:/[0-9]{1,9}|(?:[.,][0-9]{1,9})?\s*%)?)\s*(?:of\s+([a-z]+))?\s*")


@dataclass(frozen=True)
class Threshold:
    """`share` of `base`, to be exceeded (`strictly`) or only reached. `registered` is needed for the third base."""

    share: Fraction
    strictly: bool = False
    base: Base = "expressed"
    registered: int | None = None

    @classmethod
    def parse(cls, text: str, registered: int | None = None) -> Threshold:
        """`>1/2` (more than), `>=2/3` or `2/3` (at least), `60%`; `of cast`, `of registered` after it.

        Raises `CountingError` `bad-share`.
        """
        found = _TEXT.fullmatch(text)
        base = (found and found[3]) or "expressed"
        if not found or base not in BASES:
            raise CountingError("bad-share", found=text[:40])
        return cls(parse_share(found[2]), found[1] == ">", base, registered)

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise CountingError("bad-share", found=str(self.share))

    def bound(self, profile: Profile) -> Number:
        """The number to reach. Raises `CountingError`: `registered-missing`, `fewer-registered`."""
        if self.base == "expressed":
            return exact(self.share * profile.valid)
        if self.base == "cast":
            return exact(self.share * profile.cast)
        return exact(self.share * checked_registered(self.registered, profile))

    def is_met(self, number: Number, bound: Number) -> bool:
        return number > bound if self.strictly else number >= bound

    def as_json(self) -> dict[str, object]:
        return {"share": str(self.share), "strictly": self.strictly, "base": self.base, "registered": self.registered}

    @classmethod
    def from_json(cls, value: Mapping[str, object]) -> Threshold:
        registered = cast("int | None", value["registered"])
        return cls(Fraction(str(value["share"])), bool(value["strictly"]), cast(Base, value["base"]), registered)


def parse_share(text: str) -> Fraction:
    """`2/3`, `60%`, `0` or `1`. Raises `CountingError` `bad-share`."""
    plain = text.strip().replace(",", ".")
    try:
        return Fraction(plain.removesuffix("%").strip()) / 100 if plain.endswith("%") else Fraction(plain)
    except (ValueError, ZeroDivisionError):
        raise CountingError("bad-share", found=text[:40]) from None


def checked_registered(registered: int | None, profile: Profile) -> int:
    """Raises `CountingError`: `registered-missing`, `fewer-registered` (more votes than registered)."""
    if registered is None:
        raise CountingError("registered-missing")
    if registered < profile.cast:
        raise CountingError("fewer-registered", cast=profile.cast, registered=registered)
    return registered
