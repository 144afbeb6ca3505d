"""The report of a count: what was counted, by which rule, what was found and why; one content, one sequence of bytes.

`facts` are hashed; timings are not. Fractions are texts (`104005200/3293`), money is in integer cents: no float.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from fractions import Fraction
from typing import Any

from chainon.methods.evidence import canonical, sha256_hex

from .explain import explain
from .model import Instance
from .outcome import Outcome, Round
from .representation import beside_greedy, represent
from .telling import told

FORMAT = "chainon-count-1"


def build_report(
    instance: Instance,
    outcome: Outcome,
    *,
    ballots_sha256: str,
    places: str | None = None,
    currency: str = "€",
    timings: Mapping[str, float] | None = None,
) -> dict[str, Any]:
    """`facts`, the SHA-256 of their canonical JSON, and `timings` (CPU seconds).

    `ballots_sha256` is that of the published file; `places` the column of its VOTES that says where voters live.
    """
    sealed = {"ballots_sha256": ballots_sha256, "places": places, "currency": currency}
    facts = explained(instance, outcome, currency) | sealed
    return {"facts": facts, "facts_sha256": sha256_hex(canonical(facts)), "timings": dict(timings or {})}


def explained(instance: Instance, outcome: Outcome, currency: str) -> dict[str, Any]:
    """What was found and why, as plain JSON, the sentences with it."""
    why = explain(instance, outcome)
    beside = beside_greedy(instance, outcome)
    represented = represent(instance, outcome.winners)
    return facts_of(instance, outcome) | {
        "explanations": plain(why),
        "representation": plain(represented),
        "beside_greedy": plain(beside),
        "sentences": told(instance, outcome, why, represented, beside, currency=currency),
    }


def facts_of(instance: Instance, outcome: Outcome) -> dict[str, Any]:
    """What was counted and found, as plain JSON without floats: all that `recount.py` finds again, and more."""
    compared = None if outcome.compared is None else plain(outcome.compared)
    return {
        "format": FORMAT,
        "rule": plain(outcome.rule.as_json()),
        "voters": instance.ballots.voters,
        "budget_cents": instance.budget,
        "winners": list(outcome.winners),
        "total_cost_cents": outcome.total_cost,
        "endowment": None if outcome.endowment is None else str(outcome.endowment),
        "runs": outcome.runs,
        "rounds": [_round(instance, each) for each in outcome.rounds],
        "ties": plain(outcome.ties),
        "out": plain(outcome.out),
        "compared": compared,
    }


def _round(instance: Instance, bought: Round) -> dict[str, Any]:
    """A purchase as `recount.py` finds it again; payments of methods it does not recount are in the explanations."""
    found: dict[str, Any] = {"project": instance.projects[bought.project].id, "phase": bought.phase}
    found |= {"price": None if bought.price is None else str(bought.price), "payers": None, "emptied": None}
    if bought.groups is not None and bought.emptied is not None:
        weights = instance.ballots.weights[bought.groups]
        found |= {"payers": int(weights.sum()), "emptied": int(weights[bought.emptied].sum())}
    return found


def plain(value: object) -> Any:
    """Plain JSON: dataclasses as objects, fractions as texts."""
    if isinstance(value, Fraction):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value
