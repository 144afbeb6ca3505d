"""What answering writes in the journal."""

from __future__ import annotations

from typing import Any

from chainon.base.journal.verbs import Verb

from .models import AnswerKind


class KindSentence(str):
    """A sentence of the journal whose {kind}, kept as a code, is said in words."""

    __slots__ = ()

    def format(self, *args: Any, **payload: Any) -> str:
        return str.format(self, *args, **{**payload, "kind": AnswerKind(payload["kind"]).label})


ANSWERER_ADDED = Verb("answerer.added", "Un répondant est inscrit.", {"answerer": "id"})
ANSWERER_RETIRED = Verb("answerer.retired", "Un répondant n’est plus inscrit.", {"answerer": "id"})
FRAME_ACCEPTED = Verb(
    "answerer.frame_accepted",
    "Un répondant a accepté de répondre en public ; délai promis : {days} jours.",
    {"answerer": "id", "days": "number"},
)
HANDED_OVER = Verb(
    "node.handed_over", "Une parole est transmise à un répondant.", {"node": "id", "answerer": "id", "handover": "id"}
)
TAKEN_BACK = Verb("node.taken_back", "Une transmission est reprise.", {"handover": "id"})
ANSWERED = Verb(
    "node.answered", KindSentence("Une réponse est donnée ({kind})."), {"node": "id", "answer": "id", "kind": "word"}
)
VERBS = (ANSWERER_ADDED, ANSWERER_RETIRED, FRAME_ACCEPTED, HANDED_OVER, TAKEN_BACK, ANSWERED)
