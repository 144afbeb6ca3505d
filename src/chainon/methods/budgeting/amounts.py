"""Money and numbers as people write them, read into integers."""

from __future__ import annotations

import re

_AMOUNT = re.compile(r"(\d+)(?:[.,](\d+))?")


def cents_of(text: str) -> int | None:
    """Cents of an amount in the main unit: `12000`, `12 000`, `12000.5`, `12000,50`, `12000.000`; None when it is no
    amount, is negative or has a fraction of a cent."""
    compact = re.sub(r"[\s\u00a0\u202f]", "", text)
    match = _AMOUNT.fullmatch(compact) if compact.isascii() else None
    if match is None:
        return None
    whole, decimals = match[1], (match[2] or "").rstrip("0")
    if len(decimals) > 2 or ("," in compact and len(match[2]) > 2):
        return None
    return int(whole) * 100 + int(decimals.ljust(2, "0"))


def text_of(cents: int) -> str:
    """The amount as Pabulib writes it: `12000`, `12000.50`."""
    whole, rest = divmod(cents, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)
