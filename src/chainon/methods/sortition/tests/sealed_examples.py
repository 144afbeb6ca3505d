"""Small hand-made draws: twelve volunteers of a street, four seats, ten panels (one ball), or any number."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from chainon.methods.randomness import Balls, Source
from chainon.methods.sortition.model import Feature, Lottery, Person, Pool, Quota
from chainon.methods.sortition.seal import Sealed, seal

BALL = Balls(1, "Une boule tirée par Chantal")

FEATURES = (
    Feature("genre", {"femme": Quota(2, 2), "homme": Quota(2, 2)}),
    Feature("âge", {"16–35 ans": Quota(1, 3), "36 ans et plus": Quota(1, 3)}),
)

PEOPLE = tuple(
    Person(f"p{number:02}", (gender, age))
    for number, (gender, age) in enumerate(itertools.product(["femme", "homme"], ["16–35 ans", "36 ans et plus"] * 3))
)
"""Three people of each of the four profiles."""

POOL = Pool(FEATURES, PEOPLE)


def lottery_of(panels: int = 10) -> Lottery:
    """Panels of one person of each profile, people of a profile taking turns: counts differ by at most one."""
    profiles: dict[tuple[str, ...], list[int]] = {}
    for index, person in enumerate(PEOPLE):
        profiles.setdefault(person.values, []).append(index)
    drawn = [tuple(sorted(people[number % 3] for people in profiles.values())) for number in range(panels)]
    counts = tuple(sum(person in panel for panel in drawn) for person in range(len(PEOPLE)))
    return Lottery(4, tuple(drawn), counts)


def counting_salt() -> Callable[[int], str]:
    """Salts that anyone can guess, so that a file is the same at each run of a test."""
    numbers = itertools.count(1)
    return lambda size: f"{next(numbers):0{2 * size}x}"


def sealed_example(
    panels: int = 10,
    *,
    sources: Sequence[Source] = (BALL,),
    pool: Pool = POOL,
    lottery: Lottery | None = None,
    draw_id: str = "rue-des-lilas",
    households: bool = False,
    probabilities: Sequence[float] | None = None,
    new_salt: Callable[[int], str] | None = None,
) -> Sealed:
    seats = 4
    chances = probabilities or [seats / len(pool.people)] * len(pool.people)
    return seal(
        pool,
        lottery or lottery_of(panels),
        draw_id=draw_id,
        title="Conseil de la rue des Lilas",
        objective="leximin",
        households=households,
        sources=sources,
        replacement="places-by-profile",
        probabilities=chances,
        optimum={"min": f"{min(chances):.12f}", "gap": "0.000000001", "proven_optimal": True},
        new_salt=new_salt or counting_salt(),
    )
