"""The day's anchor of the journal, to those who watch: kept elsewhere, it unmasks whoever would rewrite the past."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.urls import reverse

from chainon.base.accounts.letters import address
from chainon.base.accounts.models import Grant, Role
from chainon.base.journal.models import Anchor
from chainon.base.journal.services import AnchorKept
from chainon.base.mail.services import post
from chainon.base.scopes.models import Scope


def mail_anchor(kept: AnchorKept) -> None:
    """One mail to each guarantor of the territory, in the transaction that keeps the anchor; none when the journal has
    not moved since the day before."""
    anchor = kept.anchor
    if not anchor.number or _said_already(anchor):
        return
    text = render_to_string(
        "tasks/mail/anchor.txt",
        {
            "anchor": anchor,
            "name": anchor.territory.label,
            "url": address(reverse("journal:anchors"), anchor.territory),
        },
    )
    subject, _, body = text.strip().partition("\n")
    for email in guarantors_of(anchor.territory):
        post(to=email, subject=subject, body=body.strip() + "\n")


def guarantors_of(territory: Scope) -> list[str]:
    """The e-mails of those who guarantee the territory or anything in it."""
    grants = Grant.objects.filter(role=Role.GUARANTOR, scope__in=Scope.objects.within(territory), user__is_active=True)
    return sorted(set(grants.values_list("user__email", flat=True)))


def _said_already(anchor: Anchor) -> bool:
    before = Anchor.objects.filter(territory=anchor.territory, day__lt=anchor.day, number=anchor.number)
    return before.exists()
