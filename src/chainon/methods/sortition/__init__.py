"""Sortition: the fairest lottery over the panels that satisfy the quotas, sealed before and verified after.

The words are here; each act is in its own module, imported when it is used:

- `readers` (the two files), `feasibility` (can the places be filled, and the ways out), `quotas` (from shares);
- `leximin`, `maximin` (the exact lottery), `rounding` (a list of equally likely panels), `sampling` (ordinary draws);
- `seal`, `opening`, `verify_draw` (before, after, and for those who trust nobody), `replacement` (an empty seat);
- `report` and `wording` (in French), `cli` (the commands).
"""

from .errors import Cancelled, Infeasible, SortitionError
from .model import Distribution, Feature, Lottery, Panel, Person, Pool, Progress, Quota, ShouldStop

__all__ = [
    "Cancelled",
    "Distribution",
    "Feature",
    "Infeasible",
    "Lottery",
    "Panel",
    "Person",
    "Pool",
    "Progress",
    "Quota",
    "ShouldStop",
    "SortitionError",
]
