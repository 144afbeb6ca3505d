"""What debates write in the journal. Reasons, replies and marks write nothing there; to hide one does."""

from __future__ import annotations

from chainon.base.journal.verbs import Verb

OPENED = Verb("debate.opened", "Débat ouvert.", {"debate": "id"})
SYNTHESIS_PUBLISHED = Verb(
    "debate.synthesis_published",
    "Synthèse d’un débat publiée, version {version} : à qui a parlé de dire si elle est fidèle.",
    {"debate": "id", "version": "number"},
)
CLOSED = Verb(
    "debate.closed",
    "Débat clos. Voix qui approuvent la synthèse : {approved} ; voix qui la contestent : {contested}.",
    {"debate": "id", "approved": "number", "contested": "number"},
)
DISAGREEMENT_RECORDED = Verb(
    "debate.disagreement_recorded",
    "Désaccord consigné ; positions en présence : {sides}.",
    {"debate": "id", "disagreement": "id", "sides": "number"},
)
DISAGREEMENT_SETTLED = Verb(
    "debate.disagreement_settled",
    "Désaccord réglé, en disant comment.",
    {"debate": "id", "disagreement": "id"},
)
REASON_HIDDEN = Verb(
    "debate.reason_hidden",
    "Raison d’un débat non publiée, ou qui ne l’est plus ; pourquoi se lit sur sa page.",
    {"debate": "id", "reason": "id"},
)
REASON_SHOWN = Verb(
    "debate.reason_shown",
    "Raison d’un débat publiée de nouveau.",
    {"debate": "id", "reason": "id"},
)
VERBS = (
    OPENED,
    SYNTHESIS_PUBLISHED,
    CLOSED,
    DISAGREEMENT_RECORDED,
    DISAGREEMENT_SETTLED,
    REASON_HIDDEN,
    REASON_SHOWN,
)
