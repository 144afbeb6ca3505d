"""Guarantors made through the services: for the tests of the rooms above and of the house."""

from __future__ import annotations

import uuid
from typing import Any

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.models import Node
from chainon.base.scopes.models import Scope
from chainon.governance.bodies.models import Body, BodyKind
from chainon.governance.bodies.services import open_body
from chainon.governance.guarantors import services
from chainon.governance.guarantors.models import Act, ActKind, Appointment
from chainon.governance.guarantors.services.acting import Speech
from chainon.governance.guarantors.services.appointing import Decision
from chainon.governance.guarantors.subjects import Subject, find_subject

LETTER = "Je ne reçois d’instruction de personne."


def proposed(scope: Scope, *, by: User, email: str = "chantal@example.org", **fields: Any) -> Appointment:
    said: dict[str, Any] = {"name": "Chantal", "appointed_on": clock.today(), "email": email}
    said["appointed_by"] = "" if "body" in fields else "Le conseil citoyen"
    return services.appoint(by=by, scope=scope, decision=Decision(**{**said, **fields}), entry=uuid.uuid4())


def appointed(scope: Scope, *, by: User, email: str = "chantal@example.org", **fields: Any) -> Appointment:
    """Decided, and the letter signed."""
    return services.sign_letter(appointment=proposed(scope, by=by, email=email, **fields), letter=LETTER)


def body_in(scope: Scope, by: User) -> Body:
    return open_body(by=by, parent=scope, kind=BodyKind.CITIZENS_COUNCIL, name="Conseil citoyen", seats=12)


def about(node: Node) -> Subject:
    found = find_subject(node.territory, "maillon", node.public_id)
    assert found is not None
    return found


def said(by: User, subject: Subject, kind: str = ActKind.ALERT, **fields: Any) -> Act:
    words = {"title": "Une réunion sans annonce", "text": "Rien n’a été affiché."}
    if kind == ActKind.OPINION:
        words["opinion"] = "no"
    if kind == ActKind.SUSPENSION:
        words["asked_of"] = "L’équipe d’animation"
    return services.speak(by=by, subject=subject, speech=Speech(kind=kind, **{**words, **fields}), entry=uuid.uuid4())


def asked(by: User, territory: Scope, **fields: Any) -> Act:
    """To suspend something of the territory."""
    return said(by, Subject(territory.label, "", territory), ActKind.SUSPENSION, **fields)
