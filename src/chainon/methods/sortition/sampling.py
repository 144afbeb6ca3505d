"""The ordinary draw, for comparison: a random panel that satisfies the quotas, without care for anyone's chance.

The greedy urn used before fair lotteries (LEGACY in Flanigan et al., Nature 596, 2021): find the value most in need of
people (seats still to fill by people left who hold it), seat one of these at random, put aside those whom a full value
or a household excludes; begin again after a dead end. When every try ends so, a panel is found by giving each class of
people a random weight and seating the heaviest panel.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from .errors import Infeasible
from .model import Panel, Pool
from .points import Finder, everywhere
from .profiles import Profiles, profiles_of
from .solver import Flags, Floats, Ints, Watch
from .turns import check_panels

TRIES = 20
BATCH = 400_000
"""People times draws that are simulated together: bounds the memory."""


class Below(Protocol):
    """A source of whole numbers, such as `chainon.methods.randomness.Stream`."""

    def below(self, bound: int, /) -> int:
        """A whole number from 0 to `bound` - 1, each as likely."""


Singles = npt.NDArray[np.float32]
Choose = Callable[[Flags], Ints]
"""From candidates (draws x people, someone in each row), one person a draw."""


@dataclass(frozen=True)
class OrdinaryDraw:
    """How ordinary draws treat people: the chance of each, and how many tries of the urn met a dead end."""

    chances: tuple[float, ...]
    tries: int
    dead_ends: int


def random_panel(pool: Pool, seats: int, stream: Below, *, households: bool = False, tries: int = TRIES) -> Panel:
    """A random valid panel: the greedy urn, up to `tries` times, then random weights.

    Raises `Infeasible` (`more-seats-than-people`, `no-panel`), `SortitionError` (`seats-not-positive`).
    """

    def choose(candidates: Flags) -> Ints:
        those = np.flatnonzero(candidates[0])
        return those[[stream.below(len(those))]]

    profiles = profiles_of(pool, seats, households=households)
    order = sorted(range(len(pool.people)), key=lambda index: pool.people[index].id)
    urn = _Urn(pool, seats, order, households)
    for _ in range(tries):
        seated, complete = urn.draw(1, choose)
        if complete[0]:
            panel = tuple(sorted(order[index] for index in np.flatnonzero(seated[0])))
            break
    else:
        weights = np.array([stream.below(2**32) / 2**32 for _ in range(profiles.count)])
        panel = _people(profiles, _heaviest(profiles, Finder(profiles, Watch()), weights), stream)
    check_panels(pool, seats, [panel], households=households)
    return panel


def ordinary_chances(
    pool: Pool, seats: int, samples: int = 300, seed: str = "0", *, households: bool = False
) -> tuple[float, ...]:
    """Each person's chance under the ordinary draw: see `ordinary_draw`."""
    return ordinary_draw(pool, seats, samples, seed, households=households).chances


