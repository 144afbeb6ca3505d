"""What a text wishes: read, kept, and told contrary."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainon.methods.text import kept_wish, may_oppose, wish
from chainon.methods.text.opposition import opposition
from chainon.methods.text.pieces import END, START
from chainon.methods.text.reader import MOST, SIDE, cut_of, reader, told

KEEP = "On est bien comme ça\nNos platanes ont vu grandir trois générations, ils donnent de l’ombre au marché."
KEEP_TOO = "Ne touchez pas aux arbres du mail\nSans eux il n’y aurait plus un coin frais l’été."
FELL = "Abattre les platanes du mail\nLes racines soulèvent les trottoirs, il faut les enlever."
ELSEWHERE = "Un banc au pied des platanes\nPour attendre le bus à l’ombre."


@given(st.text(max_size=60))
@settings(max_examples=20, deadline=None)
def test_any_text_is_read_and_wishes_nothing_contrary_to_itself(text: str) -> None:
    found = wish(text)
    assert found.shape == (SIDE,) and np.isfinite(found).all()
    held = told(found, found)
    assert held.contrary < max(held.same, held.other)


def test_a_contrary_is_told_without_a_word_that_says_no() -> None:
    fell, too, elsewhere = (told(wish(KEEP), wish(other)) for other in (FELL, KEEP_TOO, ELSEWHERE))
    assert fell.contrary > max(fell.same, fell.other) + 0.5
    assert too.same > too.contrary + 1 and elsewhere.other > elsewhere.contrary + 1
    assert may_oppose(KEEP, FELL) and not may_oppose(KEEP, KEEP_TOO) and not may_oppose(KEEP, ELSEWHERE)


def test_it_is_the_same_both_ways_and_kept_in_few_bytes() -> None:
    here, there = wish(KEEP), wish(FELL)
    assert told(here, there) == pytest.approx(told(there, here), abs=1e-5)
    kept = here.tobytes()
    assert len(kept) == 2 * SIDE and (kept_wish(kept) == here).all()


def test_what_is_known_of_a_text_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {text: wish(text) for text in (KEEP, FELL)}
    found = opposition(KEEP, FELL)
    monkeypatch.setattr("chainon.methods.text.opposition.wish", None)
    assert opposition(KEEP, FELL, known) == found and may_oppose(KEEP, FELL, known)
    with pytest.raises(TypeError):
        opposition(KEEP, FELL, {KEEP: known[KEEP]})


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    numbers = cut_of("Un banc\n" + "près de l’école " * 100, reader().pieces)
    assert (numbers[0], numbers[-1], len(numbers)) == (START, END, MOST + 2)
    assert (wish("Un banc\n" + "près de l’école " * 100) == wish("Un banc\n" + "près de l’école " * 50)).all()
