"""Seal a lottery before the draw: a file kept secret, and a public file that binds whoever made it.

The formats are specified in `docs/methods/sealed-draw.md`; `verify_draw.py` checks them without this module.
"""

from __future__ import annotations

import json
import math
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from chainon.methods.evidence import MerkleTree, canonical, leaf_hash, sha256_hex
from chainon.methods.randomness import Source, source_from

from . import verify_draw
from .errors import SortitionError
from .model import Lottery, Pool

Document = dict[str, Any]
"""Plain JSON: the files of a draw are read and written as such."""

SEALED = "chainon-sealed-1"
FROZEN = "chainon-frozen-1"
OUTCOMES_PER_PANEL = 1000
"""Below it, reducing a number to a panel would make some panels noticeably likelier than others."""

_DRAW_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_SALT = re.compile(r"[0-9a-f]{32}")
_DECIMAL = re.compile(r"[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True)
class Sealed:
    """`document` is for the guarantor alone; `frozen` is published before the draw. Write both with `canonical`."""

    document: Document
    frozen: Document


def seal(
    pool: Pool,
    lottery: Lottery,
    *,
    draw_id: str,
    title: str,
    objective: str,
    households: bool,
    sources: Sequence[Source],
    replacement: str,
    probabilities: Sequence[float],
    optimum: Mapping[str, object],
    new_salt: Callable[[int], str] = secrets.token_hex,
) -> Sealed:
    """Seal `lottery` over `pool`: afterwards only the public values of `sources` decide which panel is drawn.

    `households`: one person a household in each panel. `replacement`: name of the rule that fills empty seats in the
    frozen order. `probabilities[i]`: the exact chance of person i, kept to 12 decimals. `optimum`: `min` and `gap`
    (decimal texts) and `proven_optimal`. `new_salt(16)` gives 32 hexadecimal digits that nobody can guess.

    What is returned has passed `verify_draw.check_sealed`.

    Raises `SortitionError`: `bad-draw-id`, `no-title`, `no-source`, `source-twice`, `too-little-chance`,
    `bad-optimum`, `probabilities-count`, `panel-out-of-pool`, `bad-salt`, `salt-twice`, `seal-refused`; and
    `EvidenceError` when a text of the pool cannot be written.
    """
    _check_lottery(pool, lottery, probabilities)
    salts = _salts(new_salt, len(pool.people) + len(lottery.panels))
    terms = {
        "draw": _draw_id(draw_id),
        "title": _title(title),
        "objective": objective,
        "seats": lottery.seats,
        "panels": len(lottery.panels),
        "volunteers": len(pool.people),
        "households": bool(households),
        "features": _features(pool),
        "sources": _sources(sources),
        "picking": _picking(sources, len(lottery.panels)),
        "replacement": replacement,
    }
    return _checked(
        {
            "format": SEALED,
            "terms": terms,
            "optimum": _optimum(optimum),
            "people": _people(pool, lottery, probabilities, salts),
            "panels": [{"salt": salts.pop(), "members": list(members)} for members in lottery.panels],
        }
    )


def _checked(content: Document) -> Sealed:
    # Through the canonical form and back: what is hashed, stored and compared is one and the same NFC text.
    document = json.loads(canonical(content))
    frozen = freeze(document)
    try:
        verify_draw.check_sealed(frozen, document)
    except verify_draw.Refused as refused:
        raise SortitionError("seal-refused", reason=str(refused)) from None
    return Sealed(document, frozen)


class Trees:
    """The two trees of a sealed document: people sorted by token, so that their places say nothing, and panels."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens: list[str] = [person_token(document, person).hex() for person in document["people"]]
        """The token of each person, in the order of the document."""
        self.places = {token: place for place, token in enumerate(sorted(self.tokens))}
        """The place of each token in the tree of people."""

    @cached_property
    def people(self) -> MerkleTree:
        return MerkleTree([bytes.fromhex(token) for token in sorted(self.tokens)])

    @cached_property
    def panels(self) -> MerkleTree:
        return MerkleTree([panel_leaf(self, number) for number in range(len(self.document["panels"]))])

    def members(self, number: int) -> list[str]:
        """The tokens of panel `number`, sorted."""
        return sorted(self.tokens[person] for person in self.document["panels"][number]["members"])

    def inclusion(self, token: str) -> Document:
        """What proves that `token` is in the tree of people: its place and the siblings up to the root."""
        place = self.places[token]
        return {"token": token, "index": place, "proof": [node.hex() for node in self.people.proof(place)]}


def person_line(document: Document, person: Document) -> Document:
    """What a person may see of themselves: who they are in the file, and in how many of the panels they are."""
    line = {key: person[key] for key in ("id", "values", "household", "count")}
    return line | {"panels": document["terms"]["panels"]}


def person_token(document: Document, person: Document) -> bytes:
    return leaf_hash(canonical({"salt": person["salt"], "line": person_line(document, person)}))


def panel_leaf(trees: Trees, number: int) -> bytes:
    salt = trees.document["panels"][number]["salt"]
    return leaf_hash(canonical({"panel": number, "salt": salt, "members": trees.members(number)}))


def freeze(document: Document, trees: Trees | None = None) -> Document:
    """The public file of a sealed document: the same one each time."""
    trees = trees or Trees(document)
    frozen: Document = {
        "format": FROZEN,
        "terms": document["terms"],
        "sealed_sha256": sha256_hex(canonical(document)),
        "people_root": trees.people.root.hex(),
        "panels_root": trees.panels.root.hex(),
    }
    return frozen | {"commitment": sha256_hex(canonical(frozen))}


def sources_of(terms: Document) -> list[Source]:
    return [source_from(fields) for fields in terms["sources"]]


def _picking(sources: Sequence[Source], panels: int) -> str:
    """`direct` when the balls read *are* the panel's number, else `hashed`."""
    if len(sources) == 1 and sources[0].kind == "balls" and sources[0].outcomes() == panels:
        return "direct"
    known = [outcomes for source in sources if (outcomes := source.outcomes()) is not None]
    if len(known) == len(sources) and math.prod(known) < OUTCOMES_PER_PANEL * panels:
        raise SortitionError("too-little-chance", outcomes=math.prod(known), needed=OUTCOMES_PER_PANEL * panels)
    return "hashed"


def _check_lottery(pool: Pool, lottery: Lottery, probabilities: Sequence[float]) -> None:
    if not len(probabilities) == len(lottery.counts) == len(pool.people):
        raise SortitionError("probabilities-count", expected=len(pool.people), given=len(probabilities))
    for number, members in enumerate(lottery.panels):
        if not all(0 <= person < len(pool.people) for person in members):
            raise SortitionError("panel-out-of-pool", panel=number)


def _draw_id(text: str) -> str:
    if not _DRAW_ID.fullmatch(text):
        raise SortitionError("bad-draw-id", text=text)
    return text


def _title(text: str) -> str:
    if not text.strip():
        raise SortitionError("no-title")
    return text.strip()


def _features(pool: Pool) -> list[Document]:
    return [
        {
            "name": feature.name,
            "quotas": [{"value": v, "min": q.minimum, "max": q.maximum} for v, q in feature.quotas.items()],
        }
        for feature in pool.features
    ]


def _sources(sources: Sequence[Source]) -> list[Document]:
    fields = [source.as_dict() for source in sources]
    if not fields:
        raise SortitionError("no-source")
    if len({canonical(source) for source in fields}) < len(fields):
        raise SortitionError("source-twice")
    return fields


def _people(pool: Pool, lottery: Lottery, probabilities: Sequence[float], salts: list[str]) -> list[Document]:
    return [
        {
            "id": person.id,
            "values": list(person.values),
            "household": person.household,
            "salt": salts.pop(),
            "count": count,
            "probability": f"{max(probability, 0.0):.12f}",
        }
        for person, count, probability in zip(pool.people, lottery.counts, probabilities, strict=True)
    ]


def _optimum(given: Mapping[str, object]) -> Document:
    least, gap, proven = given.get("min"), given.get("gap"), given.get("proven_optimal")
    texts = isinstance(least, str) and isinstance(gap, str) and _DECIMAL.fullmatch(least) and _DECIMAL.fullmatch(gap)
    if not texts or not isinstance(proven, bool):
        raise SortitionError("bad-optimum", given=str(dict(given)))
    return {"min": least, "gap": gap, "proven_optimal": proven}


def _salts(new_salt: Callable[[int], str], how_many: int) -> list[str]:
    salts = [new_salt(16) for _ in range(how_many)]
    for salt in salts:
        if not _SALT.fullmatch(salt):
            raise SortitionError("bad-salt", text=salt)
    if len(set(salts)) < how_many:
        raise SortitionError("salt-twice")
    return salts
