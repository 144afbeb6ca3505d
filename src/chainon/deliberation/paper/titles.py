"""A paper has answers more often than a title: its first words make one."""

from __future__ import annotations

import re

LONGEST = 80


def title_from(*answers: str) -> str:
    """The first sentence of the first answer that says something, cut at a word; "" when none does."""
    said = next((" ".join(each.split()) for each in answers if each.strip()), "")
    sentence = re.split(r"(?<=[.!?…])\s|\n", said, maxsplit=1)[0].rstrip(" .")
    if len(sentence) <= LONGEST:
        return sentence
    return sentence[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:\u00a0") + "…"
