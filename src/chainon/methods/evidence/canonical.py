"""Canonical JSON: one content, one sequence of bytes, so that a hash means the content and not its layout."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping

from chainon.methods.errors import MethodError

LARGEST_INTEGER = 2**53 - 1
"""Beyond it a JavaScript program would read another number."""


class EvidenceError(MethodError):
    """A content, a hash or a position that no evidence can be made of."""


def canonical(value: object) -> bytes:
    """The canonical JSON of `value`, as UTF-8 bytes without a final newline.

    Keys sorted by code point, no space, strings in NFC and escaped only where JSON demands it, integers of at most
    53 bits. It is RFC 8785 without floats, and with keys sorted by code point instead of UTF-16 unit.

    Raises `EvidenceError`: `not-canonical` (a float, another type, a key that is no text), `integer-too-large`,
    `bad-text` (a lone surrogate), `key-twice` (two keys that are one in NFC).
    """
    plain = _plain(value)
    try:
        return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    except UnicodeEncodeError as error:
        raise EvidenceError("bad-text", text=ascii(error.object[error.start : error.end])) from None


def sha256_hex(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise EvidenceError("integer-too-large", digits=len(hex(value)))
        return int(value)
    if isinstance(value, Mapping):
        return _plain_mapping(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    raise EvidenceError("not-canonical", type=type(value).__name__)


def _plain_mapping(value: Mapping[object, object]) -> dict[str, object]:
    result: dict[str, object] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise EvidenceError("not-canonical", type=f"key {type(key).__name__}")
        name = unicodedata.normalize("NFC", key)
        if name in result:
            raise EvidenceError("key-twice", key=name)
        result[name] = _plain(item)
    return result
