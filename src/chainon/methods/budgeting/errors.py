"""Errors of budgeting."""

from __future__ import annotations

from chainon.methods.errors import MethodError


class BudgetingError(MethodError):
    """A vote or a rule that no count can be made of.

    Codes of an instance: `no-project-id`, `project-twice` (`id`), `bad-cost` (`id`, `cost`), `bad-budget` (`budget`),
    `bad-ballots` (`what`: `starts`, `projects`, `points`, `weights`, `places`, `project-twice`), `unknown-project`
    (`id`), `bad-envelope` (`by`, `value`). Codes of a sheet: `bad-sheet` (`field`, `found`). Codes of a count:
    `no-share` (`place`), `approval-only` (`rule`).
    """
