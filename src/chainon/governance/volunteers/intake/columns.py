"""What each column of the file is, guessed from its title and from what it holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .ages import read_age, read_band
from .identity import plain

SAMPLE = 400
FEWEST_VALUES, MOST_VALUES = 2, 12
MOST_READ = 40
EMAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}")
_PHONE = re.compile(r"(?:\+|00)?[\d\s().\-/]{9,20}")
FORMULA = re.compile(r"[=@＝＠]|[+\-＋－](?![\d\s().\-/]*$)")


class ColumnKind(TextChoices):
    FULL_NAME = "full_name", gettext_lazy("prénom et nom")
    LAST_NAME = "last_name", gettext_lazy("nom")
    FIRST_NAME = "first_name", gettext_lazy("prénom")
    EMAIL = "email", gettext_lazy("adresse électronique")
    PHONE = "phone", gettext_lazy("téléphone")
    ADDRESS = "address", gettext_lazy("adresse postale (rue, code postal ou ville)")
    HOUSEHOLD = "household", gettext_lazy("foyer")
    AGE = "age", gettext_lazy("date de naissance ou âge")
    CRITERION = "criterion", gettext_lazy("critère du tirage")
    IGNORE = "ignore", gettext_lazy("ne pas lire")


SEVERAL = frozenset({ColumnKind.ADDRESS, ColumnKind.CRITERION, ColumnKind.IGNORE})

_TITLES: tuple[tuple[ColumnKind, str], ...] = (
    (ColumnKind.FIRST_NAME, r"prenoms?|first name|given name|prenom usuel"),
    (ColumnKind.FULL_NAME, r"(?:nom (?:et )?prenoms?|prenoms? (?:et )?nom|nom complet|personne|volontaire|participante?"
                           r"|identite)"),
    (ColumnKind.LAST_NAME, r"nom|nom de famille|nom d usage|nom usuel|last name|name|noms"),
    (ColumnKind.EMAIL, r".*(?:mail|courriel|adresse electronique).*"),
    (ColumnKind.PHONE, r".*(?:telephone|portable|mobile)|tel|tel\b.*|numero de tel.*|gsm"),
    (ColumnKind.HOUSEHOLD, r".*(?:foyer|menage|logement n)|numero de foyer"),
    (ColumnKind.AGE, r"ages?|date de naissance|naissance|ne e? ?le|nee? le|annee de naissance|ddn|date naissance"),
    (ColumnKind.ADDRESS, r"adresse.*|rue|voie|code postal|cp|commune de residence|numero et rue"),
    (ColumnKind.IGNORE, r"id|identifiant|numero|n|horodateur|date|commentaires?|remarques?|consentement|civilite"),
    (ColumnKind.CRITERION, r"sexe|genre|quartier|secteur|tranche.*|diplome.*|niveau.*|csp|profession.*|categorie.*"
                           r"|situation.*|statut.*|commune|ville|canton|college|zone|qpv"),
)  # fmt: skip
_TITLE_WORDS = tuple((kind, re.compile(pattern)) for kind, pattern in _TITLES)


@dataclass(frozen=True)
class Column:
    """A column of the file: its place, its title as shown (made unique), a few cells, and the guess."""

    at: int
    title: str
    samples: tuple[str, ...]
    kind: ColumnKind


def is_formula(cell: str) -> bool:
    """A cell that a spreadsheet would execute; a phone number such as +33 6 12 34 56 78 is none."""
    return FORMULA.match(cell) is not None


def find_header(rows: Sequence[tuple[int, list[str]]]) -> int | None:
    """Position in `rows` of the titles among the first five rows; None when the file starts with people."""
    for position, (_line, cells) in enumerate(rows[:5]):
        filled = [cell for cell in cells if cell]
        known = sum(_kind_of_title(cell) is not None for cell in filled)
        if known >= max(1, len(filled) // 3) and not any(_looks_like_person(cell) for cell in filled):
            return position
    first = [cell for cell in rows[0][1] if cell] if rows else []
    return None if not first or any(_looks_like_person(cell) for cell in first) else 0


def titles(rows: Sequence[tuple[int, list[str]]], header_at: int | None) -> list[str]:
    """A unique title for each column: two called « Âge » are « Âge » and « Âge (2) »; those without are numbered."""
    width = max((len(cells) for _line, cells in rows), default=0)
    written = list(rows[header_at][1]) if header_at is not None else []
    if header_at is not None:
        width = max(len(written), 1)
    written += [""] * (width - len(written))
    found: list[str] = []
    for at, title in enumerate(written):
        name = " ".join(title.split())[:60] or _("Colonne {number}").format(number=at + 1)
        copies, base = 1, name
        while name in found:
            copies += 1
            name = f"{base} ({copies})"
        found.append(name)
    return found


def guess_columns(rows: Sequence[tuple[int, list[str]]], header_at: int | None, today: date) -> list[Column]:
    names = titles(rows, header_at)
    people = rows[0 if header_at is None else header_at + 1 :]
    columns = []
    taken: set[ColumnKind] = set()
    has_gender = any(re.search(r"\b(?:sexe|genre)\b", plain(name)) for name in names)
    has_first_name = any(_kind_of_title(name) == ColumnKind.FIRST_NAME for name in names)
    for at, name in enumerate(names):
        cells = [cells[at] for _line, cells in people[:SAMPLE] if at < len(cells) and cells[at]]
        kind = _guess(name if header_at is not None else "", cells, today)
        if kind == ColumnKind.LAST_NAME and not has_first_name:
            kind = ColumnKind.FULL_NAME
        if kind in taken and kind not in SEVERAL:
            kind = ColumnKind.IGNORE
        if plain(name) == "civilite" and not has_gender:
            kind = ColumnKind.CRITERION
        taken.add(kind)
        columns.append(Column(at, name, tuple(dict.fromkeys(cells))[:3], kind))
    if header_at is None and not taken & {ColumnKind.FULL_NAME, ColumnKind.LAST_NAME}:
        columns = _name_by_content(columns, people)
    return columns


def distinct_values(
    rows: Sequence[tuple[int, list[str]]], header_at: int | None, at: int
) -> list[tuple[str, str, int]]:
    """The answers read in a column, most frequent writing first among those that are the same but for case and accents:
    `(key, label, people)`, in the order of the labels (bands by age)."""
    people = rows[0 if header_at is None else header_at + 1 :]
    writings: dict[str, Counter[str]] = {}
    for _line, cells in people:
        if at < len(cells) and cells[at] and not is_formula(cells[at]):
            writings.setdefault(value_key(cells[at]), Counter())[" ".join(cells[at].split())[:80]] += 1
    found = [(key, count.most_common(1)[0][0], count.total()) for key, count in writings.items()]
    return sorted(found, key=lambda row: (band.first if (band := read_band(row[1])) else 0, plain(row[1])))


def value_key(cell: str) -> str:
    return plain(cell) or cell.strip()


def usual_label(label: str, title: str) -> str:
    """« F » and « Mme » under a title about gender mean « Femme »; anything else is kept."""
    if not re.search(r"\b(?:sexe|genre|civilite)\b", plain(title)):
        return label
    word = plain(label)
    if word in {"f", "fe", "femme", "femmes", "feminin", "mme", "madame", "fille", "w"}:
        return _("Femme")
    if word in {"h", "m", "homme", "hommes", "masculin", "mr", "monsieur", "garcon"}:
        return _("Homme")
    return label


def _kind_of_title(title: str) -> ColumnKind | None:
    words = plain(title)
    return next((kind for kind, pattern in _TITLE_WORDS if pattern.fullmatch(words)), None)


def _looks_like_person(cell: str) -> bool:
    return bool(EMAIL.fullmatch(cell) or re.search(r"\d{4,}", cell) or re.fullmatch(r"\d+([/.-]\d+)*", cell))


def _guess(title: str, cells: list[str], today: date) -> ColumnKind:
    kind = _kind_of_title(title) if title else None
    if kind == ColumnKind.AGE and cells and _share(cells, lambda cell: read_band(cell) is not None) > 0.6:
        return ColumnKind.CRITERION
    if kind == ColumnKind.CRITERION and len({value_key(cell) for cell in cells}) > MOST_READ:
        return ColumnKind.IGNORE
    if kind is not None:
        return kind
    return _kind_of_content(cells, today)


def _kind_of_content(cells: list[str], today: date) -> ColumnKind:
    if not cells:
        return ColumnKind.IGNORE
    if _share(cells, lambda cell: EMAIL.fullmatch(cell) is not None) > 0.6:
        return ColumnKind.EMAIL
    if _share(cells, lambda cell: bool(re.search(r"[-/.]", cell)) and _is_age(cell, today)) > 0.6:
        return ColumnKind.AGE
    if _share(cells, lambda cell: _PHONE.fullmatch(cell) is not None) > 0.6:
        return ColumnKind.PHONE
    different = len({value_key(cell) for cell in cells})
    if FEWEST_VALUES <= different <= MOST_VALUES and len(cells) >= 2 * different:
        return ColumnKind.CRITERION
    return ColumnKind.IGNORE


def _name_by_content(columns: list[Column], people: Sequence[tuple[int, list[str]]]) -> list[Column]:
    """Without titles, the first column of words that are nearly all different is the name."""
    for column in columns:
        cells = [cells[column.at] for _line, cells in people[:SAMPLE] if column.at < len(cells) and cells[column.at]]
        words = _share(cells, lambda cell: not re.search(r"[\d@]", cell)) if cells else 0
        if column.kind == ColumnKind.IGNORE and words > 0.8 and len(set(cells)) > 0.7 * len(cells):
            named = Column(column.at, column.title, column.samples, ColumnKind.FULL_NAME)
            return [named if other is column else other for other in columns]
    return columns


def _share(cells: list[str], is_it: Callable[[str], bool]) -> float:
    return sum(is_it(cell) for cell in cells) / len(cells)


def _is_age(cell: str, today: date) -> bool:
    try:
        read_age(cell, today)
    except ValueError:
        return False
    return True
