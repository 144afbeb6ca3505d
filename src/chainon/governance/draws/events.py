"""The verbs that a draw writes in the journal. No name, no profile, no id of a volunteer."""

from __future__ import annotations

from chainon.base.journal.verbs import Verb

PREPARED = Verb("draw.prepared", "La préparation du tirage {draw} a commencé.", {"draw": "id"})
COMPUTED = Verb(
    "draw.computed",
    "La liste des {panels} groupes possibles du tirage {draw} a été calculée parmi {volunteers} volontaires.",
    {"draw": "id", "panels": "number", "volunteers": "number"},
)
SUBMITTED = Verb(
    "draw.submitted",
    "Le tirage {draw} a été proposé pour être figé ; empreinte {commitment}.",
    {"draw": "id", "commitment": "hash"},
)
APPROVED = Verb("draw.approved", "Accord donné pour figer le tirage {draw}.", {"draw": "id", "commitment": "hash"})
DECLINED = Verb("draw.declined", "Refus de figer le tirage {draw} ; la raison est publiée.", {"draw": "id"})
FROZEN = Verb(
    "draw.frozen",
    "Le tirage {draw} est figé et publié ; empreinte {commitment}.",
    {"draw": "id", "commitment": "hash"},
)
CHANGE_ATTEMPTED = Verb(
    "draw.change_attempted", "Quelqu’un a essayé de changer le tirage {draw}, déjà figé.", {"draw": "id"}
)
READ = Verb(
    "draw.read", "Nombres lus en public pour le tirage {draw} (lecture {reading}).", {"draw": "id", "reading": "number"}
)
CORRECTED = Verb(
    "draw.corrected",
    "La lecture {reading} du tirage {draw} a été corrigée avant confirmation.",
    {"draw": "id", "reading": "number"},
)
DRAWN = Verb(
    "draw.drawn",
    "Le tirage {draw} a eu lieu : groupe n° {number}, {seats} personnes.",
    {"draw": "id", "number": "number", "seats": "number"},
)
CANCELLED = Verb("draw.cancelled", "Le tirage {draw} est annulé ; la raison est publiée.", {"draw": "id"})
SEALED_READ = Verb("draw.sealed_read", "Le fichier scellé du tirage {draw} a été remis.", {"draw": "id"})
VERIFIED = Verb(
    "draw.verified",
    "Le fichier scellé du tirage {draw} a été vérifié : {result}.",
    {"draw": "id", "result": "word"},
)
PURGED = Verb(
    "draw.purged", "Les données personnelles du tirage {draw} ont été effacées ; la preuve reste.", {"draw": "id"}
)

ALL = (
    PREPARED, COMPUTED, SUBMITTED, APPROVED, DECLINED, FROZEN, CHANGE_ATTEMPTED, READ, CORRECTED, DRAWN, CANCELLED,
    SEALED_READ, VERIFIED, PURGED,
)  # fmt: skip
