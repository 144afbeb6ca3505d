"""A voter's receipt: where their share went, to the fraction of a cent. It is theirs: nobody else is shown it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from .errors import BudgetingError
from .model import Ballots, Instance
from .outcome import Outcome


@dataclass(frozen=True)
class Receipt:
    """In cents, exact. `paid`: the winners that the share paid for, in order; `unpaid`: the winners that the ballot
    names and that took nothing from it (free, filled in, or bought when nothing was left); `lost`: the others."""

    endowment: Fraction
    paid: tuple[tuple[str, Fraction], ...]
    unpaid: tuple[str, ...]
    lost: tuple[str, ...]
    left: Fraction


def group_of(instance: Instance, ballot: Mapping[str, int], place: str = "") -> int:
    """The group of those who cast this ballot (project id → points; 1 each on approval ballots; in order of preference
    on ordinal ones). Raises `BudgetingError` `no-such-ballot`, and `unknown-project`."""
    for name in ballot:
        if name not in instance.position:
            raise BudgetingError("unknown-project", id=name)
    row = [(instance.position[name], points) for name, points in ballot.items()]
    wanted = Ballots.of(instance.ballots.kind, [tuple(row)]).row(0)
    lengths = np.diff(instance.ballots.starts)
    for group in np.flatnonzero(lengths == len(wanted)).tolist():
        lives_there = not instance.ballots.places or instance.ballots.places[group] == place
        if lives_there and instance.ballots.row(group) == wanted:
            return int(group)
    raise BudgetingError("no-such-ballot")


def receipt(instance: Instance, outcome: Outcome, group: int) -> Receipt:
    """The receipt of each voter of a group, after equal shares. Raises `BudgetingError` `no-shares` for other rules."""
    if outcome.endowment is None or (outcome.compared is not None and outcome.compared.kept == "greedy"):
        raise BudgetingError("no-shares", rule=outcome.rule.method)
    factor = outcome.factors[group] if outcome.factors else Fraction(1)
    has = whole = outcome.endowment * factor
    named = dict(instance.ballots.row(group))
    paid: list[tuple[str, Fraction]] = []
    unpaid: list[str] = []
    for bought in outcome.rounds:
        if bought.project not in named:
            continue
        name = instance.projects[bought.project].id
        place = np.searchsorted(bought.groups, group) if bought.groups is not None else 0
        if bought.groups is None or place == len(bought.groups) or bought.groups[place] != group:
            unpaid.append(name)
            continue
        assert bought.price is not None and bought.emptied is not None
        points = named[bought.project] if outcome.rule.utility == "points" else 1
        given = has if bought.emptied[place] else bought.price * points
        paid.append((name, given))
        has -= given
    lost = tuple(instance.projects[at].id for at in named if instance.projects[at].id not in outcome.winners)
    return Receipt(whole, tuple(paid), tuple(unpaid), lost, has)
