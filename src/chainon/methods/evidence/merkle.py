"""Merkle trees as in RFC 6962 §2.1 and RFC 9162 §2.1.3: 0x00 before a leaf, 0x01 before a pair.

Every function takes *leaf hashes* (32 bytes, from `leaf_hash`), so that a leaf can be proved without being shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from .canonical import EvidenceError


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def _pair(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class MerkleTree:
    """All the levels of a tree, for many proofs: 64 bytes a leaf, O(n) hashes to build, O(log n) a proof."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        levels = [list(leaves)]
        while len(levels[-1]) > 1:
            below = levels[-1]
            above = [_pair(left, right) for left, right in zip(below[::2], below[1::2], strict=False)]
            # A node without a sibling rises as it is: the same tree as the recursive definition of the RFC.
            levels.append(above + below[len(below) & ~1 :])
        self._levels = levels

    def __len__(self) -> int:
        return len(self._levels[0])

    @property
    def root(self) -> bytes:
        """The root (32 bytes); of no leaf at all, SHA-256 of nothing, as the RFC says."""
        return self._levels[-1][0] if len(self) else hashlib.sha256(b"").digest()

    def proof(self, index: int) -> list[bytes]:
        """The siblings from leaf `index` up to the root. Raises `EvidenceError`: `no-such-leaf`."""
        if not 0 <= index < len(self):
            raise EvidenceError("no-such-leaf", index=index, size=len(self))
        siblings = []
        for level in self._levels[:-1]:
            sibling = index ^ 1
            if sibling < len(level):
                siblings.append(level[sibling])
            index >>= 1
        return siblings


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    return MerkleTree(leaves).root


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    return MerkleTree(leaves).proof(index)


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` shows `leaf` at `index` of the tree of `size` leaves and root `root` (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last = leaf, size - 1
    for sibling in proof:
        if last == 0:
            return False
        if index & 1 or index == last:
            node = _pair(sibling, node)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            node = _pair(node, sibling)
        index, last = index >> 1, last >> 1
    return last == 0 and node == root
