"""What accounts write in the journal: no name, no address; people are references, roles are words."""

from __future__ import annotations

from typing import Any

from chainon.base.journal.verbs import Verb, register

from .models import Role


class RoleSentence(str):
    """A sentence of the journal whose {held}, a role kept as its code, is said in words."""

    __slots__ = ()

    def format(self, *args: Any, **payload: Any) -> str:
        return str.format(self, *args, **{**payload, "held": Role(payload["held"]).label})


_PERSON = {"held": "word", "person": "word"}

ROLE_GIVEN = Verb("role.given", RoleSentence("Rôle donné : {held}."), _PERSON)
ROLE_WITHDRAWN = Verb("role.withdrawn", RoleSentence("Rôle retiré : {held}."), _PERSON)
ROLE_GIVEN_UP = Verb("role.given_up", RoleSentence("Rôle quitté par la personne elle-même : {held}."), _PERSON)
INVITATION_SENT = Verb(
    "invitation.sent", RoleSentence("Invitation envoyée, pour ce rôle : {held}."), {"held": "word", "invitation": "id"}
)
INVITATION_ACCEPTED = Verb(
    "invitation.accepted",
    RoleSentence("Invitation acceptée ; rôle donné : {held}."),
    {"held": "word", "invitation": "id", "person": "word"},
)
INVITATION_REVOKED = Verb(
    "invitation.revoked", RoleSentence("Invitation annulée : {held}."), {"held": "word", "invitation": "id"}
)
FIRST_ADMINISTRATOR = Verb(
    "administrator.first",
    "La première personne chargée de l’administration a pris ses fonctions.",
    {"person": "word"},
)
ACCOUNT_ERASED = Verb(
    "account.erased",
    "Un compte a été supprimé par la personne elle-même ; rôles quittés : {roles}.",
    {"roles": "number"},
)


def register_verbs() -> None:
    register(
        ROLE_GIVEN,
        ROLE_WITHDRAWN,
        ROLE_GIVEN_UP,
        INVITATION_SENT,
        INVITATION_ACCEPTED,
        INVITATION_REVOKED,
        FIRST_ADMINISTRATOR,
        ACCOUNT_ERASED,
    )
