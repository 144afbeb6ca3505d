"""The exact accounts of a run of equal shares, kept as integer counts and made fractions only when asked.

A voter who never gave all they had paid `price` × points for each purchase they took part in. So the balances of any
group of them sum to endowment × their number − Σ price of a purchase × the points they gave it: one product a purchase,
however many voters there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from .supporters import Endowments, Supporters

if TYPE_CHECKING:
    from .supporters import Floats, Index


@dataclass(eq=False)
class Purchase:
    """A project bought at `price` a point (float), or `exact` once known.

    By supporters of the project: `balances` before, `left` after (cents a voter, exactly 0.0 when and only when nothing
    is left: they gave all they had).
    """

    project: int
    cost: int
    price: float
    balances: Floats
    left: Floats
    exact: Fraction | None = None


class Ledger:
    """The purchases of a run, in order, and what they leave to each voter."""

    def __init__(self, supporters: Supporters, endowments: Endowments, endowment: Fraction, groups: int) -> None:
        self.endowment = endowment
        self.purchases: list[Purchase] = []
        self.balance = endowments.balances(endowment, groups)
        """Cents of a voter of each group, as floats: 0.0 when and only when nothing is left."""
        self._supporters = supporters
        self._endowments = endowments
        self._number: dict[int, int] = {}

    def write(self, purchase: Purchase) -> None:
        self._number[purchase.project] = len(self.purchases)
        self.purchases.append(purchase)
        self.balance[self._supporters.groups[purchase.project]] = purchase.left

    def price(self, number: int) -> Fraction:
        """The exact price of a point in purchase `number`."""
        purchase = self.purchases[number]
        if purchase.exact is None:
            groups = self._supporters.groups[purchase.project]
            poor = self._held(groups[(purchase.left == 0) & (purchase.balances > 0)], number)
            purchase.exact = (purchase.cost - poor) / self._in_full(purchase)
        return purchase.exact

    def _in_full(self, purchase: Purchase) -> int:
        """The points of those who paid in full and have something left."""
        return int(self._supporters.pointed[purchase.project][purchase.left > 0].sum())

    def is_lowest(self) -> bool:
        """Whether every price was the lowest there can be: nobody was emptied."""
        units = self._supporters.units
        return all(self._in_full(purchase) == units[purchase.project] for purchase in self.purchases)

    def prices(self) -> list[Fraction]:
        """Exact prices of all purchases, from the first: each needs those before it."""
        return [self.price(number) for number in range(len(self.purchases))]

    def money(self, groups: Index) -> Fraction:
        """The exact sum of what the voters of `groups` have left."""
        return self._held(groups[self.balance[groups] > 0], len(self.purchases))

    def left(self, group: int) -> Fraction:
        """What a voter of `group` has left, exact."""
        if self.balance[group] == 0.0:
            return Fraction(0)
        paid = sum(
            (self.price(self._number[project]) * points
             for project, points in self._supporters.row(group) if project in self._number),
            Fraction(0),
        )  # fmt: skip
        return self.endowment * self._endowments.factor(group) - paid

    def _held(self, groups: Index, before: int) -> Fraction:
        """What the voters of `groups`, none of whom was emptied by then, had before purchase `before`."""
        if not len(groups):
            return Fraction(0)
        held = self.endowment * self._endowments.total(groups)
        if before:
            points = self._supporters.sums(groups)
            for number in range(before):
                given = points[self.purchases[number].project]
                if given:
                    held -= self.price(number) * given
        return held
