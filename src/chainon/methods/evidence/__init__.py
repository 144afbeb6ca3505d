"""Evidence: one form of bytes for a content, a tree proving that a line is in a list, a chain of lines.

Everything here is SHA-256 over specified bytes (`docs/methods/sealed-draw.md`), with the standard library only.
"""

from .canonical import EvidenceError, canonical, sha256_hex
from .chain import GENESIS, chain_hash
from .merkle import MerkleTree, inclusion_proof, leaf_hash, merkle_root, verify_inclusion

__all__ = [
    "GENESIS",
    "EvidenceError",
    "MerkleTree",
    "canonical",
    "chain_hash",
    "inclusion_proof",
    "leaf_hash",
    "merkle_root",
    "sha256_hex",
    "verify_inclusion",
]
