"""A chain of lines: each hash holds the one before, so that no line is changed, moved or removed unseen."""

from __future__ import annotations

import hashlib
import re

from .canonical import EvidenceError, canonical

GENESIS = "0" * 64
"""What stands before the first line."""

_HASH = re.compile(r"[0-9a-f]{64}")


def chain_hash(previous: str, line: object) -> str:
    """The hash (64 hexadecimal digits) of `line` after the line whose hash is `previous`.

    SHA-256(0x02 ‖ previous as 32 bytes ‖ canonical JSON of the line); 0x02 keeps it apart from the leaves and nodes of
    Merkle trees. Removing the *last* lines is seen only by someone who kept a later hash: publish the head.

    Raises `EvidenceError`: `bad-hash`, and those of `canonical`.
    """
    if not _HASH.fullmatch(previous):
        raise EvidenceError("bad-hash", hash=previous)
    return hashlib.sha256(b"\x02" + bytes.fromhex(previous) + canonical(line)).hexdigest()
