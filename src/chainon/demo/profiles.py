"""What describes the people of the town: how many of each live there, and how readily each volunteers. All invented.

Those who volunteer are no picture of those who live there: older, longer at school, more often owners of their home and
from the old town, as everywhere. That is what places by profile repair, and what makes chances differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .town import NEIGHBOURHOODS

GENDER, AGE, SECTOR, DIPLOMA = "Genre", "Âge", "Quartier", "Diplôme"
WORK, HOME, SINCE = "Situation", "Logement", "À Valmont depuis"
AGE_STARTS = (16, 25, 35, 50, 65)
OLDEST = 88
AGES = ("16–24 ans", "25–34 ans", "35–49 ans", "50–64 ans", "65 ans et plus")
SECTORS = tuple(each.name for each in NEIGHBOURHOODS)


@dataclass(frozen=True)
class Trait:
    """A criterion of the draw. `residents`: value → share of the town, in any unit. `volunteers`: the weights of the
    values, in the same order, among those who volunteer: alike for all (key ""), or by the value of trait `given`."""

    name: str
    residents: Mapping[str, int]
    volunteers: Mapping[str, Sequence[int]]
    given: str = ""
    values: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", tuple(self.residents))


TRAITS = (
    Trait(GENDER, {"Femme": 52, "Homme": 48}, {"": (47, 53)}),
    Trait(AGE, dict(zip(AGES, (14, 15, 24, 24, 23), strict=True)), {"": (8, 12, 23, 30, 27)}),
    Trait(SECTOR, {each.name: each.people for each in NEIGHBOURHOODS}, {"": (42, 10, 21, 27)}),
    Trait(
        DIPLOMA,
        {"Sans diplôme": 24, "CAP ou BEP": 24, "Bac": 18, "Bac+2": 12, "Bac+3 et plus": 22},
        {
            "16–24 ans": (20, 12, 40, 12, 16),
            "25–34 ans": (9, 14, 17, 18, 42),
            "35–49 ans": (10, 18, 17, 17, 38),
            "50–64 ans": (15, 24, 16, 15, 30),
            "65 ans et plus": (21, 27, 17, 11, 24),
        },
        given=AGE,
    ),
    Trait(
        WORK,
        {
            "Études ou apprentissage": 9,
            "Employée, employé": 18,
            "Ouvrière, ouvrier": 12,
            "Cadre, profession intermédiaire": 22,
            "À son compte": 5,
            "Sans emploi": 11,
            "À la retraite": 23,
        },
        {
            "16–24 ans": (62, 11, 7, 5, 1, 14, 0),
            "25–34 ans": (6, 25, 12, 36, 6, 15, 0),
            "35–49 ans": (2, 26, 13, 39, 8, 12, 0),
            "50–64 ans": (1, 23, 13, 32, 7, 12, 12),
            "65 ans et plus": (0, 1, 0, 2, 2, 1, 94),
        },
        given=AGE,
    ),
    Trait(
        HOME,
        {"Propriétaire": 48, "Locataire d’un bailleur social": 29, "Locataire d’un particulier": 23},
        dict(zip(SECTORS, ((58, 14, 28), (27, 55, 18), (48, 28, 24), (74, 12, 14)), strict=True)),
        given=SECTOR,
    ),
    Trait(
        SINCE,
        {"Moins de 5 ans": 22, "5 à 20 ans": 35, "Plus de 20 ans": 43},
        {
            "16–24 ans": (34, 56, 10),
            "25–34 ans": (52, 34, 14),
            "35–49 ans": (24, 54, 22),
            "50–64 ans": (12, 36, 52),
            "65 ans et plus": (8, 20, 72),
        },
        given=AGE,
    ),
)
