"""Valmont-sur-Orne: a town that is on no map. Its neighbourhoods and their streets."""

from __future__ import annotations

from dataclasses import dataclass

TOWN = "Valmont-sur-Orne"
MAIL = "valmont.example"
SOURCE = "Chiffres inventés"


@dataclass(frozen=True)
class Neighbourhood:
    """`people`: how many live there; `corners`: of its outline, by the names of `outlines.CORNERS`, in order."""

    name: str
    people: int
    corners: str
    streets: tuple[str, ...]


NEIGHBOURHOODS = (
    Neighbourhood(
        "La Vieille-Halle",
        13_420,
        "west r1 r2 r3 r4 r5 t1 t2 south-east south south-west-2 south-west west-2",
        ("rue des Tanneurs", "place du Marché", "rue de l’Horloge", "rue des Lavandières", "quai des Meuniers"),
    ),
    Neighbourhood(
        "Les Tilleuls",
        6_240,
        "north north-2 north-east-2 north-east east r7 r6 r5 r4 r3 s1 s2",
        ("allée des Tilleuls", "rue Louise-Weiss", "square des Hirondelles", "avenue du Stade"),
    ),
    Neighbourhood(
        "La Faïencerie",
        9_400,
        "r5 r6 r7 east east-2 south-east-2 south-east t2 t1",
        ("rue de la Faïencerie", "rue des Potiers", "avenue de la Gare", "cité des Mouleurs"),
    ),
    Neighbourhood(
        "Les Prés-Hauts",
        9_180,
        "west north-west north-west-2 north s2 s1 r3 r2 r1",
        ("chemin des Prés-Hauts", "rue du Lavoir", "rue des Noisetiers", "impasse du Verger"),
    ),
)
PEOPLE = sum(each.people for each in NEIGHBOURHOODS)
