"""French sentences of codes and parameters: numbers, nouns, typography, and the words that every family shares.

In a template `{n:place}` is a number with its noun (`1 place`, `2 places`; `{n:travail|travaux}` when the plural is
another word). A code may have a second sentence, `code/param`, used when that parameter is given and is not empty.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

NO_BREAK = "\N{NO-BREAK SPACE}"

TABLES: dict[str, str] = {
    "empty-file": "le fichier est vide ; enregistrez le tableau au format CSV et recommencez",
    "workbook": "c'est un classeur et non un fichier CSV ; dans le tableur, choisissez « Enregistrer sous », puis CSV",
    "wrong-encoding": "les accents sont illisibles ; enregistrez le fichier en « CSV UTF-8 »",
    "nul-byte": "le fichier contient des octets nuls, il n'est pas du texte ; enregistrez-le en « CSV UTF-8 »",
    "broken-quotes": "un guillemet ouvert sur cette ligne n'est pas refermé correctement ; fermez-le ou supprimez-le",
    "missing-column": "il manque la colonne « {column} » ; donnez ce titre à la bonne colonne",
    "missing-column/near": "il manque la colonne « {column} » ; est-ce « {near} » ? Donnez-lui exactement ce titre",
    "column-twice": "deux colonnes s'appellent « {column} » ; renommez ou supprimez l'une des deux",
    "no-rows": "il n'y a que la ligne de titres ; ajoutez au moins une ligne",
    "ragged-line": "{found:cellule} au lieu de {expected} ; ajoutez ou retirez des séparateurs sur cette ligne",
}
"""What is wrong with a file that should be a table (`tables.TableError`)."""

FILES: dict[str, str] = {
    "file-not-found": "ce fichier n'existe pas ; vérifiez son chemin",
    "file-unreadable": "ce fichier ne peut pas être lu ({reason}) ; vérifiez son chemin et vos droits",
}
"""What is wrong with a path."""


class Phrase(string.Formatter):
    """Formats numbers with their nouns, and lists; a parameter that isn't given leaves an ellipsis."""

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        return kwargs.get(str(key), "…")

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, list | tuple):
            return ", ".join(self.item(item) for item in value)
        if not format_spec:
            return number(value)
        singular, _, plural = format_spec.partition("|")
        return f"{number(value)} {singular if value in (0, 1) else plural or singular + 's'}"

    def item(self, item: object) -> str:
        """One thing of a list; a family that lists more than texts overrides it."""
        return str(item)


PHRASE = Phrase()


def worded(
    table: Mapping[str, str], code: str, params: Mapping[str, object] | None = None, phrase: Phrase = PHRASE
) -> str:
    """The sentence that `table` has for a code, in lower case and without its final full stop."""
    given = dict(params or {})
    variant = next((name for name, value in given.items() if value and f"{code}/{name}" in table), None)
    template = table.get(f"{code}/{variant}" if variant else code, f"erreur « {code} »")
    return phrase.vformat(typeset(template), (), given)


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!", "…")) else ".")


def typeset(text: str) -> str:
    """With the no-break spaces that French puts before high punctuation and inside quotation marks."""
    return re.sub(r" (?=[:;!?»%])|(?<=«) ", NO_BREAK, text)


def number(value: object) -> str:
    """A number in French: `1 700`, `4,71`; anything else as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return str(value)
    try:
        return f"{Decimal(str(value)):,f}".replace(",", NO_BREAK).replace(".", ",")
    except InvalidOperation:
        return str(value)
