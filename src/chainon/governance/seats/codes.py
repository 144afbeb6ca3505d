"""The codes printed on letters: 65 random bits in Crockford's base32, and a check character. Only hashes are kept."""

from __future__ import annotations

import secrets

from chainon.governance.volunteers.intake.keeping import CODE_LENGTH, CROCKFORD, code_hash

__all__ = ["code_hash", "new_code"]


def new_code() -> str:
    """ "7KQ4T-X92MA-B3CD": thirteen characters and the one that catches a slip of the hand."""
    letters = "".join(secrets.choice(CROCKFORD) for _ in range(CODE_LENGTH))
    letters += next(mark for mark in CROCKFORD if code_hash(letters + mark))
    return "-".join((letters[:5], letters[5:10], letters[10:]))
