from __future__ import annotations

from chainon.base.journal.verbs import Verb

OPENED = Verb(
    "interpellation.opened",
    "Une interpellation est ouverte ; signatures demandées : {needed}.",
    {"interpellation": "id", "needed": "number"},
)
ADDRESSED = Verb(
    "interpellation.addressed",
    "Une interpellation est adressée à qui doit répondre, avec {signatures} signatures, en {days} jours.",
    {"interpellation": "id", "signatures": "number", "days": "number"},
)
WITHDRAWN = Verb("interpellation.withdrawn", "Une interpellation est retirée.", {"interpellation": "id"})
TERMS_SET = Verb(
    "interpellations.terms_set",
    "Pour les interpellations à venir : {signatures} signatures, réponse en {days} jours.",
    {"signatures": "number", "days": "number"},
)
VERBS = (OPENED, ADDRESSED, WITHDRAWN, TERMS_SET)
