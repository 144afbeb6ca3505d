"""A published file counted into its report: what the command writes is what it counted."""

from __future__ import annotations

from typing import Any

from chainon.methods.evidence import sha256_hex

from .count import count
from .pabulib import read_pabulib
from .report import build_report
from .sheet import Rule


def counted(ballots: bytes, rule: Rule, places: str | None, currency: str) -> dict[str, Any]:
    """The report of a `.pb` file. Raises `PabulibError`, `TableError`, `BudgetingError`, `TieError`."""
    instance = read_pabulib(ballots, places=places)
    outcome = count(instance, rule)
    return build_report(instance, outcome, ballots_sha256=sha256_hex(ballots), places=places, currency=currency)
