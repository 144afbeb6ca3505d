"""What the charters write in the journal. Drafts write nothing."""

from __future__ import annotations

from chainon.base.journal.verbs import Verb

PUBLISHED = Verb(
    "charter.published",
    "Charte publiée, version {version} ; empreinte du texte : {text}.",
    {"charter": "id", "version": "number", "text": "hash"},
)
ADOPTED = Verb(
    "charter.adopted",
    "Charte (version {version}) adoptée le {day} ; personnes présentes : {present}.",
    {"charter": "id", "version": "number", "day": "day", "present": "number"},
)
ADOPTION_WITHDRAWN = Verb(
    "charter.adoption_withdrawn",
    "Une adoption de la charte (version {version}), notée par erreur au {day}, est retirée.",
    {"charter": "id", "version": "number", "day": "day"},
)

VERBS = (PUBLISHED, ADOPTED, ADOPTION_WITHDRAWN)
