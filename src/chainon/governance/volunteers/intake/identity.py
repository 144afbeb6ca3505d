"""When two writings are one name, one phone, one address: case, accents, hyphens and order do not count."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

KEY_LENGTH = 160
ALMOST = 0.85

_CIVILITIES = frozenset({"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "dr", "docteur", "me"})
_STREETS = {
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "blvd": "boulevard", "boul": "boulevard",
    "r": "rue", "pl": "place", "ch": "chemin", "chem": "chemin", "che": "chemin", "imp": "impasse", "all": "allee",
    "rte": "route", "res": "residence", "sq": "square", "fg": "faubourg", "fbg": "faubourg", "st": "saint",
    "ste": "sainte", "bat": "batiment", "apt": "appartement", "appt": "appartement", "app": "appartement",
    "esc": "escalier", "et": "etage", "qu": "quai", "crs": "cours", "lot": "lotissement", "gal": "general",
    "n": "", "no": "", "numero": "", "cedex": "",
}  # fmt: skip


def plain(text: str) -> str:
    """Lower case, no accents, letters and digits between single spaces: "Saint-Jean  d’Été" → "saint jean d ete"."""
    text = text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("Æ", "ae").replace("°", " ")
    letters = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return " ".join(re.findall(r"[^\W_]+", letters.casefold()))


def name_key(name: str) -> str:
    """Equal for "Hélène MARTIN", "martin helene" and "Mme Martin-Hélène"; empty when there is no letter."""
    words = plain(name).split()
    if len(words) > 1 and words[0] in _CIVILITIES:
        words = words[1:]
    return " ".join(sorted(words))[:KEY_LENGTH]


def are_almost(first: str, second: str) -> bool:
    """Two name keys that differ by a slip of the keyboard."""
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALMOST


def email(text: str) -> str:
    return text.strip().strip("<>").removeprefix("mailto:").lower()


def phone(text: str) -> str:
    """A French number as "06 12 34 56 78"; another as its digits; "" for a placeholder such as 0000000000."""
    digits = re.sub(r"[^\d+]", "", text.replace("(0)", ""))
    digits = re.sub(r"^(\+33|0033)0?", "0", digits)
    if len(digits) == 9 and digits[0] in "123456789":
        digits = f"0{digits}"  # a spreadsheet took the number for a quantity and dropped its zero
    if len(set(digits.lstrip("0"))) <= 1:
        return ""
    if len(digits) == 10 and digits.startswith("0"):
        return " ".join(digits[start : start + 2] for start in range(0, 10, 2))
    return digits


def address_key(address: str) -> str:
    """Equal for "12 bis, bd. de la République" and "12bis boulevard de la Republique"; empty without a number."""
    spaced = re.sub(r"(\d)([a-zA-Z])", r"\1 \2", address)
    words = [_STREETS.get(word, word) for word in plain(spaced).split()]
    words = [word for word in words if word]
    if not any(word.isdigit() for word in words):
        return ""
    return " ".join(words)
