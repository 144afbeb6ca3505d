"""Codes on paper and signed links, for people without an account: how they are made, and how often one may be wrong."""

from .attempts import count, counted
from .paper import code_hash, code_of, new_code

__all__ = ["code_hash", "code_of", "count", "counted", "new_code"]
