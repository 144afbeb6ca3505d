"""Participatory budgets: which projects win, by a rule published before the vote, and who paid for each.

- `model` (a vote), `sheet` (a rule), `outcome` (a result), `count` (from one to the other);
- one module a rule: `greedy`, `equal_shares`, `phragmen`, `maximin_support`; `completion` (endowments that grow, money
  left over, comparison).

`count(instance, rule)` is imported from `chainon.methods.budgeting.count`: it loads numpy.
"""

from .errors import BudgetingError
from .model import Ballots, BallotType, Envelope, Instance, Project
from .outcome import Compared, Outcome, Round
from .sheet import Rule

__all__ = [
    "BallotType",
    "Ballots",
    "BudgetingError",
    "Compared",
    "Envelope",
    "Instance",
    "Outcome",
    "Project",
    "Round",
    "Rule",
]
