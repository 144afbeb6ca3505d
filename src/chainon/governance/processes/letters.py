"""What the team of a process is told by mail."""

from __future__ import annotations

from django.template.loader import render_to_string

from chainon.base.accounts.letters import address
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.mail.services import post

from .models import Means, Process

TEAM = (Role.ADMINISTRATOR, Role.FACILITATOR)


def team_of(process: Process) -> list[User]:
    """Those who animate or administer where the process is."""
    held = Grant.objects.covering(process.scope).filter(role__in=TEAM, user__is_active=True)
    return list(User.objects.filter(pk__in=held.values("user")).order_by("pk"))


def funding_ends(process: Process, means: Means) -> None:
    for user in team_of(process):
        context = {
            "name": process.scope.root.label,
            "user": user,
            "process": process,
            "means": means,
            "url": address(process.get_absolute_url(), process.scope),
        }
        text = render_to_string("processes/mail/funding_ends.txt", context)
        subject, _line, body = text.strip().partition("\n")
        post(to=user.email, subject=subject, body=body.strip() + "\n")
