"""Interpellations made through the services: for the tests of the rooms above and of the house."""

from __future__ import annotations

from uuid import uuid4

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Scope
from chainon.commitments.answers.models import Answerer
from chainon.commitments.answers.services import add_answerer
from chainon.deliberation.interpellations import services
from chainon.deliberation.interpellations.models import Interpellation
from chainon.deliberation.interpellations.services import Words
from chainon.governance.bodies.models import Body

TITLE = "Quand l’ascenseur de la tour B sera-t-il remplacé ?"


def answerer(territory: Scope, *, by: User, name: str = "Habitat Valmont") -> Answerer:
    return Answerer.objects.filter(territory=territory, name=name).first() or add_answerer(
        by=by, territory=territory, name=name, email="secteur@habitat.example"
    )


def asked(scope: Scope, *, by: User, to: Answerer, body: Body | None = None) -> Interpellation:
    words = Words(TITLE, "Il est en panne une semaine sur trois.", to.public_id)
    return services.interpellate(by=by, scope=scope, words=words, entry=uuid4(), body=body)


def neighbours(number: int, start: int = 1) -> list[User]:
    return [
        User.objects.create_user(f"voisin{each}@example.org", f"Voisin {each}") for each in range(start, start + number)
    ]
