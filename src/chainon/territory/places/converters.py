"""How a place stands in addresses: `<public id>-<name>`, where only the id counts."""

from __future__ import annotations

from chainon.base.scopes.public_id import ALPHABET, LENGTH


class HandleConverter:
    regex = rf"[{ALPHABET}]{{{LENGTH}}}(?:-[a-z0-9_-]*)?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def public_id_of(handle: str) -> str:
    return handle.partition("-")[0]
