"""Search among the communes (and the arrondissements of Paris, Lyon and Marseille) by name, postcode or Insee code.

The data change once a year and are the same for everyone: a table would cost 35,000 inserts in every database.
So the file is made ready to be looked through as it is: one line a commune, most populated first (the first hits are
the best), beginning with the folded name. It is unpacked at the first search and kept whole, 2.6 MB; nothing else is
built from it.

    saint denis|93066,93200,93210\tSaint-Denis\t150000\t2.3581\t48.9362
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

LIMIT = 10

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_ORDINAL = re.compile(r"\b(\d+) ?(?:ers?|eres?|re|nde?|i?[eè]mes?|es?)\b")
_SAINT = re.compile(r"\bst(e?)(?= )")
_CODE = re.compile(r"\d[\dAB]\d{3}\Z")
_NUMBER = re.compile(r"(?:\d{2,5}|2[ab]\d{0,3})\Z")


@dataclass(frozen=True)
class Commune:
    """A commune; `lon` and `lat` (its town hall, else its centre) are None for a few islands and new communes."""

    code: str
    name: str
    population: int
    postcodes: tuple[str, ...]
    lon: float | None
    lat: float | None
    department: str
    department_name: str
    region_name: str

    def __str__(self) -> str:
        return self.name


def search(query: str, limit: int = LIMIT) -> list[Commune]:
    """The communes that answer `query`: a name or its beginning, a postcode, an Insee code, or a name and a number.

    Case, accents, hyphens and apostrophes do not count; "st" reads "saint". Exact first, then beginnings, then names
    that hold the words; among equals the most populated first. One letter finds only the commune of that name.
    """
    wanted = fold(query)[:80].rstrip()
    if not wanted or limit < 1:
        return []
    hits: dict[bytes, None] = {}
    for line in _matches(wanted):
        hits.setdefault(line)
        if len(hits) >= limit:
            break
    return [_commune(line) for line in hits]


def by_code(code: str) -> Commune | None:
    """The commune of this Insee code ("93066", "2A004"), or None."""
    wanted = code.strip().upper()
    if not _CODE.match(wanted):
        return None
    line = next(_lines_with(f"|{wanted},"), None)
    return None if line is None else _commune(line)


def fold(text: str) -> str:
    """Lower case, without accents, one space between words, "saint" spelt out, "3e" and "3ème" read 3."""
    spaced = re.sub(r"['’`´]", " ", text.lower()).translate(_LIGATURES)
    plain = unicodedata.normalize("NFD", spaced).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", " ", plain).strip()
    return _SAINT.sub(r"saint\1", _ORDINAL.sub(r"\1", words))


def _matches(wanted: str) -> Iterator[bytes]:
    """Lines, the best first, some of them more than once."""
    if _NUMBER.match(wanted):
        yield from _lines_with(wanted.upper(), after=b"|,")
        return
    yield from _lines_with(f"\n{wanted}|")
    if len(wanted) < 2:
        return
    yield from _lines_with(f"\n{wanted} ")
    yield from _lines_with(f"\n{wanted}")
    words, found = wanted.split(), False
    for line in _lines_like(r"\n(?:[^|]* )?" + r"[^|]* ".join(words)):
        found = True
        yield line
    if found:
        return
    if wanted[0] in "ld":
        yield from _lines_with(f"\n{wanted[0]} {wanted[1:]}")
    if len(words) > 1 and _NUMBER.match(words[-1]):
        yield from _lines_like(rf"\n{' '.join(words[:-1])}\b[^\t]*[|,]{words[-1].upper()}")


def _lines_with(part: str, after: bytes = b"") -> Iterator[bytes]:
    """Lines that hold the part, right after one of the characters of `after` where given."""
    text, wanted = _text(), part.encode()
    at = text.find(wanted)
    while at >= 0:
        if not after or text[at - 1] in after:
            yield _line_at(text, at)
        at = text.find(wanted, at + 1)


def _lines_like(pattern: str) -> Iterator[bytes]:
    text = _text()
    for hit in re.finditer(pattern.encode(), text):
        yield _line_at(text, hit.start())


def _line_at(text: bytes, at: int) -> bytes:
    start = text.rfind(b"\n", 0, at + 1) + 1
    return text[start : text.index(b"\n", start)]


@cache
def _text() -> bytes:
    """Every line, each between two line ends: 2 MB."""
    packed = resources.files(__package__).joinpath("communes.txt.gz").read_bytes()
    return gzip.decompress(packed)


@cache
def departments() -> dict[str, tuple[str, str]]:
    """Code → name, name of the region."""
    text = resources.files(__package__).joinpath("departments.tsv").read_text(encoding="utf-8")
    return {code: (name, region) for code, name, region in (line.split("\t") for line in text.splitlines())}


def _commune(line: bytes) -> Commune:
    head, name, population, lon, lat = line.decode().split("\t")
    code, *postcodes = head.partition("|")[2].split(",")
    department = code[:3] if code.startswith(("97", "98")) else code[:2]
    department_name, region_name = departments()[department]
    return Commune(
        code=code,
        name=name,
        population=int(population),
        postcodes=tuple(postcodes),
        lon=float(lon) if lon else None,
        lat=float(lat) if lat else None,
        department=department,
        department_name=department_name,
        region_name=region_name,
    )
