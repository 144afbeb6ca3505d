"""Following by e-mail, without an account: nothing is sent to an address before the person there said yes."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from chainon.base import clock
from chainon.base.chain import letters, rules
from chainon.base.chain.lineage import descendants
from chainon.base.chain.models import Follow, Node, Wait
from chainon.base.scopes.public_id import new_public_id
from chainon.base.scopes.services import touch

AGAIN = timedelta(hours=1)
UNCONFIRMED = timedelta(days=7)
SILENT = timedelta(days=365)
"""Nothing happened in a thread for a year, and nothing is expected: its addresses and telephones are erased."""


@transaction.atomic
def ask_to_follow(*, node: Node, email: str) -> None:
    """A mail with a link to confirm; to who follows already, a mail that says so. One an hour at most, whoever asks.

    Raises `Refused` when the node is not public.
    """
    rules.may_be_followed(node).require()
    touch(node.territory)  # of two sendings of a form, the second sees the first
    email, now = email.lower(), clock.now()
    follow = Follow.objects.filter(node=node, email=email).first()
    if follow is not None and follow.followed_at > now - AGAIN:
        return
    if follow is None:
        known = Follow.objects.filter(email=email, node__territory=node.territory).values_list("reader", flat=True)
        follow = Follow(node=node, email=email, reader=known.first() or new_public_id())
        follow.told_at = now
    follow.followed_at = now
    follow.save()
    letters.ask_to_confirm(follow)


@transaction.atomic
def confirm_follow(*, follow: Follow) -> None:
    """By the link of the mail; twice is once. What happened before is not news."""
    if follow.confirmed_at is None:
        follow.confirmed_at = follow.told_at = clock.now()
        follow.save(update_fields=["confirmed_at", "told_at"])


@transaction.atomic
def stop_some(*, follows: QuerySet[Follow], only: str = "") -> None:
    """By the link of any mail: one thread (`only`, the public id of what is followed), or all of them."""
    (follows.filter(public_id=only) if only else follows).delete()


def forget_silent() -> int:
    """Periodic: erase what nobody confirmed in a week, and how to reach people once a thread has been silent for long.

    Returns how many.
    """
    now = clock.now()
    without_account = Follow.objects.filter(user=None)
    never_confirmed = Q(confirmed_at=None, followed_at__lt=now - UNCONFIRMED)
    silent = Q(followed_at__lt=now - SILENT, node__latest_at__lt=now - SILENT)
    old = without_account.filter(never_confirmed | silent).select_related("node")
    if not old.exists():
        return 0
    keys = [each.pk for each in old if each.confirmed_at is None or not _is_awaited(each.node)]
    return Follow.objects.filter(pk__in=keys).delete()[0]


def _is_awaited(node: Node) -> bool:
    """Something is expected still, from someone, on it or on what came of it."""
    return Wait.objects.open().filter(node__in={node.pk} | descendants(node.pk)).exists()
