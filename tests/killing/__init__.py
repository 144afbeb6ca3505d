"""People who act while the web and the worker are killed under them; then the account of what is kept.

`play` is the whole of it, for `tests/test_kills.py` (a few deaths) and `bench/kills.py` (fifty, figures published).
"""

from __future__ import annotations

from .playing import Outcome, play

__all__ = ["Outcome", "play"]
