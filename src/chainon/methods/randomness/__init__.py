"""Public randomness: from what everyone saw (balls, a lottery, a beacon) to numbers that everyone recomputes.

Integers and SHA-256 only: the same bytes on every machine, in every language (`docs/methods/randomness.md`).
"""

from .sources import Balls, Beacon, PublicLottery, RandomnessError, Source, Text, seed_string, source_from
from .stream import Stream

__all__ = [
    "Balls",
    "Beacon",
    "PublicLottery",
    "RandomnessError",
    "Source",
    "Stream",
    "Text",
    "seed_string",
    "source_from",
]
