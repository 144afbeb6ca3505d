"""Opinions: what gathers, what divides, what a minority carries and what is not known yet, in reactions to statements.

The words are here; each act is in its own module, imported when it is used:

- `readers` (the open data of Polis, or a plain table), `model.Reactions` (from arrays or triples);
- `analysis` (`analyse`, the whole), `lenses` (declared groups, opinion groups), `findings` (the four lists),
  `representative` (what a group says more than the others), `stability` (would other people have shown the same?);
- `axes`, `grouping`, `kmeans`, `cells` (where people stand), `routing` (what to show next), `polis` (its figures);
- `report` and `wording` (in French), `drawing` (the map), `cli` (the command).
"""

from .errors import OpinionsError
from .model import AGREE, DISAGREE, PASS, Direction, Groups, Reactions, Settings, Statement

__all__ = [
    "AGREE",
    "DISAGREE",
    "PASS",
    "Direction",
    "Groups",
    "OpinionsError",
    "Reactions",
    "Settings",
    "Statement",
]
