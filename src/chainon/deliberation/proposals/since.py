"""« Depuis quand ? »: a year, a month or a day as people write them, kept as a year, a month or a day (ISO)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from django.utils.translation import gettext as _

MONTHS = ("janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec")
OLDEST = 1900
_NUMBERS = re.compile(r"(?:(?:(\d{1,2})[/. -])?(\d{1,2})[/. -])?(\d{4})\Z")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?\Z")
_WORDS = re.compile(r"(?:(\d{1,2})(?:er)? )?([a-z]+)\.? (\d{4})\Z")
_BEFORE = re.compile(r"(?:depuis|en|le|a partir de|l annee) ")


class SinceError(ValueError):
    """What was written is not a date that we understand; the message says how to write it."""


def read_since(written: str, today: date) -> str:
    """ "mars 2023" → "2023-03", "2021" → "2021", "14/03/2023" → "2023-03-14"; nothing written → "".

    Raises `SinceError`.
    """
    text = _plain(written)
    if not text:
        return ""
    found = _ISO.match(text)
    year, month, day = found.groups() if found else _french(text)
    try:
        when = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise SinceError(_("Ce jour n’existe pas : vérifiez la date.")) from None
    if when > today:
        raise SinceError(_("Cette date est à venir : dites depuis quand cela dure déjà."))
    if when.year < OLDEST:
        raise SinceError(_("C’est très ancien : écrivez une année après {year}.").format(year=OLDEST))
    return "-".join([f"{when.year:04d}", *(f"{int(part):02d}" for part in (month, day) if part)])


def _french(text: str) -> tuple[str, str | None, str | None]:
    if numbers := _NUMBERS.match(text):
        day, month, year = numbers.groups()
        return year, month, day
    if words := _WORDS.match(text):
        day, name, year = words.groups()
        for number, month in enumerate(MONTHS, start=1):
            if name.startswith(month):
                return year, str(number), day
    raise SinceError(_("Nous n’avons pas compris. Écrivez 2021, mars 2023 ou 14/03/2023."))


def _plain(written: str) -> str:
    """Lower case, without accents, single spaces, without "depuis"."""
    folded = unicodedata.normalize("NFKD", written.strip().lower())
    text = " ".join("".join(mark for mark in folded if not unicodedata.combining(mark)).split())
    return _BEFORE.sub("", text, count=1) if _BEFORE.match(text) else text
