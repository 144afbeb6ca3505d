"""Pools made for tests, benchmarks and demonstrations: seeded, invented, with French categories; and readers of CSV."""

from __future__ import annotations

import csv
import random
from collections import Counter
from pathlib import Path

from chainon.methods.sortition.model import Feature, Person, Pool, Quota

SHARED = Path(__file__).resolve().parents[6] / "shared" / "data" / "sortition"

FRENCH_FEATURES: dict[str, dict[str, tuple[float, float]]] = {
    # value: (share in the population, share among volunteers)
    "sexe": {"Femme": (0.52, 0.47), "Homme": (0.48, 0.53)},
    "âge": {
        "16-24": (0.13, 0.07),
        "25-34": (0.15, 0.12),
        "35-49": (0.24, 0.23),
        "50-64": (0.24, 0.29),
        "65-74": (0.13, 0.21),
        "75 et plus": (0.11, 0.08),
    },
    "diplôme": {
        "Aucun diplôme": (0.26, 0.08),
        "CAP ou BEP": (0.24, 0.16),
        "Bac": (0.17, 0.18),
        "Bac+2": (0.11, 0.16),
        "Bac+3 et plus": (0.22, 0.42),
    },
    "profession": {
        "Agriculteurs": (0.01, 0.01),
        "Artisans, commerçants": (0.04, 0.04),
        "Cadres": (0.10, 0.21),
        "Professions intermédiaires": (0.14, 0.20),
        "Employés": (0.16, 0.14),
        "Ouvriers": (0.12, 0.05),
        "Retraités": (0.26, 0.26),
        "Sans activité": (0.17, 0.09),
    },
    "logement": {"Locataire social": (0.18, 0.09), "Locataire": (0.24, 0.28), "Propriétaire": (0.58, 0.63)},
    "secteur": {
        "Centre": (0.20, 0.31),
        "Nord": (0.19, 0.13),
        "Est": (0.16, 0.15),
        "Sud": (0.22, 0.24),
        "Ouest": (0.13, 0.12),
        "Littoral": (0.10, 0.05),
    },
    "quartier prioritaire": {"Oui": (0.15, 0.06), "Non": (0.85, 0.94)},
}


def apportioned(shares: list[float], seats: int) -> list[int]:
    """Whole seats by largest remainder."""
    exact = [share * seats / sum(shares) for share in shares]
    whole = [int(share) for share in exact]
    order = sorted(range(len(shares)), key=lambda index: whole[index] - exact[index])
    for index in order[: seats - sum(whole)]:
        whole[index] += 1
    return whole


def french_pool(people: int, seats: int, seed: str = "chaînon", slack: int = 1) -> Pool:
    """A town's volunteers described by seven features, and quotas that follow the population within `slack` seats.

    A quota never asks for more than half of those who hold the value. Feasible in practice with a slack of 1;
    with equal quotas (`slack` 0) it depends on the seed.
    """
    rng = random.Random(f"{seed}|{people}|{seats}")
    drawn = []
    for number in range(people):
        values = []
        for name, shares in FRENCH_FEATURES.items():
            weights = [volunteers for _, volunteers in shares.values()]
            if name == "profession" and values[1] in ("65-74", "75 et plus"):
                weights = [
                    weight * (8 if value == "Retraités" else 0.15)
                    for value, weight in zip(shares, weights, strict=True)
                ]
            values.append(rng.choices(list(shares), weights)[0])
        home = f"foyer-{rng.randrange(int(people * 0.93)):05d}"
        drawn.append(Person(f"v{number:05d}", tuple(values), home))
    features = []
    for position, (name, shares) in enumerate(FRENCH_FEATURES.items()):
        held = Counter(person.values[position] for person in drawn)
        targets = apportioned([population for population, _ in shares.values()], seats)
        quotas = {
            value: Quota(max(0, min(target, held[value] // 2) - slack), target + slack)
            for value, target in zip(shares, targets, strict=True)
        }
        features.append(Feature(name, quotas))
    return Pool(tuple(features), tuple(drawn))


def tiny_pool(seed: int, *, equal: bool, homes: bool = False) -> tuple[Pool, int]:
    """12 to 20 people, 4 to 6 seats, quotas around a random panel: equalities, or one seat of slack for each value."""
    rng = random.Random(f"tiny|{seed}|{equal}|{homes}")
    people = rng.randint(12, 16)
    seats = rng.randint(4, 6)
    kinds = [rng.randint(2, 3) for _ in range(rng.randint(2, 4))]
    drawn = [
        Person(
            f"p{number:02d}",
            tuple(f"v{rng.randrange(kind)}" for kind in kinds),
            f"h{rng.randrange(people * 2 // 3)}" if homes else None,
        )
        for number in range(people)
    ]
    while True:
        chosen = rng.sample(range(people), seats)
        if not homes or len({drawn[index].household for index in chosen}) == seats:
            break
    features = []
    for position, kind in enumerate(kinds):
        held = Counter(drawn[index].values[position] for index in chosen)
        quotas = {}
        for value in (f"v{number}" for number in range(kind)):
            below, above = (0, 0) if equal else rng.choice([(0, 1), (1, 0), (1, 1)])
            quotas[value] = Quota(max(0, held[value] - below), held[value] + above)
        features.append(Feature(f"f{position}", quotas))
    return Pool(tuple(features), tuple(drawn)), seats


def shared_pool(name: str) -> tuple[Pool, int]:
    """A pool of the shared folder, by name (the name ends with the number of seats)."""
    folder = SHARED / name
    quotas: dict[str, dict[str, Quota]] = {}
    for row in csv.DictReader((folder / "categories.csv").read_text(encoding="utf-8").splitlines()):
        quotas.setdefault(row["category"], {})[row["feature"]] = Quota(int(row["min"]), int(row["max"]))
    features = tuple(Feature(name, values) for name, values in quotas.items())
    people = []
    for number, row in enumerate(csv.DictReader((folder / "respondents.csv").read_text(encoding="utf-8").splitlines())):
        values = tuple(row[feature.name] for feature in features)
        people.append(Person(row.get("id") or str(number), values, row.get("household") or None))
    return Pool(features, tuple(people)), int(name.rsplit("_", 1)[1])


SHARED_NAMES = ("example_small_20", "example_large_200", "sf_fixture_22", "syn_200_20", "syn_500_60")
