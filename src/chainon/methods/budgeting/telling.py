"""A count told in French, sentence by sentence, ready for a page or a sheet of paper."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from chainon.methods.french import NO_BREAK, number, sentence

from .explanations import Explanations, Loser, Winner
from .model import Instance
from .outcome import Outcome
from .representation import Beside, PlaceRow, Representation
from .sheet import Rule
from .wording import words

Told = dict[str, list[str]]


def told(
    instance: Instance,
    outcome: Outcome,
    explained: Explanations,
    represented: Representation,
    beside: Beside | None,
    *,
    currency: str = "€",
) -> Told:
    """Sentences by part: `rule`, `result`, `winners`, `losers` (the nearest first), `representation`."""
    teller = _Teller(instance, outcome, currency)
    parts = {
        "rule": teller.rule(outcome.rule),
        "result": teller.result(),
        "winners": (teller.winner(each) for each in explained.winners),
        "losers": (teller.loser(each) for each in explained.losers),
        "representation": teller.representation(represented, beside),
    }
    return {name: [sentence(text) for text in texts] for name, texts in parts.items()}


def money(cents: int | Fraction, currency: str = "€") -> str:
    """`12 000 €`, `6,94 €`."""
    amount = (Decimal(Fraction(cents).numerator) / Fraction(cents).denominator / 100).quantize(
        Decimal("0.01"), ROUND_HALF_UP
    )
    shown = number(int(amount) if amount == int(amount) else amount)
    return f"{shown}{NO_BREAK}{currency}" if currency else shown


def percent(share: Fraction) -> str:
    """`17,8 %`."""
    return f"{number(_decimal(100 * share, 1))}{NO_BREAK}%"


def _decimal(value: Fraction, places: int) -> Decimal:
    rounded = (Decimal(value.numerator) / value.denominator).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return Decimal(int(rounded)) if rounded == int(rounded) else rounded


class _Teller:
    def __init__(self, instance: Instance, outcome: Outcome, currency: str) -> None:
        self._instance = instance
        self._outcome = outcome
        self._currency = currency

    def _money(self, cents: int | Fraction) -> str:
        return money(cents, self._currency)

    def _name(self, project: str) -> str:
        """`n° 24, Des fotopièges`, or `n° 24`."""
        name = self._instance.projects[self._instance.position[project]].name
        return f"n°{NO_BREAK}{project}, {name}" if name else f"n°{NO_BREAK}{project}"

    def rule(self, rule: Rule) -> Iterator[str]:
        yield words(rule.name if rule.method == "greedy" else rule.method)
        if rule.method == "equal-shares":
            yield words(f"utility-{rule.utility}")
            if rule.shares:
                yield words("shares")
            if rule.stop != "none":
                yield words(f"stop-{rule.stop}", {"step": self._money(rule.step)})
            if rule.comparison != "none":
                yield words(f"comparison-{rule.comparison}")
        if rule.method != "greedy" and rule.fill != "none":
            yield words(f"fill-{rule.fill}")
        if rule.minimum > 1:
            yield words("minimum", {"minimum": rule.minimum})
        yield words(f"ties-{rule.ties.way}", {"seed": rule.ties.seed})

    def result(self) -> Iterator[str]:
        outcome, budget = self._outcome, self._instance.budget
        volume = {"voters": self._instance.ballots.voters, "projects": len(self._instance.projects)}
        yield words("volume", {**volume, "budget": self._money(budget)})
        share = percent(Fraction(outcome.total_cost, budget or 1))
        spent = {"winners": len(outcome.winners), "spent": self._money(outcome.total_cost), "share": share}
        yield words("winners" if outcome.winners else "winners-none", spent)
        if outcome.endowment is not None:
            code = "endowment-mean" if outcome.factors else "endowment"
            yield words(code, {"endowment": self._money(outcome.endowment)})
        if outcome.compared is not None:
            counts = {"shares": outcome.compared.shares, "greedy": outcome.compared.greedy}
            yield words(f"compared-{outcome.compared.kept}", counts)
        for tie in outcome.ties:
            yield words("tie", {"ids": tie.tied, "order": tie.order})

    def winner(self, won: Winner) -> str:
        shown = {"name": self._name(won.id), "cost": self._money(won.cost_cents), "votes": won.votes}
        if won.phase == "count" and not won.payers:
            return words("won-votes", shown)
        paid = {"payers": won.payers, "emptied": won.emptied, "most": self._money(won.most_cents)}
        return words(f"won-{won.phase}", shown | paid)

    def loser(self, lost: Loser) -> str:
        shown: dict[str, object] = {"name": self._name(lost.id), "cost": self._money(lost.cost_cents)}
        shown |= {"votes": lost.votes, "by": lost.by}
        if lost.reason != "support":
            return words(lost.reason, shown)
        if lost.missing_cents is not None:
            shown["missing"] = self._money(lost.missing_cents)
        by_votes = lost.support_permille is None
        if lost.support_permille is not None:
            shown["support"] = f"{number(Decimal(lost.support_permille) / 10)}{NO_BREAK}%"
        first = words("lost-votes" if by_votes and lost.missing_cents else "support", shown)
        return ". ".join(
            [first, *(text[:1].upper() + text[1:] for text in self._ways(lost, "votes" if by_votes else "voters"))]
        )

    def _ways(self, lost: Loser, what: str) -> Iterator[str]:
        """What would have been enough, then who took the money."""
        ways = []
        if lost.cost_to_win is not None:
            ways.append(words("cheaper", {"cost": self._money(lost.cost_to_win)}))
        if lost.voters_missing is not None:
            code = f"more-{what}" if ways else f"only-more-{what}"
            ways.append(words(code, {"voters": lost.voters_missing}))
        if ways:
            yield ", ".join(ways)
        if lost.rivals:
            yield words(
                "rivals", {"names": [f"n°{NO_BREAK}{rival.id} ({self._money(rival.cents)})" for rival in lost.rivals]}
            )

    def representation(self, found: Representation, beside: Beside | None) -> Iterator[str]:
        voters = found.voters or 1
        mean = _decimal(found.mean_winners, 2)
        share = percent(Fraction(found.with_nothing, voters))
        yield words("nothing", {"nothing": found.with_nothing, "share": share, "mean": mean})
        for row in found.places:
            yield self._place(row)
        if beside is None:
            yield words("beside-none")
        elif not beside.gained and not beside.lost:
            yield words("beside-same")
        else:
            yield words(
                "beside",
                {
                    "nothing": beside.representation.with_nothing,
                    "share": percent(Fraction(beside.representation.with_nothing, voters)),
                    "gained": len(beside.gained),
                    "gained_names": self._ids(beside.gained),
                    "lost": len(beside.lost),
                    "lost_names": self._ids(beside.lost),
                },
            )
            yield words("prefer", {"this": beside.prefer_this, "greedy": beside.prefer_greedy})
        if self._outcome.endowment is not None:
            yield words("frozen")

    def _ids(self, ids: tuple[str, ...]) -> str:
        return ", ".join(f"n°{NO_BREAK}{name}" for name in ids) or words("nobody")

    def _place(self, row: PlaceRow) -> str:
        shown = {"place": row.place or words("no-place"), "winners": row.winners, "spent": self._money(row.spent_cents)}
        return words("place", {**shown, "voters": row.voters, "nothing": row.with_nothing})
