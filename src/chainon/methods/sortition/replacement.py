"""Who comes next when a seat is vacant: the first in the frozen order with whom the places can still all be kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .errors import SortitionError
from .feasibility import Feasibility, explain
from .model import Pool
from .seating import Place, Places, Profile, Programme, places_of


@dataclass(frozen=True)
class Replacement:
    """The person to invite (index into `pool.people`), or None: `feasibility` then says why, and the ways out.

    `passed_over` are the available people who come before them in the order, and whom the quotas (or a household
    already seated) leave no place for; in the order.
    """

    person: int | None
    passed_over: tuple[int, ...]
    vacant: int
    feasibility: Feasibility


def next_replacement(
    pool: Pool,
    seats: int,
    *,
    seated: Collection[int],
    unavailable: Collection[int],
    order: Sequence[int],
    households: bool = False,
) -> Replacement:
    """The first available person of `order` with whom the vacant seats can be filled so that every quota holds.

    `seated`: those who accepted or are still awaited; `unavailable`: those who refused, left or can't be reached.
    The seats left after this one are to be filled by available people of `order` too. When people of `order` can't
    fill the seats whatever the choice, nobody is named: relax a quota (with `pool`'s quotas changed), recruit, or
    leave a seat empty (with fewer `seats`).

    Raises `SortitionError`: `no-vacancy`, `index-outside`, `seated-unavailable`; `Undecided`.
    """
    sitting = set(seated)
    for index in {*sitting, *unavailable, *order}:
        if not 0 <= index < len(pool.people):
            raise SortitionError("index-outside", index=index)
    if sitting & set(unavailable):
        raise SortitionError("seated-unavailable", id=pool.people[min(sitting & set(unavailable))].id)
    vacant = seats - len(sitting)
    if vacant < 1:
        raise SortitionError("no-vacancy", seats=seats, seated=len(sitting))
    available = [index for index in dict.fromkeys(order) if index not in sitting and index not in set(unavailable)]
    places = places_of(pool, seats, households=households, seated=sitting, candidates=available)
    programme = Programme(places)
    completion = programme.solve()
    if completion is None:
        return Replacement(None, tuple(available), vacant, explain(places, households=households))
    fits = dict.fromkeys(completion.taken, True)
    for rank, place in enumerate(_places(pool, available, places, sitting if households else None)):
        if place is None:
            continue
        if place not in fits:
            found = programme.solve(seating=place)
            fits.update(dict.fromkeys(found.taken, True) if found is not None else {place: False})
        if fits[place]:
            return Replacement(available[rank], tuple(available[:rank]), vacant, Feasibility(True))
    raise SortitionError("undecided", status="a completion exists and nobody of it was found")


def _places(
    pool: Pool, available: Sequence[int], places: Places, sitting: Collection[int] | None
) -> list[Place | None]:
    """Where each available person would be seated; None where someone of their household is `sitting`.

    `sitting` is None when households don't count.
    """
    waiting = [pool.people[index] for index in available]
    full = {pool.people[index].household for index in sitting or ()} - {None}
    homes: dict[str, set[Profile]] = {}
    for person in waiting if sitting is not None else ():
        if person.household is not None:
            homes.setdefault(person.household, set()).add(person.values)
    groups = {group.profiles: number for number, group in enumerate(places.groups)}
    found: list[Place | None] = []
    for person in waiting:
        profiles = tuple(sorted(homes[person.household])) if person.household in homes else (person.values,)
        found.append(None if person.household in full else (groups[profiles], person.values))
    return found
