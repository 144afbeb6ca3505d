"""Can the places be filled? If not: which quotas can't hold together, and the ways out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .errors import SortitionError
from .model import Pool
from .relaxing import Finding, ways_out
from .seating import MAXIMUM, MINIMUM, Bound, Places, Programme, Undecided, Value, places_of

_SIDES = {
    "too-few-of-value": MINIMUM,
    "minima-above-seats": MINIMUM,
    "value-full": MAXIMUM,
    "maxima-below-seats": MAXIMUM,
    "capped-below-seats": MAXIMUM,
}
"""Which bounds add up to each reason."""


@dataclass(frozen=True)
class Feasibility:
    """Whether a panel exists. When none does:

    - `reasons` (codes `too-few-people`, `too-few-households`, `too-few-of-value`, `value-full`, `minima-above-seats`,
      `maxima-below-seats`, `capped-below-seats`; else `quotas-conflict`): what arithmetic already says;
    - `conflict`: quotas that can't hold together, as parameters {feature, value, side, bound}; with any one of them
      forgotten a panel exists as far as the others go (`is_irreducible`; otherwise the solver couldn't tell for all);
    - `ways_out`: see `relaxing.ways_out`.
    """

    is_feasible: bool
    reasons: tuple[Finding, ...] = ()
    conflict: tuple[dict[str, object], ...] = ()
    is_irreducible: bool = True
    ways_out: tuple[Finding, ...] = ()


def check_feasibility(pool: Pool, seats: int, households: bool = False) -> Feasibility:
    """Whether `seats` people of the pool satisfy the quotas, one a household if asked; in whole numbers, exactly.

    Raises `SortitionError`: `seats-not-positive`; `Undecided` when the solver gave up (code `undecided`).
    """
    if seats < 1:
        raise SortitionError("seats-not-positive", seats=seats)
    return explain(places_of(pool, seats, households=households), households=households)


def explain(places: Places, *, households: bool = False) -> Feasibility:
    """Whether the places left can be filled, and why not. Raises `Undecided`."""
    reasons = tuple(_arithmetic(places, households))
    if not reasons and Programme(places).solve() is not None:
        return Feasibility(True)
    conflict, is_irreducible = _conflict(places, reasons)
    named = tuple(
        {**places.named(value), "side": side, "bound": _bound(places, value, side)} for value, side in conflict
    )
    if not reasons:
        reasons = (Finding("quotas-conflict", {"quotas": named}),)
    return Feasibility(False, reasons, named, is_irreducible, ways_out(places))


def _bound(places: Places, value: Value, side: str) -> int:
    quota = places.quota(value)
    return quota.minimum if side == MINIMUM else quota.maximum


def _arithmetic(places: Places, households: bool) -> Iterable[Finding]:
    """What can be said by adding up: each finding alone excludes a panel."""
    total = places.seats + places.seated
    if places.room < places.seats:
        code = "too-few-households" if households else "too-few-people"
        yield Finding(code, {"available": places.room, "seats": places.seats, "missing": places.seats - places.room})
    for number, feature in enumerate(places.features):
        short = tuple(_short_values(places, number))
        yield from short
        taken = {name: places.taken.get((number, name), 0) for name in feature.quotas}
        minima = sum(max(quota.minimum, taken[name]) for name, quota in feature.quotas.items())
        maxima = sum(quota.maximum for quota in feature.quotas.values())
        capped = sum(
            min(quota.maximum, taken[name] + places.available((number, name))) for name, quota in feature.quotas.items()
        )
        whole: dict[str, object] = {"feature": feature.name, "seats": total}
        if minima > total:
            yield Finding("minima-above-seats", {**whole, "total": minima})
        if maxima < total:
            yield Finding("maxima-below-seats", {**whole, "total": maxima})
        elif capped < total and places.room >= places.seats and not short:
            yield Finding("capped-below-seats", {**whole, "total": capped})


def _short_values(places: Places, number: int) -> Iterable[Finding]:
    for name, quota in places.features[number].quotas.items():
        value = (number, name)
        taken = places.taken.get(value, 0)
        available = taken + places.available(value)
        if available < quota.minimum:
            counts = {"minimum": quota.minimum, "available": available, "missing": quota.minimum - available}
            yield Finding("too-few-of-value", {**places.named(value), **counts})
        if taken > quota.maximum:
            yield Finding("value-full", {**places.named(value), "maximum": quota.maximum, "seated": taken})


def _conflict(places: Places, reasons: Sequence[Finding]) -> tuple[list[Bound], bool]:
    """An irreducible set of bounds that exclude a panel, by a deletion filter (Chinneck, 2008, ch. 6).

    The linear relaxation decides each step when it has no solution either. Where arithmetic gives a reason, only the
    bounds that it adds up are looked at; else the features are tried in their order and backwards, and the smaller
    set is kept.
    """
    bounds = [Bound(value, side) for value in places.values for side in (MINIMUM, MAXIMUM)]
    every = tuple(bounds)
    if reasons:
        bounds = [bound for bound in every if _adds_up(bound, reasons[0], places)]
    programme = Programme(places)
    others = [bound for bound in every if bound not in bounds]
    integer = programme.solve(integer=False, without=others) is not None
    orders = [bounds] if reasons else [bounds, bounds[::-1]]
    found = [_filtered(programme, order, others, integer) for order in orders]
    smallest, is_irreducible = min(found, key=lambda one: (not one[1], len(one[0])))
    return sorted(smallest, key=bounds.index), is_irreducible


def _adds_up(bound: Bound, reason: Finding, places: Places) -> bool:
    named = places.named(bound.value)
    blamed = {name: reason.params.get(name, named[name]) for name in named}
    return bound.side == _SIDES.get(reason.code) and named == blamed


def _filtered(
    programme: Programme, bounds: Sequence[Bound], others: Sequence[Bound], integer: bool
) -> tuple[list[Bound], bool]:
    """The bounds that remain when each is forgotten that isn't needed: whole features first, for speed."""
    forgotten = set(others)
    is_irreducible = True
    features = dict.fromkeys(value[0] for value, _ in bounds)
    steps = [[bound for bound in bounds if bound.value[0] == number] for number in features]
    steps += [[bound] for bound in bounds]
    for step in steps:
        attempt = forgotten | set(step)
        if attempt == forgotten:
            continue
        try:
            if programme.solve(integer=integer, without=attempt) is None:
                forgotten = attempt
        except Undecided:
            is_irreducible = False
    return [bound for bound in bounds if bound not in forgotten], is_irreducible
