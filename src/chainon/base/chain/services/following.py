"""Following a word, and being told."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import quality
from chainon.base.chain import rules, verbs
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.models import Follow, Node, ToldBack
from chainon.base.journal.services import record
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable


@transaction.atomic
def follow(*, by: User, node: Node) -> Follow:
    """With one's account; twice is once. Raises `Refused`."""
    rules.may_see_node(by, node).require()
    now = clock.now()
    known, _is_new = Follow.objects.get_or_create(
        node=node, user=by, defaults={"followed_at": now, "confirmed_at": now, "told_at": now}
    )
    return known


@transaction.atomic
def stop_following(*, by: User, node: Node) -> None:
    Follow.objects.filter(node=node, user=by).delete()


@transaction.atomic
def ask_to_be_told(*, by: User, node: Node, contact: str) -> Follow:
    """Someone without e-mail wants an answer: how to find them is kept for those who go. Raises `Refused`."""
    rules.may_tell_back(by, node).require()
    touch(node.territory)  # of two sendings of a form, the second sees the first
    now = clock.now()
    told, _is_new = Follow.objects.get_or_create(
        node=node, user=None, contact=contact, defaults={"followed_at": now, "confirmed_at": now, "told_at": now}
    )
    return told


@transaction.atomic
def leave_contact(*, node: Node, contact: str) -> Follow:
    """Someone who proved that the word is theirs (by a slip) says how to find them, when there is news."""
    now = clock.now()
    said = {"followed_at": now, "confirmed_at": now, "told_at": now}
    return Follow.objects.create(node=node, user=None, contact=contact, **said)


@transaction.atomic
def forget_contact(*, follow: Follow) -> None:
    """Nobody is to call or visit this person any more."""
    follow.delete()


@transaction.atomic
def tell_back(*, by: User, node: Node, told_on: date, follows: list[Follow]) -> ToldBack:
    """« Rendu de vive voix le 4 juin ». What happens after that day will be news again.

    Raises `Refused`; `Unavailable` when the day is to come or nobody was told.
    """
    rules.may_tell_back(by, node).require()
    if told_on > clock.today(zone_of(node.territory)):
        raise Unavailable(_("Ce jour n’est pas encore venu."))
    if not follows:
        raise Unavailable(_("Cochez les personnes à qui vous l’avez dit."))
    Follow.objects.filter(node=node, pk__in=[each.pk for each in follows]).update(told_at=clock.now())
    told = ToldBack.objects.create(node=node, told_on=told_on, people=len(follows), by=by, recorded_at=clock.now())
    payload = {"node": node.public_id, "people": len(follows)}
    record(verbs.TOLD_BACK, scope=node.scope, role=quality(by, node.scope), by=by, **payload)
    return told


def follows_nothing(user: User) -> None:
    """The account is closed."""
    Follow.objects.filter(user=user).delete()


def followed(user: User) -> list[dict[str, str]]:
    """For whoever takes their data away."""
    rows = Follow.objects.filter(user=user).select_related("node")
    return [{"titre": row.node.title, "suivi depuis": row.followed_at.isoformat()} for row in rows.order_by("pk")]
