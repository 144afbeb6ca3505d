from __future__ import annotations

from datetime import date

import pytest

from chainon.deliberation.proposals.since import SinceError, read_since

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("", ""),
        ("   ", ""),
        ("2021", "2021"),
        ("en 2021", "2021"),
        ("mars 2023", "2023-03"),
        ("Depuis  Mars 2023", "2023-03"),
        ("août 2025", "2025-08"),
        ("aout 2025", "2025-08"),
        ("déc. 2024", "2024-12"),
        ("février 2024", "2024-02"),
        ("03/2023", "2023-03"),
        ("3-2023", "2023-03"),
        ("2023-03", "2023-03"),
        ("14/03/2023", "2023-03-14"),
        ("14.3.2023", "2023-03-14"),
        ("2023-03-14", "2023-03-14"),
        ("14 mars 2023", "2023-03-14"),
        ("1er mai 2020", "2020-05-01"),
        ("le 1er mai 2020", "2020-05-01"),
        ("22/11/2026", "2026-11-22"),
    ],
)
def test_a_date_is_read_as_people_write_it(written: str, kept: str) -> None:
    assert read_since(written, TODAY) == kept


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("hier", "pas compris"),
        ("longtemps", "pas compris"),
        ("12", "pas compris"),
        ("l’an 40", "pas compris"),
        ("brumaire 2023", "pas compris"),
        ("31/02/2023", "n’existe pas"),
        ("13/2023", "n’existe pas"),
        ("23/11/2026", "à venir"),
        ("2027", "à venir"),
        ("décembre 2026", "à venir"),
        ("1789", "très ancien"),
        ("0000", "n’existe pas"),
    ],
)
def test_what_is_not_a_date_is_said_with_what_to_write(written: str, words: str) -> None:
    with pytest.raises(SinceError, match=words):
        read_since(written, TODAY)
