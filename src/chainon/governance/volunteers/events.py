"""The verbs that lists of volunteers write in the journal: numbers only, no one's id."""

from __future__ import annotations

from chainon.base.journal.verbs import Verb

OPENED = Verb(
    "volunteers.opened",
    "Une liste de volontaires est ouverte ({list}) ; âge minimum : {min_age} ans.",
    {"list": "id", "min_age": "number"},
)
IMPORTED = Verb(
    "volunteers.imported",
    "Un fichier de volontaires a été lu ({list}) : {added} nouvelles personnes, {updated} mises à jour, "
    "{unchanged} inchangées, {faulty} lignes refusées, {too_young} personnes trop jeunes.",
    {name: "number" for name in ("added", "updated", "unchanged", "faulty", "too_young")} | {"list": "id"},
)
WITHDRAWN = Verb(
    "volunteers.withdrawn",
    "Une personne s’est retirée de la liste {list} ; {left} y restent.",
    {"list": "id", "left": "number"},
)
CRITERIA_CHANGED = Verb(
    "volunteers.criteria_changed",
    "Les critères de la liste {list} ont changé : {criteria} critères, {values} réponses possibles.",
    {"list": "id", "criteria": "number", "values": "number"},
)
PURGED = Verb(
    "volunteers.purged",
    "Les données personnelles de la liste {list} ont été effacées ({people} personnes) ; il en reste les nombres.",
    {"list": "id", "people": "number"},
)
