"""What the guarantors, and those who appoint them, write in the journal."""

from __future__ import annotations

from chainon.base.journal.verbs import Verb

APPOINTED = Verb(
    "guarantors.appointed",
    "Un garant de la participation est nommé, par une décision du {day}.",
    {"appointment": "id", "day": "day"},
)
SIGNED = Verb(
    "guarantors.signed", "Le garant de la participation a signé sa lettre d’indépendance.", {"appointment": "id"}
)
REMOVED = Verb(
    "guarantors.removed",
    "Le garant de la participation est retiré par l’instance qui l’avait nommé, le {day}.",
    {"appointment": "id", "day": "day"},
)
RESIGNED = Verb("guarantors.resigned", "Le garant de la participation a démissionné.", {"appointment": "id"})
TERM_OVER = Verb("guarantors.term_over", "Le mandat du garant de la participation est fini.", {"appointment": "id"})
ALERTED = Verb("guarantors.alerted", "Le garant de la participation alerte.", {"act": "id"})
OPINED = Verb("guarantors.opined", "Le garant de la participation donne un avis.", {"act": "id", "opinion": "word"})
ASKED = Verb(
    "guarantors.asked_to_suspend",
    "Le garant de la participation demande une suspension ; réponse attendue le {due}.",
    {"act": "id", "due": "day"},
)
REPLIED = Verb(
    "guarantors.suspension_replied",
    "La demande de suspension du garant a reçu sa réponse.",
    {"act": "id", "reply": "word"},
)
VERBS = (APPOINTED, SIGNED, REMOVED, RESIGNED, TERM_OVER, ALERTED, OPINED, ASKED, REPLIED)
