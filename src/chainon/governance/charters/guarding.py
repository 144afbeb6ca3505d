"""What a charter is to the guarantor of the participation: something to speak of, by the body that it binds."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.base.scopes.models import Scope
from chainon.governance.bodies.selectors import body_with_id
from chainon.governance.guarantors.subjects import Subject

from .selectors import current_charter

NAME = "charte"


def find(territory: Scope, public_id: str) -> Subject | None:
    """Of a body whose charter is published."""
    body = body_with_id(territory, public_id)
    if body is None or current_charter(body) is None:
        return None
    title = _("La charte : {body}").format(body=body.name)
    return Subject(title, reverse("charters:charter_page", args=[body.handle]), body.scope, key=f"{NAME}-{public_id}")
