"""What answering writes in the journal."""

from __future__ import annotations

from typing import Any

from chainon.base.journal.verbs import Verb

from .models import AnswerKind, MoveKind


class KindSentence(str):
    """A sentence of the journal whose {kind}, kept as a code, is said in words."""

    __slots__ = ()

    def format(self, *args: Any, **payload: Any) -> str:
        return str.format(self, *args, **{**payload, "kind": AnswerKind(payload["kind"]).label})


class MoveSentence(str):
    __slots__ = ()

    def format(self, *args: Any, **payload: Any) -> str:
        return str.format(self, *args, **{**payload, "kind": MoveKind(payload["kind"]).label})


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
ANSWERED_SEVERAL = Verb(
    "node.answered_several",
    KindSentence("Une même réponse est donnée à {words} paroles ({kind})."),
    {"answer": "id", "kind": "word", "words": "number"},
)
MOVED = Verb("node.moved", MoveSentence("Une parole est {kind}."), {"node": "id", "move": "id", "kind": "word"})
REPLIED = Verb(
    "node.third_party_replied",
    KindSentence("La réponse d’un tiers est notée ({kind})."),
    {"move": "id", "answer": "id", "kind": "word"},
)
GIVEN_UP = Verb("node.carrying_ended", "Une parole portée auprès d’un tiers reste sans suite.", {"move": "id"})
SETTLED = Verb("node.settled", "Une demande est réglée tout de suite.", {"node": "id", "answer": "id"})
VERBS = (
    ANSWERER_ADDED,
    ANSWERER_RETIRED,
    FRAME_ACCEPTED,
    HANDED_OVER,
    TAKEN_BACK,
    ANSWERED,
    ANSWERED_SEVERAL,
    MOVED,
    REPLIED,
    GIVEN_UP,
    SETTLED,
)
