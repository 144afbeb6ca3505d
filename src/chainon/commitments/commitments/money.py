"""Amounts as people write them: « 12 000,50 € »."""

from __future__ import annotations

import re

from chainon.base.ui import typography

_AMOUNT = re.compile(r"(\d{1,11})(?:[.,](\d{1,2}))?\Z")


class AmountError(ValueError):
    """Not an amount of euros that one can keep."""


def read_cents(text: str) -> int | None:
    """Whole cents; None for nothing. Raises `AmountError`."""
    plain = re.sub(r"[\s\u00a0\u202f€]|euros?", "", text.strip().lower())
    if not plain:
        return None
    found = _AMOUNT.match(plain)
    if found is None:
        raise AmountError(text)
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def in_euros(cents: int) -> str:
    """ "12 000 €", "12 000,50 €"."""
    euros, rest = divmod(cents, 100)
    said = typography.number(cents / 100 if rest else euros, 2 if rest else 0)
    return f"{said}{typography.NO_BREAK}€"
