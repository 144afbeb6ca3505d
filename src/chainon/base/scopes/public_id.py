"""Public ids: what stands in addresses instead of integer keys, which are never shown."""

from __future__ import annotations

import secrets
from functools import lru_cache
from typing import Any

from django.db import models
from django.utils.text import slugify

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
LENGTH = 10


def new_public_id() -> str:
    """Ten characters of a 30-letter alphabet without look-alikes (49 bits): not guessable, easy to read aloud."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class PublicIdField(models.CharField[str, str]):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(max_length=16, unique=True, editable=False, default=new_public_id)
        super().__init__(*args, **kwargs)


@lru_cache(maxsize=4096)  # the newest stand in every list
def handle(public_id: str, name: str) -> str:
    """What stands in addresses: the public id, then the name for people."""
    slug = slugify(name)[:60].strip("-")
    return f"{public_id}-{slug}" if slug else public_id