def ordinary_draw(
    pool: Pool, seats: int, samples: int = 300, seed: str = "0", *, households: bool = False
) -> OrdinaryDraw:
    """Estimate, from `samples` panels, each person's chance under the ordinary draw (of `TRIES` tries a panel).

    People of the same class share their estimate. Deterministic in `seed`, whatever the order of the people.
    Raises as `random_panel`.
    """
    profiles = profiles_of(pool, seats, households=households)
    order = sorted(range(len(pool.people)), key=lambda index: pool.people[index].id)
    urn = _Urn(pool, seats, order, households)
    rng = np.random.default_rng(int.from_bytes(hashlib.sha256(str(seed).encode()).digest()))

    def choose(candidates: Flags) -> Ints:
        rows, people = np.nonzero(candidates)
        bounds = np.searchsorted(rows, np.arange(len(candidates) + 1))
        places = bounds[:-1] + (rng.random(len(candidates)) * np.diff(bounds)).astype(np.int64)
        chosen: Ints = people[places]
        return chosen

    held = np.zeros(len(order))
    missing, tried, dead_ends = samples, 0, 0
    for _ in range(TRIES):
        if not missing:
            break
        for start in range(0, missing, max(1, BATCH // len(order))):
            draws = min(max(1, BATCH // len(order)), missing - start)
            seated, complete = urn.draw(draws, choose)
            held += seated[complete].sum(axis=0)
            tried += draws
            dead_ends += int((~complete).sum())
        missing = samples - (tried - dead_ends)
    by_person = np.zeros(len(order))
    by_person[order] = held
    by_class = np.array([by_person[list(members)].sum() for members in profiles.members])
    finder = Finder(profiles, Watch())
    for _ in range(missing):
        by_class += _heaviest(profiles, finder, rng.random(profiles.count))
    chances = profiles.spread(by_class / profiles.sizes / samples, len(order))
    return OrdinaryDraw(tuple(float(chance) for chance in chances), tried, dead_ends)


class _Urn:
    """Many greedy draws side by side; people in the order given."""

    def __init__(self, pool: Pool, seats: int, order: list[int], households: bool) -> None:
        self.seats = seats
        values = [(position, value) for position, feature in enumerate(pool.features) for value in feature.quotas]
        place = {value: number for number, value in enumerate(values)}
        quotas = [pool.features[position].quotas[value] for position, value in values]
        self.minimum = np.array([quota.minimum for quota in quotas], dtype=np.float32)
        self.maximum = np.array([quota.maximum for quota in quotas], dtype=np.float32)
        self.holds = np.zeros((len(order), len(values)), dtype=np.float32)
        for row, index in enumerate(order):
            for key in enumerate(pool.people[index].values):
                self.holds[row, place[key]] = 1.0
        self.holds_value = np.ascontiguousarray(self.holds.T > 0)
        self.homes: Ints | None = None
        if households:
            names: dict[str, int] = {}
            alone = iter(range(-1, -len(order) - 1, -1))
            homes = (pool.people[index].household for index in order)
            self.homes = np.array(
                [next(alone) if home is None else names.setdefault(home, len(names)) for home in homes]
            )
            _, which, sizes = np.unique(self.homes, return_inverse=True, return_counts=True)
            self.shares = sizes[which] > 1

    def draw(self, draws: int, choose: Choose) -> tuple[Flags, Flags]:
        """Draw `draws` panels: who is seated (draws x people), and which draws are complete."""
        left = np.ones((draws, len(self.holds)), dtype=bool)
        left[:, (self.holds @ (self.maximum == 0).astype(np.float32)) > 0] = False
        seated = np.zeros_like(left)
        holders = left.astype(np.float32) @ self.holds
        filled = np.zeros_like(holders)
        going = np.arange(draws)
        for _ in range(self.seats):
            needed = self.minimum - filled
            alive = left.any(axis=1) & (needed <= holders).all(axis=1)
            if not alive.all():
                left, going = left[alive], going[alive]
                filled, holders, needed = filled[alive], holders[alive], needed[alive]
            if not len(going):
                break
            urgency = np.where(holders > 0, needed / np.maximum(holders, 1.0), -np.inf)
            chosen = choose(left & self.holds_value[np.argmax(urgency, axis=1)])
            seated[going, chosen] = True
            self._seat(chosen, left, filled, holders)
        complete = np.zeros(draws, dtype=bool)
        complete[going] = (filled >= self.minimum).all(axis=1)
        return seated, complete

    def _seat(self, chosen: Ints, left: Flags, filled: Singles, holders: Singles) -> None:
        """Seat one person a draw; put aside those whom a value now full, or their home, excludes."""
        left[np.arange(len(chosen)), chosen] = False
        filled += self.holds[chosen]
        holders -= self.holds[chosen]
        full = (filled >= self.maximum) & (self.holds[chosen] > 0)
        touched = full.any(axis=1)
        if self.homes is not None:
            touched |= self.shares[chosen]
        rows = np.flatnonzero(touched)
        if not len(rows):
            return
        kept = left[rows] & ((full[rows].astype(np.float32) @ self.holds.T) == 0)
        if self.homes is not None:
            kept &= self.homes[None, :] != self.homes[chosen[rows]][:, None]
        left[rows] = kept
        holders[rows] = kept.astype(np.float32) @ self.holds


def _heaviest(profiles: Profiles, finder: Finder, weights: Floats) -> Floats:
    """A panel (nearly) of the greatest weight. Raises `Infeasible` `no-panel`."""
    bounds = everywhere(profiles)
    vertex = finder.relaxed(bounds, weights)
    panel = None if vertex is None else finder.round(bounds, weights, vertex)
    if panel is None:
        raise Infeasible("no-panel", seats=profiles.seats)
    return panel


def _people(profiles: Profiles, counts: Floats, stream: Below) -> Panel:
    """Random people of each class, at most one a home."""
    seated: list[int] = []
    in_homes = {number for kind in profiles.homes for number in kind.classes}
    for number, members in enumerate(profiles.members):
        if number not in in_homes:
            seated += [members[place] for place in _some(len(members), int(counts[number]), stream)]
    for kind in profiles.homes:
        wanted = [label for label, number in enumerate(kind.classes) for _ in range(int(counts[number]))]
        for label, home in zip(wanted, _some(len(kind.people), len(wanted), stream), strict=True):
            members = kind.people[home][label]
            seated.append(members[stream.below(len(members))])
    return tuple(sorted(seated))


def _some(size: int, wanted: int, stream: Below) -> list[int]:
    """`wanted` different numbers below `size`, in random order."""
    numbers = list(range(size))
    for place in range(wanted):
        other = place + stream.below(size - place)
        numbers[place], numbers[other] = numbers[other], numbers[place]
    return numbers[:wanted]
