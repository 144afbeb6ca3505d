"""What no draw may look at is refused with its reason and its law; what a representative group needs is not."""

from __future__ import annotations

import pytest

from chainon.governance.volunteers.forbidden import refusal

REFUSED_NAMES = [
    "Origine", "ORIGINES", "Origine ethnique", "Origine géographique", "Pays d’origine", "Région d'origine",
    "Nationalité", "Nationalités", "Ethnie", "Race", "Couleur de peau", "Immigré ou non", "Étranger",
    "Étrangers / Français",
    "Langue maternelle", "Lieu de naissance", "Pays de naissance", "Gens du voyage",
    "Religion", "religieux", "Confession", "Croyances", "Culte", "Convictions philosophiques", "Pratiquant",
    "Opinion", "Opinions politiques", "Politique", "Bord politique", "Parti", "Parti politique", "Vote en 2022",
    "Intention de vote", "Avis sur le projet", "Pour ou contre la rocade", "Militant",
    "Syndicat", "Syndiqué(e)", "Appartenance syndicale",
    "Santé", "État de santé", "Handicap", "Situation de handicap", "handicapé·e", "Maladie chronique",
    "RQTH", "Invalidité",
    "PMR",
    "Personne à mobilité réduite", "Grossesse", "Suivi psychiatrique",
    "Orientation sexuelle", "Sexualité", "Vie sexuelle", "Identité de genre", "LGBT",
    "Données génétiques", "ADN", "Empreinte digitale", "Groupe sanguin", "Biométrie", "Apparence physique",
]  # fmt: skip

ALLOWED_NAMES = [
    "Sexe", "Genre", "Civilité", "Âge", "Tranche d’âge", "Quartier", "Quartier d’origine", "Établissement d’origine",
    "Quartier prioritaire de la politique de la ville", "QPV", "Politique de la ville", "Commune", "Canton",
    "Diplôme", "Niveau d’études", "Profession", "Catégorie socioprofessionnelle", "Secteur de la santé",
    "Emploi de santé",
    "Situation familiale", "Situation professionnelle", "Logement", "Propriétaire ou locataire", "Orientation scolaire",
    "Distance au centre", "Usager du centre social", "Participation à une réunion", "Collège", "Nombre d’enfants",
    "Syndicat de copropriété", "Langue parlée à la réunion", "Originalité", "Partie de la ville", "Trace",
]  # fmt: skip

REFUSED_VALUES = [
    ("Groupe", ["Musulman", "Autre"]),
    ("Groupe", ["catholiques", "sans"]),
    ("Statut", ["Syndiqué", "Non syndiqué"]),
    ("Statut", ["Handicapée", "Non"]),
    ("Profil", ["Homosexuel", "Hétérosexuel"]),
    ("Profil", ["Blanc", "Noir"]),
    ("Sensibilité", ["Gauche", "Droite"]),
    ("Sensibilité", ["Favorable au projet", "Opposé au projet"]),
    ("Profil", ["Français", "Étranger"]),
    ("Profil", ["CGT", "CFDT"]),
    ("Profil", ["A positif", "O négatif"]),
]

ALLOWED_VALUES = [
    ("Quartier", ["La Forêt-Noire", "Rive gauche", "Rive droite", "La Croix-Rouge", "Saint-Étienne", "Petit-Maroc"]),
    ("Quartier", ["Place d’Italie", "La Chapelle", "Le Syndicat", "Notre-Dame", "Mosquée-Vieux-Port"]),
    ("Quartier", ["Nord", "Sud", "Est", "Ouest"]),
    ("Genre", ["Femme", "Homme", "Autre"]),
    ("Situation", ["Retraité", "Étudiante", "Sans emploi", "Au foyer", "Indépendant"]),
    ("Logement", ["HLM", "Maison", "Hébergé"]),
]


@pytest.mark.parametrize("name", REFUSED_NAMES)
def test_a_forbidden_criterion_is_refused(name: str) -> None:
    found = refusal(name)
    assert found is not None
    assert str(found.reason).startswith("On ne tire pas au sort")
    assert "225-1" in str(found.source)


@pytest.mark.parametrize("name", ALLOWED_NAMES)
def test_an_ordinary_criterion_is_not(name: str) -> None:
    assert refusal(name) is None


@pytest.mark.parametrize(("name", "values"), REFUSED_VALUES)
def test_answers_betray_a_forbidden_criterion_under_a_plain_name(name: str, values: list[str]) -> None:
    assert refusal(name, values) is not None


@pytest.mark.parametrize(("name", "values"), ALLOWED_VALUES)
def test_places_and_ordinary_answers_are_not_mistaken_for_one(name: str, values: list[str]) -> None:
    assert refusal(name, values) is None
