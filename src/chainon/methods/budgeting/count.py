"""From a vote and a rule to the winners."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .model import Instance
from .outcome import Outcome
from .sheet import Method, Rule


def count(instance: Instance, rule: Rule) -> Outcome:
    """The outcome of `instance` by `rule`: the same for any order of the voters and of the projects.

    Raises `chainon.methods.ties.TieError` (an equality that the rule refuses), `BudgetingError` (`no-share`,
    `approval-only`).
    """
    from .equal_shares import equal_shares
    from .greedy import greedy
    from .maximin_support import maximin_support
    from .phragmen import phragmen

    methods: Mapping[Method, Callable[[Instance, Rule], Outcome]] = {
        "greedy": greedy,
        "equal-shares": equal_shares,
        "phragmen": phragmen,
        "maximin-support": maximin_support,
    }
    return methods[rule.method](instance, rule)
