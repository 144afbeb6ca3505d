"""First names and family names to invent people from: a seeded draw puts them together, any likeness is chance.

`names.txt`: women's first names, men's, family names, a paragraph each; an underscore stands for a space.
"""

from __future__ import annotations

from pathlib import Path

_PARAGRAPHS = (Path(__file__).parent / "names.txt").read_text(encoding="utf-8").split("\n\n")
WOMEN, MEN, FAMILIES = ([name.replace("_", " ") for name in paragraph.split()] for paragraph in _PARAGRAPHS)
FORENAMES = {"Femme": WOMEN, "Homme": MEN}
