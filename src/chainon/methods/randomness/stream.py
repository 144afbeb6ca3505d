"""A stream of uniform integers out of a seed text."""

from __future__ import annotations

import hashlib
import itertools
import struct
import unicodedata
from collections.abc import Iterable, Sequence

from .sources import RandomnessError

_WORDS = 2**64
_FOUR_WORDS = struct.Struct(">4Q")


class Stream:
    """Uniform integers from a seed: SHA-256 in counter mode, consumed as 64-bit words, with rejection sampling.

    Key k = SHA-256(UTF-8 of the NFC of the seed); block i = SHA-256(k ‖ i as 8 big-endian bytes), i from 0; each block
    gives four big-endian 8-byte words. After the principle of RFC 3797, with a current hash and without its bias.

    Raises `RandomnessError`: `bad-seed` (a lone surrogate), `bad-range` (below), `duplicate-id` (shuffle, choose),
    `too-many` (choose).
    """

    def __init__(self, seed: str) -> None:
        self._key = hashlib.sha256(_utf8(seed)).digest()
        self._counter = 0
        self._words: list[int] = []

    def _word(self) -> int:
        if not self._words:
            block = hashlib.sha256(self._key + self._counter.to_bytes(8, "big")).digest()
            self._counter += 1
            self._words = list(reversed(_FOUR_WORDS.unpack(block)))
        return self._words.pop()

    def below(self, n: int) -> int:
        """A uniform integer in 0 … n−1, for 1 ≤ n ≤ 2⁶⁴.

        Takes words until one is under the largest multiple of n that fits in 64 bits: each remainder is then as
        likely as any other. It takes at least one word, even when n is 1.
        """
        if not 1 <= n <= _WORDS:
            raise RandomnessError("bad-range", n=n)
        limit = _WORDS - _WORDS % n
        while (word := self._word()) >= limit:
            pass
        return word % n

    def shuffle(self, ids: Iterable[str]) -> list[str]:
        """All of `ids`, shuffled. The order in which they come does not matter."""
        return self._deal(ids, None)

    def choose(self, ids: Iterable[str], k: int) -> list[str]:
        """The `k` first of what `shuffle` would give, in that order."""
        return self._deal(ids, k)

    def _deal(self, ids: Iterable[str], k: int | None) -> list[str]:
        """Fisher–Yates from the front over the ids sorted by their UTF-8 bytes (NFC), stopped after `k` places."""
        deck = _sorted_by_bytes(ids)
        places = len(deck) if k is None else k
        if not 0 <= places <= len(deck):
            raise RandomnessError("too-many", asked=places, available=len(deck))
        for i in range(min(places, len(deck) - 1)):
            j = i + self.below(len(deck) - i)
            deck[i], deck[j] = deck[j], deck[i]
        return deck[:places]


def _sorted_by_bytes(ids: Iterable[str]) -> list[str]:
    keyed: Sequence[tuple[bytes, str]] = sorted((_utf8(text), text) for text in ids)
    for (first, text), (second, _) in itertools.pairwise(keyed):
        if first == second:
            raise RandomnessError("duplicate-id", id=text)
    return [text for _, text in keyed]


def _utf8(text: str) -> bytes:
    try:
        return unicodedata.normalize("NFC", text).encode()
    except UnicodeEncodeError:
        raise RandomnessError("bad-seed", text=ascii(text)) from None
