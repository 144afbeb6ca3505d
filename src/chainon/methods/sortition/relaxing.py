"""Ways out of quotas that no panel can satisfy: relax some, recruit, or change the number of seats."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from .seating import MAXIMUM, MINIMUM, SEATS, Bound, Extra, Places, Programme

_RECRUITS = "recruits"
Way = tuple[int, "Finding | None"]
"""How much a way out changes (seats moved, people), and the way; `NO_WAY` when there is none of the kind."""
NO_WAY: Way = (0, None)


@dataclass(frozen=True)
class Finding:
    """Something found about a request: a stable code and plain parameters, which `wording` puts into words."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        return {"code": self.code, **self.params}


def ways_out(places: Places, limit: int = 3) -> tuple[Finding, ...]:
    """Up to `limit` ways to make a panel possible, the one that changes least first. Each suffices by itself.

    - `relax-quotas`: `changes`, each {feature, value, side, before, after}, and `moved`, the sum of the differences;
    - `recruit`: `people`, how many more volunteers at least; `needed`, the values that so few recruits can't do
      without; `example`, values of recruits with whom a panel exists; each {feature, value, people};
    - `change-seats`: `seats` after and `before`.
    When a quota of the pool has `min_flex` or `max_flex`, relaxing stays within these limits. Raises `Undecided`.
    """
    found = [*_relaxations(places), _recruitment(places), _other_size(places)]
    ranked = sorted((moved, rank, way) for rank, (moved, way) in enumerate(found) if way is not None)
    return tuple(way for _, _, way in ranked[:limit])


def _relaxations(places: Places) -> list[Way]:
    """Relaxing minima only, maxima only; both at once only where that moves fewer seats."""
    alone = [_relaxation(places, {side}) for side in (MINIMUM, MAXIMUM)]
    known = [moved for moved, way in alone if way is not None]
    both = _relaxation(places, {MINIMUM, MAXIMUM}, below=min(known, default=math.inf))
    return [both, *alone]


def _relaxation(places: Places, sides: Collection[str], below: float = math.inf) -> Way:
    """The relaxing of bounds of these sides that moves the fewest seats, if it moves fewer than `below`."""
    bounds = [Bound(value, side) for value in places.values for side in (MINIMUM, MAXIMUM) if side in sides]
    extras = {bound: _steps(bound, places, limited=_is_limited(places)) for bound in bounds}
    programme = Programme(places, [step for steps in extras.values() for step in steps])
    least = programme.solve(integer=False)
    if least is None or least.cost > below - 0.5:
        return NO_WAY
    solution = programme.solve()
    if solution is None:
        return NO_WAY
    moved = {bound: sum(round(solution.extras.get(step.name, 0)) for step in steps) for bound, steps in extras.items()}
    total = sum(moved.values())
    if total >= below:
        return NO_WAY
    changes = [_change(places, bound, count) for bound, count in moved.items() if count]
    return total, Finding("relax-quotas", {"changes": changes, "moved": total})


def _is_limited(places: Places) -> bool:
    quotas = [quota for feature in places.features for quota in feature.quotas.values()]
    return any(limit is not None for quota in quotas for limit in (quota.min_flex, quota.max_flex))


def _steps(bound: Bound, places: Places, *, limited: bool) -> list[Extra]:
    """The relaxing of a bound in steps of a tenth, each a little dearer: among equal totals, many give way a little."""
    quota = places.quota(bound.value)
    if bound.side == MINIMUM:
        start, flex, end, effect = quota.minimum, quota.min_flex, 0, 1
    else:
        start, flex, end, effect = quota.maximum, quota.max_flex, max(places.most, quota.maximum), -1
    if limited:
        end = start if flex is None else flex
    room = abs(end - start)
    width = max(1, start // 10)
    sizes = [min(width, room - done) for done in range(0, min(room, 5 * width), width)]
    sizes += [room - 5 * width] if room > 5 * width else []
    costs = (1 + 0.001 * (step + 1) + 0.0001 / (1 + start) for step in range(len(sizes)))
    return [
        Extra((bound, step), cost, size, {bound.value: effect})
        for step, (cost, size) in enumerate(zip(costs, sizes, strict=True))
    ]


def _change(places: Places, bound: Bound, moved: int) -> dict[str, object]:
    value, side = bound
    quota = places.quota(value)
    before, after = (
        (quota.minimum, quota.minimum - moved) if side == MINIMUM else (quota.maximum, quota.maximum + moved)
    )
    return {**places.named(value), "side": side, "before": before, "after": after}


def _recruitment(places: Places) -> Way:
    """People who aren't there, by number of each value: any such numbers with one total suit some set of people."""
    solution = Programme(places, _recruits(places, 0, math.inf), _links(places)).solve()
    if solution is None:
        return NO_WAY
    people = round(solution.extras.get(_RECRUITS, 0))
    values = [value for value in places.values if value in solution.extras]
    fewest = Programme(places, _recruits(places, people, people), _links(places))
    needed: list[dict[str, object]] = []
    for value in values:
        fewest.price({value: 1})
        least = fewest.solve(integer=False)
        count = math.ceil(least.cost - 1e-6) if least is not None else 0
        if count:
            needed.append({**places.named(value), "people": count})
    example = [{**places.named(value), "people": round(solution.extras[value])} for value in values]
    return people, Finding("recruit", {"people": people, "needed": needed, "example": example})


def _recruits(places: Places, least: float, most: float) -> list[Extra]:
    links = _links(places)
    total = Extra(_RECRUITS, 1, most, {SEATS: 1, **dict.fromkeys(links, -1.0)}, least)
    return [total, *(Extra(value, 0, math.inf, {value: 1, links[value[0]]: 1}) for value in places.values)]


def _links(places: Places) -> list[str]:
    return [f"{_RECRUITS} by value of feature {number}" for number in range(len(places.features))]


def _other_size(places: Places) -> Way:
    fewer, more = "fewer", "more"
    extras = [Extra(fewer, 1, places.seats, {SEATS: 1}), Extra(more, 1, math.inf, {SEATS: -1})]
    solution = Programme(places, extras).solve()
    seated = places.seated
    if solution is None:
        return NO_WAY
    moved = round(solution.extras.get(more, 0)) - round(solution.extras.get(fewer, 0))
    after = places.seats + seated + moved
    if after < 1:
        return NO_WAY
    return abs(moved), Finding("change-seats", {"before": places.seats + seated, "seats": after})
