"""The number of a slip: what two halves of one paper share, with a last digit that catches a slip of the hand."""

from __future__ import annotations

import re

LONGEST = 9
_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def written(number: int) -> str:
    """ "142-7": the number, then its check digit."""
    return f"{number}-{_check(str(number))}"


def is_number(text: str) -> bool:
    """Whether what was typed looks like a number rather than a code: digits alone, few enough."""
    digits = _plain(text)
    return digits.isascii() and digits.isdigit() and len(digits) <= LONGEST


def read(text: str) -> int | None:
    """The number that was typed, dashes or not; None when its last digit says that one of them is wrong."""
    digits = _plain(text)
    if not is_number(text) or len(digits) < 2 or _check(digits[:-1]) != digits[-1]:
        return None
    return int(digits[:-1]) or None


def _plain(text: str) -> str:
    """ "n° 142 7" → "1427"."""
    return (
        re.sub(r"[\W_]", "", re.sub(r"^\s*n\s*[°ºo]?(?=\W*\d)", "", text, flags=re.IGNORECASE))
        .upper()
        .translate(_LOOK_ALIKES)
    )


def _check(digits: str) -> str:
    """ISO 7064, modulo 11,10: catches any one wrong digit, and nearly all swapped neighbours."""
    product = 10
    for digit in digits:
        product = 2 * ((product + int(digit)) % 10 or 10) % 11
    return str((11 - product) % 10)
