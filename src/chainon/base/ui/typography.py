"""Numbers, shares and dates as a careful typographer sets them, in the language of the page."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import floor, log10

from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from django.utils.translation import get_language

NO_BREAK = "\u00a0"
Real = int | float | Decimal | Fraction

LOCALES = {"en": "en_GB"}  # a town in Europe: the day before the month, hours to 24
DAY_STYLES = {"long": "long", "short": "medium", "weekday": "full"}


def language() -> str:
    return (get_language() or "fr").split("-", maxsplit=1)[0]


def locale() -> str:
    return LOCALES.get(language(), language())


def is_french() -> bool:
    return language() == "fr"


def colon() -> str:
    """Between two things: " : " in French, its space kept with the sign; ": " elsewhere."""
    return f"{NO_BREAK}: " if is_french() else ": "


def quoted(text: object) -> str:
    return f"«{NO_BREAK}{text}{NO_BREAK}»" if is_french() else f"“{text}”"


def real(value: object) -> Real:
    """A number from a number or from the text of a fraction "n/d". Raises ValueError."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction | str):
        raise ValueError(f"not a number: {value!r}")
    return Fraction(value) if isinstance(value, str) else value


def number(value: Real, digits: int = 0, trim: bool = False) -> str:
    """1703 → "1 703" (thin no-break space), with `digits` decimals, or at most that many when trimmed; never "-0"."""
    return _number(value, digits, trim, language())


@lru_cache(maxsize=2048)  # a page of the journal sets fifty numbers and dates, the next one nearly the same
def _number(value: Real, digits: int, trim: bool, language: str) -> str:
    exact = round(Fraction(value), digits)
    decimals = "." + ("#" if trim else "0") * digits if digits else ""
    return format_decimal(Decimal(exact.numerator) / exact.denominator, f"#,##0{decimals}", locale=language)


def percent(share: Real, digits: int | None = None) -> str:
    """0.028 → "2,8 %". Without `digits`: one decimal, and two significant figures below 1 %, so that a small chance
    is never shown as none."""
    value, trim = Fraction(share) * 100, digits is None
    if digits is None:
        digits = 1 if value == 0 or abs(value) >= 1 else 1 - floor(log10(abs(value)))
    return number(value, digits, trim) + (NO_BREAK if is_french() else "") + "%"


def day(value: date, style: str = "long") -> str:
    """A day in words, "1er décembre 2026". Styles: long, short, weekday."""
    return _day(value.year, value.month, value.day, style, locale())


@lru_cache(maxsize=512)
def _day(year: int, month: int, day: int, style: str, locale: str) -> str:
    text = format_date(date(year, month, day), DAY_STYLES[style], locale=locale)
    if locale == "fr" and day == 1:
        text = text.replace("1 ", "1er ", 1)
    first_gap = text.find(" ") if locale == "fr" and style != "weekday" else -1
    return text if first_gap < 0 else text[:first_gap] + NO_BREAK + text[first_gap + 1 :]


def hour(value: datetime) -> str:
    """ "18 h 30", "18 h"; the usual form of other languages."""
    if not is_french():
        return format_time(value.timetz(), "short", locale=locale())
    return f"{value.hour}{NO_BREAK}h" + (f"{NO_BREAK}{value.minute:02d}" if value.minute else "")


def moment(value: datetime) -> str:
    """ "2 décembre 2026 à 18 h 30"."""
    return f"{day(value)}{' à ' if is_french() else ', '}{hour(value)}"


def ordinal(value: int) -> str:
    """1 → "1er", 2 → "2e"."""
    if is_french():
        return "1er" if value == 1 else f"{number(value)}e"
    ending = "th" if value % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{number(value)}{ending}"


def groups(text: str, size: int = 4) -> list[str]:
    """The text cut in groups that an eye can compare."""
    return [text[start : start + size] for start in range(0, len(text), size)]


def period(text: str) -> str:
    """A day, a month or a year (ISO) in words: "2023-03" → "mars 2023"."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return text
    moment = date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    return day(moment) if len(parts) > 2 else format_date(moment, "MMMM y", locale=locale())


_VOWELS = "aàâäeéèêëiîïoôöuùûüyhœæAÀÂÄEÉÈÊËIÎÏOÔÖUÙÛÜYHŒÆ"
_ASPIRATED = ("hall", "halle", "hameau", "haras", "haut", "haute", "hauts", "hautes", "hlm", "huit", "hors")

_ARTICLES = {
    **dict.fromkeys(("collectif", "comité", "conseil", "groupe", "service"), "du "),
    **dict.fromkeys(("mairie", "table", "ville"), "de la "),
    **dict.fromkeys(("assemblée", "association", "instance"), "de l’"),
}
"""What a body is often called without its article."""


def of(name: str) -> str:
    """A name after « de », as one says it: "de la ville", "du bailleur", "d’Habitat Valmont", "de la table de quartier"
    for "Table de quartier"; "of X"."""
    if not is_french():
        return f"of {name[0].lower()}{name[1:]}" if name.startswith("The ") else f"of {name}"
    first = name.split(maxsplit=1)[0].lower() if name.split() else ""
    if first in {"le", "les"}:
        return ("du" if first == "le" else "des") + name[len(first) :]
    if first == "la" or first.startswith(("l’", "l'")):
        return "de " + name[0].lower() + name[1:]
    if first in _ARTICLES:
        return _ARTICLES[first] + name[0].lower() + name[1:]
    if name and name[0] in _VOWELS and first not in _ASPIRATED:
        return f"d’{name}"
    return f"de {name}"
