"""What a text asks for: cut into pieces, encoded, brought to a direction; and what learned it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainon.methods.text import Meaning, asked_like, meaning
from chainon.methods.text.encoder import SIZE, encode, encoder
from chainon.methods.text.matters import written
from chainon.methods.text.meanings import AXES, FILE, learned, likeness, ways
from chainon.methods.text.pieces import END, START, cut

TOILETS = "Des toilettes place de la Gare\nIl faudrait un WC public, propre et accessible."
IN_A_HURRY = (
    "Où va-t-on quand ça presse ?\nJe suis obligée de commander un café en face pour avoir la clé des cabinets."
)
FIBRE = "La fibre au hameau\nInternet coupe tous les soirs."


def test_a_word_is_cut_into_pieces_that_make_it_again() -> None:
    pieces = encoder().pieces
    by_number = {number: piece for piece, number in pieces.numbers.items()}
    for text in ("bibliothèque", "le bibliotèke du village", "UNE RUE", "l’école"):
        numbers = cut(text, pieces)
        assert (numbers[0], numbers[-1]) == (START, END)
        said = "".join(by_number[each] for each in numbers[1:-1]).replace("\u2581", " ").strip()
        assert said == text.lower().replace("’", "'")


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_has_a_direction_of_length_one(text: str) -> None:
    found = encode(text)
    assert found.shape == (SIZE,) and np.isfinite(found).all()
    assert float(found @ found) == pytest.approx(1.0, abs=1e-4)


def test_a_request_is_recognised_without_a_word_in_common() -> None:
    one, *others = ways(map(meaning, (TOILETS, IN_A_HURRY, FIBRE)))
    near, far = likeness(one, np.array(others))
    assert near > far + 0.2


def test_the_known_requests_nearest_to_two_wordings_are_shared() -> None:
    assert set(asked_like(meaning(TOILETS), 6)) & set(asked_like(meaning(IN_A_HURRY), 6))
    assert len(set(asked_like(meaning(""), 6))) == 6


def test_what_is_asked_is_kept_in_few_bytes_and_read_again() -> None:
    found = meaning(TOILETS)
    kept = found.kept()
    again = Meaning.read(kept)
    assert len(kept) == AXES and (again.way == found.way).all()


def test_what_was_learned_was_learned_with_these_lists() -> None:
    """If not: `python scripts/learn_meanings.py`."""
    with np.load(FILE) as file:
        assert str(file["written"]) == written()
    assert len(learned().starts) >= 1700
