"""Sentences that a human would write."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from chainon.commitments.commitments.models import Commitment, Every, Moved, Outcome
from chainon.commitments.commitments.money import AmountError, in_euros, read_cents
from chainon.commitments.commitments.wording import begins_with_a_verb, in_running_text, sentence

MARCH, APRIL = date(2026, 3, 3), date(2026, 4, 12)


def said(**fields: object) -> str:
    promise = Commitment(
        **{
            "owner": "Habitat Valmont",
            "what": "Réparer l’ascenseur",
            "due_on": MARCH,
            "first_due_on": MARCH,
            "made_on": date(2026, 1, 2),
            **fields,
        }
    )
    return sentence(promise, APRIL).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "Habitat Valmont devait réparer l’ascenseur avant le 3 mars 2026 ; le 12 avril 2026, ce n’est pas fait."),
        (
            {"due_on": date(2026, 5, 1), "first_due_on": date(2026, 5, 1)},
            "Habitat Valmont doit réparer l’ascenseur avant le 1er mai 2026.",
        ),
        (
            {"due_on": date(2026, 5, 1), "moved": Moved.POSTPONED},
            "Habitat Valmont devait réparer l’ascenseur avant le 3 mars 2026 ; c’est repoussé au 1er mai 2026.",
        ),
        (
            {"due_on": date(2026, 4, 1), "moved": Moved.POSTPONED},
            "Habitat Valmont devait réparer l’ascenseur avant le 3 mars 2026 ; c’est repoussé au 1er avril 2026 ; "
            "le 12 avril 2026, ce n’est pas fait.",
        ),
        (
            {"due_on": date(2026, 5, 1), "moved": Moved.REVISED},
            "Habitat Valmont devait réparer l’ascenseur avant le 3 mars 2026 ; revu avec les habitants, c’est "
            "maintenant pour le 1er mai 2026.",
        ),
        (
            {"outcome": Outcome.KEPT, "ended_on": date(2026, 3, 1)},
            "Habitat Valmont devait réparer l’ascenseur avant le 3 mars 2026 ; c’est fait depuis le 1er mars 2026.",
        ),
        (
            {"owner": "les services techniques", "what": "Éclairer le passage."},
            "Les services techniques devaient éclairer le passage avant le 3 mars 2026 ; le 12 avril 2026, ce n’est "
            "pas fait.",
        ),
        (
            {"what": "Tenir une permanence, le mardi", "due_on": date(2026, 5, 1), "first_due_on": date(2026, 5, 1)},
            "Habitat Valmont doit tenir une permanence, le mardi, avant le 1er mai 2026.",
        ),
        (
            {"what": "Quatre bancs à l’ombre"},
            "Habitat Valmont : quatre bancs à l’ombre, promis pour le 3 mars 2026 ; le 12 avril 2026, ce n’est pas "
            "fait.",
        ),
        (
            {"what": "Rencontrer les locataires", "every_months": Every.QUARTER, "due_on": date(2026, 6, 3)},
            "Habitat Valmont doit rencontrer les locataires, chaque trimestre. La prochaine fois : le 3 juin 2026.",
        ),
        (
            {"what": "Rencontrer les locataires", "every_months": Every.QUARTER},
            "Habitat Valmont doit rencontrer les locataires, chaque trimestre. De la fois du 3 mars 2026, on n’a pas "
            "de nouvelles.",
        ),
    ],
)
def test_a_promise_is_said_in_one_sentence(fields: dict[str, object], expected: str) -> None:
    assert said(**fields) == expected


def test_an_english_page_quotes_what_was_promised_and_punctuates_as_in_english() -> None:
    with override("en"):
        assert said(what="Tenir une permanence, le mardi", due_on=date(2026, 4, 1), moved=Moved.POSTPONED) == (
            "Habitat Valmont promised “tenir une permanence, le mardi” by 3 March 2026; it is postponed to 1 April "
            "2026; on 12 April 2026, it is still not done."
        )


@pytest.mark.parametrize(
    ("what", "is_verb"),
    [
        ("Réparer l’ascenseur", True),
        ("Se réunir chaque mois", True),
        ("Ne plus fermer la grille", True),
        ("S’occuper du jardin", True),
        ("Ouvrir", True),
        ("Titre de séjour : une permanence", False),
        ("Quatre bancs", False),
        ("Escalier B", False),
        ("Des lampes", False),
        ("", False),
    ],
)
def test_what_begins_with_a_verb(what: str, is_verb: bool) -> None:
    assert begins_with_a_verb(what) is is_verb


def test_names_in_capitals_stay() -> None:
    assert in_running_text("HLM : refaire les halls.") == "HLM : refaire les halls"


@pytest.mark.parametrize(
    ("text", "cents"),
    [("12 000,50 €", 1_200_050), ("12000", 1_200_000), ("0,5", 50), ("", None), (" 3 euros ", 300)],
)
def test_amounts_are_read_as_people_write_them(text: str, cents: int | None) -> None:
    assert read_cents(text) == cents


@pytest.mark.parametrize("text", ["douze", "-3", "1,234", "1e9", "9" * 20])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(AmountError):
        read_cents(text)


def test_amounts_are_written_as_people_read_them() -> None:
    assert in_euros(1_200_050).replace("\u202f", " ").replace("\u00a0", " ") == "12 000,50 €"
    assert in_euros(1_200_000).replace("\u202f", " ").replace("\u00a0", " ") == "12 000 €"
