"""Open a sealed draw: the panel that public values pick, a person's own line, the order of replacement, the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chainon.methods.evidence import MerkleTree, canonical, leaf_hash
from chainon.methods.randomness import Stream, seed_string

from . import verify_draw
from .errors import SortitionError
from .model import Pool
from .seal import Document, Trees, freeze, person_line, sources_of

OPENED = "chainon-opened-1"
LINE = "chainon-line-1"
REPLACEMENT_LABEL = "chainon-replacement-1"


@dataclass(frozen=True)
class Picked:
    """What the public values designate: their one writing, the seed made of them, the number of the panel."""

    values: tuple[str, ...]
    seed: str
    number: int


def pick(frozen: Document, values: Sequence[str]) -> Picked:
    """The panel that `values`, as typed in public (one for each source, in their order), pick. Needs no secret.

    Raises `SortitionError` `values-count`, and `RandomnessError` as each source's `read` does.
    """
    terms = frozen["terms"]
    sources = sources_of(terms)
    if len(values) != len(sources):
        raise SortitionError("values-count", expected=len(sources), given=len(values))
    read = [source.read(value) for source, value in zip(sources, values, strict=True)]
    pairs = [(source.kind, value) for source, value in zip(sources, read, strict=True)]
    seed = seed_string(terms["draw"], frozen["commitment"], pairs)
    direct = terms["picking"] == "direct"
    number = int(read[0].replace(".", "")) if direct else Stream(seed).below(terms["panels"])
    return Picked(tuple(read), seed, number)


def open_draw(document: Document, values: Sequence[str], *, replacements: Sequence[int] = ()) -> Document:
    """The public file after the draw: what was frozen, the values, and the drawn panel opened under its tokens.

    `replacements`: indices of the people called to a seat since, in the order of the calls (none of them drawn).
    Nobody is named in it, and nothing is told of the other panels or of those who were not called.

    Raises as `pick`, and `SortitionError` `not-a-replacement`.
    """
    trees = Trees(document)
    frozen = freeze(document, trees)
    picked = pick(frozen, values)
    drawn = set(document["panels"][picked.number]["members"])
    for person in replacements:
        if person in drawn or not 0 <= person < len(trees.tokens) or list(replacements).count(person) > 1:
            raise SortitionError("not-a-replacement", person=person)
    return {
        "format": OPENED,
        "frozen": frozen,
        "values": list(picked.values),
        "seed": picked.seed,
        "number": picked.number,
        "panel": {
            "salt": document["panels"][picked.number]["salt"],
            "members": [trees.inclusion(token) for token in trees.members(picked.number)],
            "proof": [node.hex() for node in trees.panels.proof(picked.number)],
        },
        "replacements": [trees.inclusion(trees.tokens[person]) for person in replacements],
    }


def drawn_people(document: Document, values: Sequence[str]) -> list[int]:
    """The indices (in `people`, the order of the pool) of the drawn panel. Raises as `pick`."""
    number = pick(freeze(document), values).number
    return list(document["panels"][number]["members"])


def replacement_order(document: Document, values: Sequence[str]) -> list[int]:
    """The indices of everyone who was not drawn, in the order in which empty seats are proposed.

    Their tokens, shuffled by the stream of `chainon-replacement-1|` followed by the seed. Raises as `pick`.
    """
    trees = Trees(document)
    picked = pick(freeze(document, trees), values)
    drawn = set(document["panels"][picked.number]["members"])
    owners = {token: person for person, token in enumerate(trees.tokens) if person not in drawn}
    return [owners[token] for token in Stream(f"{REPLACEMENT_LABEL}|{picked.seed}").shuffle(owners)]


def personal_line(document: Document, person_id: str) -> Document:
    """The line of one person, for that person only. Raises `SortitionError` `unknown-person`."""
    return personal_lines(document, [person_id])[0]


def personal_lines(document: Document, person_ids: Sequence[str]) -> list[Document]:
    """The lines of several people, the trees built once. Raises `SortitionError` `unknown-person`."""
    trees = Trees(document)
    places = {person["id"]: place for place, person in enumerate(document["people"])}
    lines = []
    for person_id in person_ids:
        if person_id not in places:
            raise SortitionError("unknown-person", id=person_id)
        person = document["people"][places[person_id]]
        proof = trees.inclusion(trees.tokens[places[person_id]])
        own = {"line": person_line(document, person), "salt": person["salt"]}
        lines.append({"format": LINE, "draw": document["terms"]["draw"], **own, **proof})
    return lines


def verify_personal_line(line: Document, frozen: Document) -> bool:
    """Whether `line` is one of those that `frozen` (or the file after the draw) binds."""
    try:
        verify_draw.check_line(frozen, line)
    except verify_draw.Refused:
        return False
    return True


@dataclass(frozen=True)
class RareProfile:
    values: tuple[str, ...]
    people: int


def revealing_profiles(pool: Pool, threshold: int = 11) -> tuple[RareProfile, ...]:
    """The profiles (a value of each feature) held by fewer than `threshold` people, the rarest first.

    To be shown before an open table is chosen: a table lets anyone count in how many panels each token is, and people
    of one profile share that number; whoever knows the quotas and a rare profile can guess which token is theirs.
    An empty answer is a condition of an open table, not a proof that it betrays nobody.
    """
    held = Counter(person.values for person in pool.people)
    rare = [RareProfile(values, people) for values, people in held.items() if people < threshold]
    return tuple(sorted(rare, key=lambda profile: (profile.people, profile.values)))


def open_table(document: Document) -> list[Document]:
    """Every panel under its tokens, without any feature: `{"panel", "salt", "members"}`, by number.

    For draws whose organisers chose to show it. With it anyone recomputes `panels_root` (`verify_table`) and counts in
    how many panels a token is.
    """
    trees = Trees(document)
    salts = [panel["salt"] for panel in document["panels"]]
    return [{"panel": j, "salt": salt, "members": trees.members(j)} for j, salt in enumerate(salts)]


def verify_table(rows: Sequence[Mapping[str, Any]], frozen: Document) -> bool:
    """Whether `rows` are all the panels that `frozen` binds, and nothing else."""
    if len(rows) != frozen["terms"]["panels"]:
        return False
    root: str = frozen["panels_root"]
    return MerkleTree([leaf_hash(canonical(row)) for row in rows]).root.hex() == root
