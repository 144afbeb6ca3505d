"""The words that the French analyser knows: those that say nothing, those the stemmer gets wrong, those that mean the
same in the mouth of a neighbour.

Written by hand from what residents ask of their town; it stays short, for each line is a decision that somebody may
contest. `SAME` serves the search: only words that one may read for another.
"""

from __future__ import annotations

_SAYS_NOTHING = """
a à ai ait ainsi alors après as au aucun aucune aussi autre autres aux avait avant avec avez avoir avons beaucoup c ça
car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci comme comment d dans de des depuis devant
derrière dès dois doit doivent donc dont du elle elles en encore entre es est et étaient était êtes être eu eux faire
fait faut faudra faudrait font hui aujourd il ils j jamais je jusqu jusque l la là le lequel les leur leurs lors
lorsqu lui m ma mais me même mêmes meme memes mes mon n ne ni non nos notre nous on ont ou où par parce pas pendant
peu peut peuvent plus plusieurs pour pourquoi pourra pourrait pouvoir près pres puis qu quand que quel quelle quelles
quels qui quoi rien s sa sans se selon sera serait ses si soit son sont sous souvent sur t ta te tes toi ton toujours
tous tout toute toutes très tres trop tu un une va vers veut voilà voudrais voudrait voudrions vos votre vous vraiment
y
"""
STOP = frozenset(_SAYS_NOTHING.split())
"""Words that say nothing of what a text is about. Words of stance (contre, sans, plus, pas) are read by `stance`."""

EXCEPTIONS = {
    "marché": "marche", "marchés": "marche",  # not the walk: « march »
    "loyer": "loyer", "loyers": "loyer",  # not the law
    "jeux": "jeu", "feux": "feu", "lieux": "lieu", "voeux": "voeu", "enjeux": "enjeu", "milieux": "milieu",
    "cheveux": "cheveu", "yeux": "oeil", "bijoux": "bijou", "cailloux": "caillou", "genoux": "genou",
    "gros": "gros", "grosse": "gros", "grosses": "gros", "publique": "public", "publiques": "public",
    "baux": "bail", "vitraux": "vitrail", "messieurs": "monsieur", "mesdames": "madame",
}  # fmt: skip
"""Where the stemmer takes a word for another, or does not see its plural."""

SAME: tuple[str, ...] = (
    "bibliothèque médiathèque",
    "aîné senior personnes_âgées personne_âgée troisième_âge",
    "vélo bicyclette",
    "voiture auto automobile",
    "bus autobus",
    "école scolaire",
    "jeune jeunesse ado adolescent",
    "stationnement parking garer",
    "éclairage éclairer éclairé lampadaire réverbère",
    "déchet ordure détritus",
    "propreté propre nettoyer nettoyage",
    "bruit bruyant",
    "médecin docteur généraliste",
    "logement_social hlm logements_sociaux",
    "cantine restaurant_scolaire restauration_scolaire",
    "jardin jardinage",
    "sport sportif sportive",
    "toilettes wc sanitaire",
    "ralentisseur dos_d’âne coussin_berlinois",
    "ombre ombrage ombragé",
    "compost composteur compostage",
    "fermer fermeture",
    "ouvrir ouverture",
    "interdire interdit interdiction",
    "supprimer suppression",
    "créer création",
    "construire construction",
    "réduire réduction",
    "réparer réparation",
    "rénover rénovation réhabiliter réhabilitation",
    "planter plantation",
    "végétaliser végétalisation",
    "handicap handicapé pmr mobilité_réduite",
    "accessible accessibilité",
    "espace_vert espaces_verts square",
    "passage_piéton passage_clouté",
    "crèche garderie",
    "gratuit gratuité",
    "piéton piétonnier piétonnisation piétonniser",
    "sécurité sécuriser sécurisation",
    "mairie municipalité",
)
"""Each line is one meaning, named by its first word; `_` joins words that mean it together."""
