"""Disclosure: small numbers of people stay hidden in what is published, even from whoever subtracts two tables.

The words are here; each act is in its own module, imported when it is used:

- `tabulate` (from a list of people to tables), `suppression` (hide), `cellkey` (or move each count a little);
- `attack` (what a reader can work out of tables, the test of all the rest), `dates` (the same tables at two dates);
- `report` and `wording` (in French).
"""

from .errors import DisclosureError
from .model import ALL, Dimension, Finding, Publication, Rule, Table

__all__ = ["ALL", "Dimension", "DisclosureError", "Finding", "Publication", "Rule", "Table"]
