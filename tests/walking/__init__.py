"""A town where anything may happen next: every act of the chain, done through its service on what is there."""

from __future__ import annotations

from . import institutions, promises, settings, voices
from .town import ACTS, Town, open_town

__all__ = ["ACTS", "Town", "institutions", "open_town", "promises", "settings", "voices"]
