from __future__ import annotations

import pytest
from django.utils import translation

from chainon.base.ui import names


@pytest.mark.parametrize(
    ("kept", "english"),
    [
        (names.TEAM, "The facilitation team"),
        (names.GUARANTOR, "The participation guarantor"),
        ("Chantal Morvan, garant de la participation", "Chantal Morvan, participation guarantor"),
        ("Rosa, suppléant du garant de la participation", "Rosa, deputy participation guarantor"),
        ("La ville de Valmont", "La ville de Valmont"),
        ("L’équipe d’animation du port", "L’équipe d’animation du port"),
    ],
)
def test_our_own_names_are_said_in_the_language_of_the_page_and_no_other(kept: str, english: str) -> None:
    assert names.in_words(kept) == kept
    with translation.override("en"):
        assert names.in_words(kept) == english
