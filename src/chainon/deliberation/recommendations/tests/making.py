"""Recommendations made through the services: for the tests of the rooms above and of the house."""

from __future__ import annotations

from uuid import uuid4

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.deliberation.recommendations import services
from chainon.deliberation.recommendations.models import Sheet
from chainon.governance.bodies.models import Body

LINES = (
    "1. Ouvrir les cours d’école l’été.\n2. Un arbre à chaque arrêt de bus.\n3. Des bancs tous les deux cents mètres."
)


def written(body: Body, *, by: User, source: str = LINES, title: str = "Avis sur l’ombre") -> Sheet:
    said = {"title": title, "addressed_to": "le conseil municipal", "adopted_on": clock.today()}
    return services.write_sheet(by=by, body=body, source=source, entry=uuid4(), **said)


def published(body: Body, *, by: User, source: str = LINES) -> Sheet:
    return services.publish_sheet(by=by, sheet=written(body, by=by, source=source))
