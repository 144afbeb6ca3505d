from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainon.base.ui.differences import ADDED, REMOVED, SAME, Piece, differences


def test_equal_texts_are_one_piece() -> None:
    assert differences("On vote à main levée.", "On vote à main levée.") == [Piece(SAME, "On vote à main levée.")]


def test_a_changed_number_is_shown_alone() -> None:
    assert differences("L’engagement dure 2 ans.", "L’engagement dure 3 ans.") == [
        Piece(SAME, "L’engagement dure "), Piece(REMOVED, "2"), Piece(ADDED, "3"), Piece(SAME, " ans."),
    ]  # fmt: skip


def test_words_changed_in_a_row_are_read_as_phrases() -> None:
    assert differences("On vote à main levée.", "On vote par bulletin secret.") == [
        Piece(SAME, "On vote "), Piece(REMOVED, "à main levée"), Piece(ADDED, "par bulletin secret"), Piece(SAME, "."),
    ]  # fmt: skip


def test_a_phrase_added_at_the_end_leaves_the_rest_untouched() -> None:
    pieces = differences("Chacun peut s’arrêter.", "Chacun peut s’arrêter. On le remplace.")
    assert pieces == [Piece(SAME, "Chacun peut s’arrêter."), Piece(ADDED, " On le remplace.")]


@pytest.mark.parametrize(("before", "after"), [("", "Un texte."), ("Un texte.", ""), ("", "")])
def test_an_empty_text_is_compared_too(before: str, after: str) -> None:
    kinds = [piece.kind for piece in differences(before, after)]
    assert kinds == ([ADDED] if after else [REMOVED] if before else [])


WORDS = st.lists(st.sampled_from(["vote", "main", "l’accord", " ", "\n", ".", "24", "é"])).map("".join)


@given(WORDS, WORDS)
def test_the_pieces_rebuild_both_texts(before: str, after: str) -> None:
    pieces = differences(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.kind != REMOVED) == after
