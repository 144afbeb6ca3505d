"""Thirteen letters and the one that catches a slip of the hand, in Crockford's base32. Only hashes are kept."""

from __future__ import annotations

import hashlib
import secrets

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 13
"""65 bits: nobody finds a code by trying."""
_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def new_code() -> str:
    """ "7KQ4T-X92MA-B3CD", drawn by chance."""
    return code_of(secrets.randbits(5 * LENGTH))


def code_of(number: int) -> str:
    """The code of a number of 65 bits (those beyond are dropped): the same each time."""
    letters = "".join(CROCKFORD[(number >> (5 * place)) & 31] for place in range(LENGTH))
    letters += _check(letters)
    return "-".join((letters[:5], letters[5:10], letters[10:]))


def code_hash(code: str) -> str:
    """What is kept of a code, or "" when it is not one (wrong length, or a slip caught by its last letter)."""
    letters = "".join(mark for mark in code.upper().translate(_LOOK_ALIKES) if mark in CROCKFORD)
    if len(letters) != LENGTH + 1 or _check(letters[:-1]) != letters[-1]:
        return ""
    return hashlib.sha256(letters.encode()).hexdigest()


def _check(letters: str) -> str:
    """Weighted sum modulo 31, a prime: catches any one wrong letter but for 0/Z, and any two swapped neighbours."""
    return CROCKFORD[sum(place * CROCKFORD.index(mark) for place, mark in enumerate(letters, start=1)) % 31]
