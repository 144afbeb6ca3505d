"""Where those who have things to do begin: on their desk."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from chainon.base.accounts.models import User
from chainon.commitments.answers.selectors import answerers_at

from .desks import Desk
from .rules import has_desk


def lands(request: HttpRequest) -> str:
    """Those who hold a role; and the office that answers, known by its proven address."""
    territory, by = getattr(request, "territory", None), request.user
    if territory is None or not isinstance(by, User):
        return ""
    mailboxes = Desk(by, territory.scope).mailboxes
    if has_desk(by, territory.scope) or (mailboxes and answerers_at(territory.scope, mailboxes).exists()):
        return reverse("desk:desk")
    return ""
