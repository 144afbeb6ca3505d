"""What is removed with time."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import transaction

from chainon.base import clock
from chainon.base.accounts.models import CacheEntry, Grant, Invitation, SetupLink, User

UNPROVEN_FOR = timedelta(days=2)
INVITATION_KEPT_FOR = timedelta(days=30)


@transaction.atomic
def purge_expired() -> int:
    """Remove what has expired: counts of attempts, sessions, setup links, invitations closed for 30 days, and
    accounts that nobody proved to be theirs within two days of asking (no role, never entered).

    Idempotent, cheap when there is nothing to do; for the periodic work. Returns the number of rows removed.
    """
    now = clock.now()
    unproven = User.objects.filter(
        pk__in=EmailAddress.objects.filter(verified=False).values("user"),
        last_login=None,
        date_joined__lt=now - UNPROVEN_FOR,
    ).exclude(pk__in=Grant.objects.values("user"))
    old = (
        CacheEntry.objects.filter(expires__lt=now),
        Session.objects.filter(expire_date__lt=now),
        # Until somebody is here the last link stays: it says that this place is not untouched any more.
        SetupLink.objects.filter(used_at=None, expires_at__lt=now)
        if User.objects.exists()
        else SetupLink.objects.none(),
        Invitation.objects.filter(expires_at__lt=now - INVITATION_KEPT_FOR),
        unproven,
    )
    return sum(rows.delete()[0] for rows in old)
