"""Thirteen letters and one that catches a slip of the hand, in Crockford's base32 less one. Only hashes are kept."""

from __future__ import annotations

import hashlib
import secrets

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXY"
"""Crockford's letters without Z, which a hand confuses with 2: thirty-one, a prime: no wrong letter is missed."""
LENGTH = 13
CODES = len(LETTERS) ** LENGTH
"""64 bits: nobody finds a code by trying."""
_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "Z": "2"})


def new_code() -> str:
    """ "7KQ4T-X92MA-B3CD", drawn by chance."""
    return code_of(secrets.randbelow(CODES))


def code_of(number: int) -> str:
    """The code of a number (beyond `CODES`, it begins again): the same each time."""
    letters = ""
    for _place in range(LENGTH):
        number, mark = divmod(number, len(LETTERS))
        letters += LETTERS[mark]
    letters += _check(letters)
    return "-".join((letters[:5], letters[5:10], letters[10:]))


def code_hash(code: str) -> str:
    """What is kept of a code, or "" when it is not one (wrong length, or a slip caught by its last letter)."""
    letters = "".join(mark for mark in code.upper().translate(_LOOK_ALIKES) if mark in LETTERS)
    if len(letters) != LENGTH + 1 or _check(letters[:-1]) != letters[-1]:
        return ""
    return hashlib.sha256(letters.encode()).hexdigest()


def _check(letters: str) -> str:
    """Weighted sum modulo 31, a prime: catches any one wrong letter, and any two swapped neighbours."""
    return LETTERS[sum(place * LETTERS.index(mark) for place, mark in enumerate(letters, start=1)) % len(LETTERS)]
