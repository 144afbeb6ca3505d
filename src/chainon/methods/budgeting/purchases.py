"""One run of equal shares at a given endowment.

Everyone starts with the same virtual money. Again and again, the project with the lowest price per unit of utility is
bought; all who named it pay that price for each unit, or all they have left. It ends when no project can be paid for
by those who named it. Source: Peters, Pierczyński and Skowron, "Proportional participatory budgeting with additive
utilities", NeurIPS 2021.

Floats decide only beyond a gap that covers all their errors (1e-9 relative at least). Below it, prices are fractions
made of integer counts: a voter who never gave all they had paid `price` × points for each purchase they took part in,
so that the balances of many voters sum to a few products.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from chainon.methods.ties import Settler

from .ledger import Ledger, Purchase
from .model import Instance
from .outcome import Round
from .room import Room
from .sheet import Utility
from .supporters import Endowments, Supporters

if TYPE_CHECKING:
    from .supporters import Floats

RELATIVE = 1e-9
ABSOLUTE = 1e-12
"""Errors of float balances, as a share of the endowment: hundreds of roundings of 1e-16 stay far below."""
SMALLEST = 5e-324


@dataclass(frozen=True, eq=False)
class Electorate:
    """What all runs of a count share."""

    instance: Instance
    utility: Utility
    supporters: Supporters
    endowments: Endowments
    able: tuple[int, ...]
    """The projects that can be bought: enough votes, a cost above 0."""


@dataclass(eq=False)
class Offer:
    """What a project costs its supporters now: `price` a point, in floats, `slack` the error it may have.

    `exact` and what is left to those at the `edge` (by place among the supporters) are filled when fractions must tell.
    """

    project: int
    price: float
    slack: float
    balances: Floats
    exact: Fraction | None = None
    edge: dict[int, Fraction] = field(default_factory=dict)


class Run:
    """Buys until nothing can be bought, or until more than `ceiling` cents are spent (`overspent`)."""

    def __init__(
        self,
        electorate: Electorate,
        endowment: Fraction,
        settler: Settler,
        room: Room,
        *,
        ceiling: int | None = None,
        costs: Mapping[int, int] | None = None,
    ) -> None:
        self.electorate = electorate
        self.ledger = Ledger(electorate.supporters, electorate.endowments, endowment, len(electorate.instance.ballots))
        self.spent = 0
        self.room = room
        self._settler = settler
        self._most = float(endowment) * electorate.endowments.largest
        changed = costs or {}
        self._cost = {place: changed.get(place, electorate.instance.projects[place].cost) for place in electorate.able}
        # The price when everyone can pay in full is the lowest there can be.
        units = electorate.supporters.units
        self._floor = {place: cost / units[place] for place, cost in self._cost.items()}
        self._worth = self._cost if electorate.utility == "cost" else dict.fromkeys(electorate.able, 1)
        """Utility of a project for one point: prices divided by it are compared."""
        self._queue = [(floor / self._worth[place], place) for place, floor in self._floor.items()]
        heapq.heapify(self._queue)
        self._last = dict(self._floor)
        self.overspent = False
        while not self.overspent and (offer := self._best()) is not None:
            self._buy(offer)
            self.overspent = ceiling is not None and self.spent > ceiling

    @property
    def bought(self) -> set[int]:
        return {purchase.project for purchase in self.ledger.purchases}

    def lowest_rate(self, project: int) -> Fraction:
        """The price per unit of utility when everyone who named a project can pay in full: it is never lower."""
        return Fraction(self._cost[project], self.electorate.supporters.units[project] * self._worth[project])

    def rounds(self) -> list[Round]:
        """The purchases, with their exact prices, and what each group paid."""
        rounds = []
        for purchase, price in zip(self.ledger.purchases, self.ledger.prices(), strict=True):
            groups = self.electorate.supporters.groups[purchase.project]
            paying = purchase.balances > 0
            rounds.append(
                Round(
                    purchase.project,
                    price=price,
                    groups=groups[paying],
                    paid=(purchase.balances - purchase.left)[paying],
                    emptied=purchase.left[paying] == 0,
                )
            )
        return rounds

    # --- prices

    def _best(self) -> Offer | None:
        """The offer with the lowest price per unit of utility; those looked at go back in the queue as they are now."""
        found: list[Offer] = []
        queue, worth = self._queue, self._worth
        ceiling = float("inf")
        while queue and queue[0][0] <= ceiling:
            project = heapq.heappop(queue)[1]
            offer = self._offer(project) if self.room.fits(project) else None
            if offer is None:
                continue  # Balances only fall and room only shrinks: never again in this run.
            found.append(offer)
            ceiling = min(ceiling, (offer.price + offer.slack) / worth[project])
        if not found:
            return None
        near = [offer for offer in found if (offer.price - offer.slack) / worth[offer.project] <= ceiling]
        chosen = near[0] if len(near) == 1 else self._settle(near)
        for offer in found:
            if offer is not chosen:
                self._last[offer.project] = offer.price
                heapq.heappush(queue, (offer.price / worth[offer.project], offer.project))
        return chosen

    def _settle(self, near: list[Offer]) -> Offer:
        """The best of offers too close for floats: by exact prices, then by the order that settles equalities."""
        exact = {offer.project: self._exact(offer) / self._worth[offer.project] for offer in near}
        least = min(exact.values())
        projects = self.electorate.instance.projects
        first = self._settler.first([projects[each].id for each, rate in exact.items() if rate == least], "price")
        return next(offer for offer in near if projects[offer.project].id == first)

    def _offer(self, project: int) -> Offer | None:
        """The price of a project now; None when those who named it can't pay for it together."""
        held, cost = self.electorate.supporters, self._cost[project]
        groups, voters, points, pointed = (
            held.groups[project], held.voters[project], held.points[project], held.pointed[project],
        )  # fmt: skip
        balances = self.ledger.balance.take(groups)
        money = float(voters.dot(balances))
        reach = ABSOLUTE * (cost + held.units[project] * self._most)
        if money < cost - RELATIVE * cost - reach:
            return None
        if money < cost + RELATIVE * cost + reach and self.ledger.money(groups) < cost:
            return None
        each = balances if points is None else balances / points
        price = self._last[project]
        rich = float((each >= price).dot(pointed))
        if rich == held.units[project] and price == self._floor[project]:
            return Offer(project, price, RELATIVE * price + reach / rich, balances)
        while rich > 0:
            paid = float(np.minimum(each, price).dot(pointed))
            # Newton from below on an increasing concave function: each step stays below the price, until it is it.
            price += (cost - paid) / rich
            before, rich = rich, float((each >= price).dot(pointed))
            if rich >= before:
                return Offer(project, price, RELATIVE * price + reach / rich, balances)
        # All give all they have, to the cent: the price is what the wealthiest have, and only fractions may judge it.
        price = float(each.max())
        return Offer(project, price, RELATIVE * price + reach / float((each >= price).dot(pointed)), balances)

    def _left(self, offer: Offer) -> tuple[Floats, float]:
        """What each supporter would have left (below 0: all given), and how near 0 floats can't tell."""
        points = self.electorate.supporters.points[offer.project]
        if points is None:
            return offer.balances - offer.price, offer.slack + ABSOLUTE * self._most
        return offer.balances - offer.price * points, offer.slack * float(points.max()) + ABSOLUTE * self._most

    def _exact(self, offer: Offer) -> Fraction:
        """The exact price: poor and rich as floats tell them, save at the edge, where fractions do."""
        if offer.exact is None:
            held, project = self.electorate.supporters, offer.project
            groups, points = held.groups[project], held.points[project]
            left, near = self._left(offer)
            edge = np.flatnonzero(np.abs(left) <= near)
            # At the edge everyone is first held to be rich: the price is then too low, and rises as some prove poor.
            is_rich = left > 0
            is_rich[edge] = True
            worth = {place: 1 if points is None else int(points[place]) for place in edge.tolist()}
            has = {place: self.ledger.left(int(groups[place])) for place in worth}
            while True:
                poor = self.ledger.money(groups[~is_rich])
                price = (self._cost[project] - poor) / int(held.pointed[project][is_rich].sum())
                fallen = [place for place in worth if is_rich[place] and has[place] < price * worth[place]]
                if not fallen:
                    break
                is_rich[fallen] = False
            offer.exact = price
            offer.edge = {place: has[place] - price * worth[place] for place in worth}
        return offer.exact

    # --- purchases

    def _buy(self, offer: Offer) -> None:
        project = offer.project
        left, near = self._left(offer)
        if np.abs(left).min() <= near:
            self._exact(offer)
            for place, remains in offer.edge.items():
                # What is too small for a float is still not nothing.
                left[place] = max(float(remains), SMALLEST) if remains > 0 else 0.0
        np.maximum(left, 0.0, out=left)
        self.ledger.write(Purchase(project, self._cost[project], offer.price, offer.balances, left, offer.exact))
        self.spent += self._cost[project]
        self.room.take(project)
