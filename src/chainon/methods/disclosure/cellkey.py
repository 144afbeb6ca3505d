"""Cell-key noise: each count moves by a few people, always the same way for the same people.

Each person has a secret random number; their sum chooses the noise of a cell, so that the same people get the same
noise in every table and every year, and asking again teaches nothing. Source: Fraser, Wooton, « A proposed method for
confidentialising tabular output to protect against differencing », UNECE/Eurostat, 2005; Insee uses the method for
priority neighbourhoods since 2024.

The noise of a count `n` is binomial: `B(n + D, n / (n + D)) - n` below the bound `D`, `B(2 D, 1/2) - D` from it on. Its
mean is exactly zero, it never passes `D` nor makes a count negative, a zero stays a zero; its weights are integers.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from functools import cache
from math import comb

from .errors import DisclosureError

NOISE = 5
"""Bound of the noise by default: a count then stands for eleven values, as wide as the threshold of hiding."""

KEYS = 1 << 64
LARGEST_NOISE = 50
SHORTEST_SECRET = 16


def record_keys(secret: bytes, ids: Iterable[str]) -> list[int]:
    """The key of each person, from 0 to 2^64 - 1: HMAC-SHA-256 of their stable id under a secret that never changes.

    Who holds the secret and the list of people can undo the noise: keep it as one keeps the list.
    Raises `DisclosureError`: `secret-too-short` (`least`), `id-twice` (`id`).
    """
    if len(secret) < SHORTEST_SECRET:
        raise DisclosureError("secret-too-short", least=SHORTEST_SECRET)
    keys: dict[str, int] = {}
    for name in ids:
        if name in keys:
            raise DisclosureError("id-twice", id=name)
        keys[name] = int.from_bytes(hmac.new(secret, name.encode(), hashlib.sha256).digest()[:8], "big")
    return list(keys.values())


def whole_key(total: int) -> int:
    """The key of a cell: the sum of the keys of its people, modulo 2^64."""
    return total % KEYS


def cell_noise(count: int, key: int, bound: int = NOISE) -> int:
    """What is added to a count, from `-min(count, bound)` to `bound`.

    Raises `DisclosureError`: `bad-noise` (`bound`, `most`), `bad-key` (`key`).
    """
    weights = noise_weights(min(count, bound), bound)
    total = sum(weight for _, weight in weights)
    passed = 0
    for step, weight in weights:
        passed += weight
        if key * total < passed * KEYS:
            return step
    raise DisclosureError("bad-key", key=str(key))


@cache
def noise_weights(count: int, bound: int) -> tuple[tuple[int, int], ...]:
    """The perturbation table: (noise, integer weight) of a count, the same for every count from `bound` on."""
    if not 1 <= bound <= LARGEST_NOISE:
        raise DisclosureError("bad-noise", bound=bound, most=LARGEST_NOISE)
    n = min(count, bound)
    trials = n + bound
    return tuple((k - n, comb(trials, k) * n**k * bound ** (trials - k)) for k in range(trials + 1) if n or k == 0)
