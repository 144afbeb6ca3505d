"""Ways out of quotas that no panel can satisfy: relax some, recruit, or change the number of seats."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from .seating import MAXIMUM, MINIMUM, SEATS, Bound, Extra, Places, Programme

_RECRUITS = "recruits"


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


def _relaxations(places: Places) -> list[tuple[int, Finding | None]]:
    """Relaxing minima only, maxima only; both at once only where that moves fewer seats."""
    alone = [_relaxation(places, {side}) for side in (MINIMUM, MAXIMUM)]
    both = _relaxation(places, {MINIMUM, MAXIMUM})
    known = [moved for moved, way in alone if way is not None]
    return alone if known and both[0] >= min(known) else [both, *alone]


def _relaxation(places: Places, sides: Collection[str]) -> tuple[int, Finding | None]:
    bounds = [Bound(value, side) for value in places.values for side in (MINIMUM, MAXIMUM) if side in sides]
    extras = {bound: _steps(bound, places, limited=_is_limited(places)) for bound in bounds}
    solution = Programme(places, [step for steps in extras.values() for step in steps]).solve()
    if solution is None:
        return 0, None
    moved = {bound: sum(round(solution.extras.get(step.name, 0)) for step in steps) for bound, steps in extras.items()}
    changes = [_change(places, bound, count) for bound, count in moved.items() if count]
    return sum(moved.values()), Finding("relax-quotas", {"changes": changes, "moved": sum(moved.values())})


def _is_limited(places: Places) -> bool:
    quotas = [quota for feature in places.features for quota in feature.quotas.values()]
    return any(limit is not None for quota in quotas for limit in (quota.min_flex, quota.max_flex))


def _steps(bound: Bound, places: Places, *, limited: bool) -> list[Extra]:
    """The relaxing of a bound in steps of a tenth, each a little dearer: among equal totals, many give way a little."""
    value, side = bound
    quota = places.quota(value)
    if side == MINIMUM:
        start, effect = quota.minimum, 1
        room = start - (0 if not limited else start if quota.min_flex is None else quota.min_flex)
    else:
        start, effect = quota.maximum, -1
        room = (places.most if not limited else start if quota.max_flex is None else quota.max_flex) - start
    width = max(1, start // 10)
    sizes = [min(width, room - done) for done in range(0, max(0, min(room, 5 * width)), width)]
    sizes += [room - 5 * width] if room > 5 * width else []
    costs = (1 + 0.001 * (step + 1) + 0.0001 / (1 + start) for step in range(len(sizes)))
    return [
        Extra((bound, step), cost, size, {value: effect})
        for step, (cost, size) in enumerate(zip(costs, sizes, strict=True))
    ]


def _change(places: Places, bound: Bound, moved: int) -> dict[str, object]:
    value, side = bound
    quota = places.quota(value)
    before, after = (
        (quota.minimum, quota.minimum - moved) if side == MINIMUM else (quota.maximum, quota.maximum + moved)
    )
    return {**places.named(value), "side": side, "before": before, "after": after}


def _recruitment(places: Places) -> tuple[int, Finding | None]:
    """People who aren't there, by number of each value: any such numbers with one total suit some set of people."""
    solution = Programme(places, _recruits(places, 0, math.inf), _links(places)).solve()
    if solution is None:
        return 0, None
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


def _other_size(places: Places) -> tuple[int, Finding | None]:
    fewer, more = "fewer", "more"
    extras = [Extra(fewer, 1, places.seats, {SEATS: 1}), Extra(more, 1, math.inf, {SEATS: -1})]
    solution = Programme(places, extras).solve()
    seated = places.seated
    if solution is None:
        return 0, None
    moved = round(solution.extras.get(more, 0)) - round(solution.extras.get(fewer, 0))
    after = places.seats + seated + moved
    if after < 1:
        return 0, None
    return abs(moved), Finding("change-seats", {"before": places.seats + seated, "seats": after})
