"""An oracle for tiny pools: every panel written down, leximin person by person with scipy; shares no code with ours."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from scipy.optimize import linprog

from chainon.methods.sortition.model import Pool


def every_panel(pool: Pool, seats: int, *, households: bool = False) -> list[tuple[int, ...]]:
    return [panel for panel in combinations(range(len(pool.people)), seats) if is_valid(pool, panel, households)]


def is_valid(pool: Pool, panel: tuple[int, ...], households: bool) -> bool:
    people = [pool.people[index] for index in panel]
    homes = [person.household for person in people if person.household is not None]
    if households and len(homes) != len(set(homes)):
        return False
    return all(
        quota.minimum <= sum(person.values[position] == value for person in people) <= quota.maximum
        for position, feature in enumerate(pool.features)
        for value, quota in feature.quotas.items()
    )


def exact_leximin(pool: Pool, panels: list[tuple[int, ...]]) -> np.ndarray:
    """The chance of each person, by one linear programme over all the panels for each level."""
    size = len(pool.people)
    seated = np.zeros((size, len(panels)))
    for number, panel in enumerate(panels):
        seated[list(panel), number] = 1.0
    chances = np.full(size, -1.0)
    while (chances < 0).any():
        open_people = chances < 0
        solved = linprog(
            np.append(np.zeros(len(panels)), -1.0),
            A_ub=np.hstack([-seated, open_people[:, None].astype(float)]),
            b_ub=np.where(open_people, 0.0, 1e-10 - chances),
            A_eq=np.append(np.ones(len(panels)), 0.0)[None, :],
            b_eq=[1.0],
            bounds=(0, None),
        )
        assert solved.status == 0, solved.message
        stuck = open_people & (solved.ineqlin.marginals < -1e-3)
        assert stuck.any()
        chances[stuck] = solved.x[-1]
    return chances
