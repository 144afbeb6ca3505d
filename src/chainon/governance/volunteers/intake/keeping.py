"""Fingerprints kept instead of what they stand for: of a household, of a withdrawn person, of a code on paper."""

from __future__ import annotations

import hashlib

from django.utils.crypto import salted_hmac

from chainon.base.codes import code_of


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
    return code_of(number)


def _mark(list_id: str, part: str) -> str:
    return salted_hmac("chainon.volunteers.withdrawn", f"{list_id}|{part}", algorithm="sha256").hexdigest()[:32]
