"""Counting someone once who has neither account nor code, while keeping nothing of them but a fingerprint."""

from __future__ import annotations

import unicodedata

from django.utils.crypto import salted_hmac

from chainon.base.scopes.models import Scope


def fingerprint(territory: Scope, first_name: str, digits: str) -> str:
    """Of a first name (accents, capitals and hyphens put aside) and four digits that the person knows by heart.

    The key stays on the server: without it nobody can try first names. Whoever holds the server could; and two people
    who share a first name and the four digits count as one. The page says both.
    """
    name = unicodedata.normalize("NFKD", first_name).casefold()
    letters = "".join(mark for mark in name if mark.isalpha())
    said = f"{territory.root.public_id}:{letters}:{digits}"
    return salted_hmac("chainon.supports.person", said, algorithm="sha256").hexdigest()
