"""Fingerprints kept instead of what they stand for: of a household, of a withdrawn person, of a code on paper."""

from __future__ import annotations

import hashlib

from django.utils.crypto import salted_hmac

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 13
"""65 bits: nobody finds a code by trying."""
_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def household(list_id: str, key: str) -> str:
    """Equal for the same household key within one list; says nothing of the address. Empty for an empty key."""
    return hashlib.sha256(f"{list_id}|{key}".encode()).hexdigest()[:24] if key else ""


def withdrawn_marks(list_id: str, name_key: str, email: str, phone: str) -> list[str]:
    """What recognises someone who withdrew when a file names them again: name with e-mail, name with phone, or the
    name alone of someone without either. Only the holder of the secret key can recompute them."""
    parts = [f"e|{name_key}|{email}"] if email else []
    parts += [f"p|{name_key}|{phone}"] if phone else []
    return [_mark(list_id, part) for part in parts or [f"n|{name_key}"]]


def withdraw_code(list_id: str, entry: str) -> str:
    """The code that withdraws what the form `entry` wrote: the same each time that form is sent again."""
    number = int.from_bytes(
        salted_hmac("chainon.volunteers.code", f"{list_id}|{entry}", algorithm="sha256").digest()[:9]
    )
    letters = "".join(CROCKFORD[(number >> (5 * place)) & 31] for place in range(CODE_LENGTH))
    return _grouped(letters + _check(letters))


def code_hash(code: str) -> str:
    """What is kept of a code, or "" when it is not one (wrong length, or a slip caught by its last letter)."""
    letters = "".join(mark for mark in code.upper().translate(_LOOK_ALIKES) if mark in CROCKFORD)
    if len(letters) != CODE_LENGTH + 1 or _check(letters[:-1]) != letters[-1]:
        return ""
    return hashlib.sha256(letters.encode()).hexdigest()


def _check(letters: str) -> str:
    """Weighted sum modulo 31, a prime: catches any one wrong letter but for 0/Z, and any two swapped neighbours."""
    return CROCKFORD[sum(place * CROCKFORD.index(mark) for place, mark in enumerate(letters, start=1)) % 31]


def _grouped(letters: str) -> str:
    return "-".join((letters[:5], letters[5:10], letters[10:]))


def _mark(list_id: str, part: str) -> str:
    return salted_hmac("chainon.volunteers.withdrawn", f"{list_id}|{part}", algorithm="sha256").hexdigest()[:32]
