from __future__ import annotations

from chainon.base.journal.verbs import Verb

PUBLISHED = Verb(
    "recommendations.published",
    "{lines} recommandations d’une instance sont publiées ensemble.",
    {"sheet": "id", "body": "id", "lines": "number"},
)
VERBS = (PUBLISHED,)
