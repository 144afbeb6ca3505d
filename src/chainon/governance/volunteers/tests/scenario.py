"""The file of the scenario: 143 invented volunteers, with what real files have wrong. Seeded: always the same.

24 seats will be asked of it, 12 women and 12 men, 6 aged 16–25 where 4 exist.
"""

from __future__ import annotations

import io
import random
from datetime import date

TODAY = date(2026, 11, 22)
HEADER = ["Nom", "Prénom", "Courriel", "Téléphone", "Adresse", "Date de naissance", "Sexe", "Quartier"]
VOLUNTEERS, YOUNG = 143, 4
DOUBLES, WITHOUT_AGE, TOO_YOUNG, FORMULAS = 3, 2, 1, 1
READY = VOLUNTEERS - DOUBLES - WITHOUT_AGE - TOO_YOUNG - FORMULAS

_WOMEN = ["Hélène", "Amina", "Françoise", "Zoé", "Maëlle", "Inès", "Chloé", "Fatou", "Jeanne", "Léa"]
_MEN = ["Rémi", "François", "Moussa", "Noël", "Théo", "Karim", "Gaël", "Jean-Marc", "Loïc", "Ali"]
_NAMES = ["Martin", "Benaïssa", "Lefèvre", "Nguyen", "Diallo", "Müller", "Le Goff", "Garcia", "D’Angelo", "Pérez"]
_QUARTERS = ["Les Tilleuls", "La Forêt-Noire", "Centre", "Saint-Étienne"]


def rows() -> list[list[str]]:
    """The lines under the header: 139 different people and one aged 15, then 3 written twice; faults at known lines."""
    chance = random.Random(143)
    people = [_person(number, chance) for number in range(VOLUNTEERS - DOUBLES)]
    people[10][5] = ""
    people[20][5] = ""
    people[30][5] = "03/06/2011"  # 15 years old
    people[40][0] = '=HYPERLINK("http://exemple.invalid";"Martin")'
    doubles = [list(people[number]) for number in (50, 51, 52)]
    for double in doubles:
        double[0], double[1] = double[0].upper(), _without_accents(double[1]).upper()
        double[3] = ""
    people[50][0], people[50][1] = "Martin-Leroy", "Hélène"
    doubles[0][0], doubles[0][1] = "MARTIN LEROY", "HELENE"
    return [*people, *doubles]


def _person(number: int, chance: random.Random) -> list[str]:
    is_woman = number % 2 == 0
    first = (_WOMEN if is_woman else _MEN)[number // 2 % 10]
    last = f"{_NAMES[number // 20]} {_NAMES[number % 10]}"
    if number < YOUNG:
        born = date(2026 - 17 - number, 3, 1 + number)
    else:
        born = date(chance.randint(1940, 1999), chance.randint(1, 12), chance.randint(1, 28))
    return [
        last,
        first,
        f"personne{number}@exemple.invalid",
        f"06 {number // 100:02d} {number % 100:02d} 12 34",
        f"{number // 2 + 1} rue de l’Église, 01000 Valmont",
        born.strftime("%d/%m/%Y"),
        "F" if is_woman else "H",
        _QUARTERS[number % 4],
    ]


def _without_accents(text: str) -> str:
    return text.translate(str.maketrans("éèëïçôà", "eeeicoa"))


def csv_bytes(encoding: str = "cp1252", delimiter: str = ";") -> bytes:
    lines = [HEADER, *rows()]
    text = "\r\n".join(delimiter.join(_quoted(cell) for cell in line) for line in lines) + "\r\n"
    return text.encode(encoding)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in ';,"') else cell


def xlsx_bytes() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append(HEADER)
    for row in rows():
        sheet.append([date(int(cell[6:]), int(cell[3:5]), int(cell[:2])) if at == 5 and cell else cell or None
                      for at, cell in enumerate(row)])  # fmt: skip
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
