"""What the methods find is worded in the language of whoever reads."""

from __future__ import annotations

import pytest
from django.utils import translation

from chainon.governance.draws.wording import error_words, listed, source_sentences, words
from chainon.methods.french import typeset
from chainon.methods.sortition.errors import SortitionError
from chainon.methods.sortition.wording import SHOWN

MISSING = {"feature": "âge", "value": "16–25", "minimum": 6, "available": 1, "missing": 5}
CHANGE = {"feature": "âge", "value": "16–25", "side": "minimum", "before": 6, "after": 0}


def test_a_french_page_has_the_sentence_of_the_method() -> None:
    with translation.override("fr"):
        text = words("too-few-of-value", MISSING)
        assert text == typeset("il manque 5 personnes « 16–25 » (âge) : au moins 6 places, 1 personne")
        assert listed([CHANGE]) == [typeset("« 16–25 » (âge) au moins 0 au lieu de 6")]


def test_an_english_page_has_it_in_english() -> None:
    with translation.override("en"):
        text = words("too-few-of-value", MISSING)
        assert text == "5 people “16–25” (âge) missing: at least 6 seats, 1 person"
        assert words("relax-quotas", {"moved": 6, "changes": [CHANGE]}) == (
            "change 6 seats: “16–25” (âge) at least 0 instead of 6"
        )
        assert listed([{**CHANGE, "side": "maximum"}]) == ["“16–25” (âge) at most 0 instead of 6"]


def test_each_language_has_its_numbers_and_its_plural_of_zero() -> None:
    params = {"missing": 0, "seats": 1700, "available": 1}
    with translation.override("en"):
        assert words("too-few-people", params) == "0 people missing: 1,700 seats to fill for 1 volunteer"
    with translation.override("fr"):
        assert words("too-few-people", params).startswith("il manque 0 personne")


def test_a_refusal_is_worded_too() -> None:
    with translation.override("en"):
        assert error_words(SortitionError("feature-twice", feature="{âge}")) == (
            "the criterion “{âge}” is described twice; keep only one"
        )


@pytest.mark.parametrize("code", sorted(SHOWN))
def test_no_sentence_stays_in_french_on_an_english_page(code: str) -> None:
    base, _, given = code.partition("/")
    params = {given: "x"} if given else {}
    with translation.override("fr"):
        french = words(base, params)
    with translation.override("en"):
        assert words(base, params) != french or base == "people"


def test_the_catalogues_are_given_every_sentence_once() -> None:
    assert len(source_sentences()) == len(set(SHOWN.values()))
