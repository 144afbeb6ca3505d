"""The verbs that seats write in the journal: a seat's number and a word, never a token, a name or a profile."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from chainon.base.journal.verbs import Verb

ANSWERS = {
    "accepted": _("la place est acceptée"),
    "refused": _("la place est refusée"),
    "awaiting_parent": _("la place est acceptée, sous réserve de l’autorisation parentale"),
}


class AnswerSentence(str):
    """A sentence whose {answer}, kept as a code, is said in words."""

    __slots__ = ()

    def format(self, *args: Any, **payload: Any) -> str:
        return str.format(self, *args, **{**payload, "answer": ANSWERS[payload["answer"]]})


_SEAT = {"draw": "id", "seat": "number"}

INVITED = Verb("seats.invited", "Courriers d’invitation du tirage {draw} : {count}.", {"draw": "id", "count": "number"})
THANKED = Verb(
    "seats.thanked",
    "Courriers de remerciement du tirage {draw}, avec la ligne de chaque personne : {count}.",
    {"draw": "id", "count": "number"},
)
ANSWERED = Verb(
    "seats.answered", AnswerSentence("Tirage {draw}, siège {seat} : {answer}."), {**_SEAT, "answer": "word"}
)
PARENT_AGREED = Verb("seats.parent_agreed", "Tirage {draw}, siège {seat} : autorisation parentale reçue.", _SEAT)
REPLACED = Verb(
    "seats.replaced",
    "Tirage {draw}, siège {seat} : la place est proposée à la personne de rang {rank} dans l’ordre figé.",
    {**_SEAT, "rank": "number"},
)
LEFT = Verb("seats.left", "Tirage {draw}, siège {seat} : la personne a quitté son siège.", _SEAT)
EMPTIED = Verb("seats.emptied", "Tirage {draw}, siège {seat} : la place est laissée vide.", _SEAT)
GIVEN_BACK = Verb(
    "seats.given_back",
    "Tirage {draw}, annulé : les sièges sont rendus, et avec eux les rôles de membre qu’ils avaient donnés.",
    {"draw": "id"},
)
PLACES_CHANGED = Verb(
    "seats.places_changed",
    "Tirage {draw} : places par profil changées pour les remplacements (au total : {moved}) ; la raison est publiée.",
    {"draw": "id", "moved": "number"},
)

ALL = (INVITED, THANKED, ANSWERED, PARENT_AGREED, REPLACED, LEFT, EMPTIED, GIVEN_BACK, PLACES_CHANGED)
