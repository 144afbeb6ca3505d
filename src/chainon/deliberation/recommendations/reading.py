"""The lines of a sheet, typed one under the other or in a CSV; what is wrong is said line by line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from chainon.base.chain.models import Theme
from chainon.base.ui.typography import number as written
from chainon.methods.tables import Row, TableError, read_table

from .models import LONGEST

MOST = 200
COLUMNS = {
    "number": ("n", "no", "numero", "num", "number"),
    "text": ("texte", "recommandation", "recommandations", "text", "intitule"),
    "theme": ("theme", "sujet", "topic"),
    "carried_by": ("porteur", "portee par", "porte par", "qui la porte", "carried by"),
}
NUMBERED = re.compile(r"\s*(\d{1,4}(?:\s?(?:bis|ter|[a-z]))?)\s*[.)\-–:]\s+(.+)", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    number: str
    text: str
    theme: Theme | None
    carried_by: str


@dataclass(frozen=True)
class Reading:
    """All or nothing: where there is a fault, nothing is published."""

    lines: list[Line]
    faults: list[str]


def read(source: str, themes: Iterable[Theme]) -> Reading:
    """`source`: a CSV whose header has a column « texte », else one recommendation a line, its number before it."""
    known = {folded(theme.name): theme for theme in themes}
    try:
        rows, columns = _rows(source)
    except TableError as error:
        return Reading([], [_table_words(error)])
    reader = _Reader(known)
    for row in rows[:MOST]:
        reader.take(row.line, {name: _cell(row, place) for name, place in columns.items()})
    if len(rows) > MOST:
        reader.faults.append(_("Plus de {most} lignes : faites-en deux feuilles.").format(most=written(MOST)))
    if not rows:
        reader.faults.append(_("Écrivez au moins une recommandation."))
    return Reading(reader.lines, reader.faults)


def folded(text: str) -> str:
    """Without accents, capitals or stray spaces."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(plain.lower().split())


def _rows(source: str) -> tuple[list[Row], Mapping[str, int]]:
    first = next((line for line in source.splitlines() if line.strip()), "")
    titles = {folded(cell.strip('"')) for cell in re.split(r"[;,\t]", first)}
    if titles.isdisjoint(COLUMNS["text"]):
        lines = enumerate(source.splitlines(), start=1)
        return [_typed(number, line) for number, line in lines if line.strip()], {"number": 0, "text": 1}
    table = read_table(source)
    found = {
        name: place
        for place, title in enumerate(table.header.cells)
        for name, names in COLUMNS.items()
        if folded(title) in names
    }
    return list(table.rows), found


def _typed(number: int, line: str) -> Row:
    match = NUMBERED.fullmatch(line)
    return Row(number, (match[1], match[2].strip()) if match else ("", line.strip()))


def _cell(row: Row, place: int) -> str:
    return " ".join(row.cells[place].split()) if place < len(row.cells) else ""


class _Reader:
    def __init__(self, themes: Mapping[str, Theme]) -> None:
        self.themes = themes
        self.lines: list[Line] = []
        self.faults: list[str] = []
        self.seen: dict[str, int] = {}

    def take(self, line: int, cells: Mapping[str, str]) -> None:
        number = cells.get("number", "") or str(len(self.seen) + 1)
        text, theme = cells["text"], cells.get("theme", "")
        if not text:
            self._fault(line, _("il manque le texte de la recommandation."))
        elif len(text) > LONGEST:
            over = _("{length} caractères, {most} au plus : coupez-la en deux, ou raccourcissez-la.")
            self._fault(line, over.format(length=written(len(text)), most=written(LONGEST)))
        if len(number) > 12:
            self._fault(line, _("le numéro est trop long : douze caractères au plus."))
        if number.lower() in self.seen:
            twice = _("le numéro {number} est déjà celui de la ligne {other}.")
            self._fault(line, twice.format(number=number, other=self.seen[number.lower()]))
        if theme and folded(theme) not in self.themes:
            names = ", ".join(each.name for each in self.themes.values())
            unknown = _("« {theme} » n’est pas un thème d’ici. Les thèmes : {names}.")
            self._fault(line, unknown.format(theme=theme, names=names))
        self.seen.setdefault(number.lower(), line)
        self.lines.append(Line(number, text, self.themes.get(folded(theme)), cells.get("carried_by", "")[:160]))

    def _fault(self, line: int, said: str) -> None:
        self.faults.append(_("Ligne {line} : {said}").format(line=line, said=said))


def _table_words(error: TableError) -> str:
    words = {
        "empty-file": _("Écrivez au moins une recommandation."),
        "broken-quotes": _("un guillemet est ouvert et jamais refermé."),
        "nul-byte": _("ce fichier contient autre chose que du texte."),
        "workbook": _("Ceci est un classeur : enregistrez-le en CSV, puis envoyez-le de nouveau."),
    }
    said = words.get(error.code, _("les lettres de ce fichier sont abîmées : enregistrez-le en CSV UTF-8."))
    return _("Ligne {line} : {said}").format(line=error.line, said=said) if getattr(error, "line", None) else said
