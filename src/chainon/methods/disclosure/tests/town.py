"""An invented town of 10,000 people and the thirty tables it would publish, shared by the tests and the bench."""

from __future__ import annotations

from random import Random

from chainon.methods.disclosure.model import ALL, Dimension, Publication
from chainon.methods.disclosure.tabulate import Crossing, Person, tabulate

BLOCKS = tuple(f"îlot {number}" for number in range(1, 11))
PLACE = Dimension(
    "lieu",
    BLOCKS,
    {
        "Les Tilleuls": BLOCKS[:3],
        "Le Port": BLOCKS[3:6],
        "La Gare": BLOCKS[6:8],
        "Le Bourg": BLOCKS[8:],
        "quartier prioritaire": ("îlot 2", "îlot 3", "îlot 4"),
    },
)
AGES = ("0-14", "15-24", "25-39", "40-59", "60-74", "75 et plus")
AGE = Dimension("âge", AGES, {"moins de 25": AGES[:2], "60 et plus": AGES[4:]})
SEX = Dimension("sexe", ("femme", "homme"))
WORK = Dimension("activité", ("emploi", "chômage", "études", "retraite", "autre"))
HOME = Dimension("logement", ("propriétaire", "social", "privé", "autre"))
FAMILY = Dimension("ménage", ("seul", "couple", "couple avec enfants", "un parent", "autre"))
TRAVEL = Dimension("trajet", ("voiture", "bus", "vélo", "à pied", "aucun"))
SCHOOL = Dimension("diplôme", ("aucun", "court", "bac", "supérieur"))
SINCE = Dimension("arrivée", ("moins de 2 ans", "2 à 9 ans", "10 ans et plus"))
CARE = Dimension("handicap", ("reconnu", "non"))
DIMENSIONS = (PLACE, AGE, SEX, WORK, HOME, FAMILY, TRAVEL, SCHOOL, SINCE, CARE)
IMPOSSIBLE = ({"âge": "0-14", "activité": "emploi"}, {"âge": "0-14", "activité": "retraite"})


def people(count: int = 10_000, seed: int = 7) -> list[Person]:
    chance = Random(seed)
    return [_person(chance) for _ in range(count)]


def _person(chance: Random) -> Person:
    place = chance.choices(BLOCKS, weights=(15, 12, 10, 9, 13, 12, 10, 8, 10, 1))[0]
    poor = place in PLACE.groups["quartier prioritaire"]
    age = chance.choices(AGES, weights=(18, 12, 20, 26, 15, 9))[0]
    work = "études" if age == "0-14" else _work(chance, age)
    return {
        "lieu": place,
        "âge": age,
        "sexe": chance.choice(("femme", "homme")),
        "activité": work,
        "logement": chance.choices(HOME.atoms, weights=(20, 60, 18, 2) if poor else (55, 18, 25, 2))[0],
        "ménage": chance.choices(FAMILY.atoms, weights=(20, 25, 35, 15, 5))[0],
        "trajet": "aucun"
        if work in ("retraite", "autre")
        else chance.choices(TRAVEL.atoms, weights=(50, 22, 8, 17, 3))[0],
        "diplôme": "aucun" if age == "0-14" else chance.choices(SCHOOL.atoms, weights=(20, 25, 25, 30))[0],
        "arrivée": chance.choices(SINCE.atoms, weights=(12, 30, 58))[0],
        "handicap": chance.choices(CARE.atoms, weights=(3, 97))[0],
    }


def _work(chance: Random, age: str) -> str:
    if age == "15-24":
        return chance.choices(("emploi", "chômage", "études", "autre"), weights=(35, 14, 46, 5))[0]
    if age in ("25-39", "40-59"):
        return chance.choices(("emploi", "chômage", "études", "autre"), weights=(76, 12, 2, 10))[0]
    return chance.choices(("emploi", "retraite", "autre"), weights=(20, 75, 5) if age == "60-74" else (0, 97, 3))[0]


def crossings() -> dict[str, Crossing]:
    """Thirty: each feature by block and by neighbourhood, and by age and sex for the town."""
    neighbourhoods = (*PLACE.groups, ALL)
    features = (WORK, HOME, FAMILY, TRAVEL, SCHOOL, SINCE, CARE)
    found: dict[str, Crossing] = {
        "population": {"lieu": PLACE.codes},
        "lieu, âge": {"lieu": PLACE.codes, "âge": AGE.codes},
        "lieu, sexe": {"lieu": PLACE.codes, "sexe": SEX.codes},
        "lieu, âge, sexe": {"lieu": neighbourhoods, "âge": AGE.codes, "sexe": SEX.codes},
    }
    for feature in features:
        found[f"lieu, {feature.name}"] = {"lieu": PLACE.codes, feature.name: feature.codes}
        found[f"âge, {feature.name}"] = {"âge": AGE.codes, feature.name: feature.codes}
        found[f"sexe, {feature.name}"] = {"sexe": SEX.codes, feature.name: feature.codes}
    for feature in (WORK, HOME, CARE):
        name = f"lieu, âge, {feature.name}"
        found[name] = {"lieu": neighbourhoods, "âge": ("moins de 25", "25-39", "40-59", "60 et plus", ALL)}
        found[name] = {**found[name], feature.name: feature.codes}
    found["âge, sexe, activité"] = {"âge": AGE.codes, "sexe": SEX.codes, "activité": WORK.codes}
    found["activité, diplôme"] = {"activité": WORK.codes, "diplôme": SCHOOL.codes}
    return found


def town(count: int = 10_000, seed: int = 7) -> Publication:
    tables = tabulate(DIMENSIONS, people(count, seed), crossings())
    return Publication(DIMENSIONS, tuple(tables), IMPOSSIBLE)
