"""The lines as people type or send them."""

from __future__ import annotations

import pytest

from chainon.base.chain.models import Theme
from chainon.deliberation.recommendations.reading import read

THEMES = [Theme(name="Logement"), Theme(name="Écoles et jeunesse")]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_one_a_line_with_its_number_before_it() -> None:
    found = read("12. Ouvrir les cours.\n\n13 bis) Un arbre.\n14 – Un banc.\nSans numéro, mais dite.", THEMES)
    assert found.faults == []
    assert [(line.number, line.text) for line in found.lines] == [
        ("12", "Ouvrir les cours."),
        ("13 bis", "Un arbre."),
        ("14", "Un banc."),
        ("4", "Sans numéro, mais dite."),
    ]


@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_the_columns_of_a_spreadsheet_in_any_order(mark: str) -> None:
    rows = [["Thème", "Texte", "N°", "Porteur"], ["ecoles et JEUNESSE", "Ouvrir les cours.", "7", "Amina"]]
    found = read("\n".join(mark.join(cells) for cells in rows), THEMES)
    (line,) = found.lines
    assert (line.number, line.text, line.theme, line.carried_by) == ("7", "Ouvrir les cours.", THEMES[1], "Amina")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("texte;theme\nUn banc;Jardin", "Ligne 2 : « Jardin » n’est pas un thème d’ici. Les thèmes : Logement, Écoles"),
        ("numero;texte\n1;Un banc\n1;Un arbre", "Ligne 3 : le numéro 1 est déjà celui de la ligne 2."),
        ("numero;texte\n1;", "Ligne 2 : il manque le texte"),
        ("1. " + "a" * 401, "Ligne 1 : 401 caractères, 400 au plus"),
        ("", "Écrivez au moins une recommandation."),
        ("texte;theme\n", "Écrivez au moins une recommandation."),
        ('texte;theme\n"Un banc', "un guillemet est ouvert"),
        ("\n".join(f"{number}. Un banc" for number in range(201)), "Plus de 200 lignes"),
    ],
)
def test_what_is_wrong_is_said_line_by_line(source: str, said: str) -> None:
    assert said in plain(" ".join(read(source, THEMES).faults))


def test_a_sentence_with_a_comma_is_not_a_spreadsheet() -> None:
    (line,) = read("Ouvrir les cours, les gymnases et les parcs ; sans grille.", THEMES).lines
    assert line.text == "Ouvrir les cours, les gymnases et les parcs ; sans grille."
