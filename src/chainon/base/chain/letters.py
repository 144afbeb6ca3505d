"""The digest: what is new in the threads that a person follows, in one mail at most a day, stopped by one link."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from chainon.base import clock
from chainon.base.accounts.letters import address
from chainon.base.accounts.models import User
from chainon.base.codes.signed import sign, signed
from chainon.base.mail.services import post
from chainon.base.scopes.models import Scope

from .kinds import kinds, state_in_words, url_of
from .models import Follow

PURPOSE = "chain.stop"
PAUSE = timedelta(hours=20)
SHOWN = 20


def stop_address(user: User, territory: Scope) -> str:
    token = sign(PURPOSE, f"{territory.public_id}.{user.public_id}")
    return address(reverse("chain:stop_all", args=[token]), territory)


def follower_of(token: str, territory: Scope) -> User | None:
    """Whose link it is, in this territory; None when it was altered or made elsewhere."""
    where, _dot, who = (signed(PURPOSE, token) or "").partition(".")
    return User.objects.filter(public_id=who, is_active=True).first() if where == territory.public_id else None


def send_digests() -> int:
    """Periodic: one mail to each person who has news and had no mail for a day; returns how many were written."""
    written = 0
    fresh = Follow.objects.filter(user__is_active=True, node__is_public=True, node__latest_at__gt=F("told_at"))
    people = fresh.values_list("user_id", "node__territory_id").distinct()
    for user, territory in sorted((user, territory) for user, territory in people if user and territory):
        written += _write(user, territory)
    return written


@transaction.atomic
def _write(user_key: int, territory_key: int) -> int:
    user = User.objects.select_for_update(no_key=True).get(pk=user_key)
    follows = Follow.objects.filter(user=user, node__territory=territory_key)
    last = follows.aggregate(Max("told_at"), Max("followed_at"))
    has_had_mail = last["told_at__max"] > last["followed_at__max"]
    if has_had_mail and last["told_at__max"] > clock.now() - PAUSE:
        return 0
    news = follows.filter(node__is_public=True, node__latest_at__gt=F("told_at"))
    rows = list(news.select_related("node__latest", "node__territory").order_by("-node__latest_at")[:SHOWN])
    if not rows:
        return 0
    territory = rows[0].node.territory
    with translation.override(settings.LANGUAGE_CODE):
        lines = [_line(follow, territory) for follow in rows]
        context = {"territory": territory, "lines": lines, "stop": stop_address(user, territory), "count": len(lines)}
        text = render_to_string("chain/mail/digest.txt", context)
    subject, _line_end, body = text.strip().partition("\n")
    post(to=user.email, subject=subject, body=body.strip() + "\n")
    follows.filter(pk__in=[follow.pk for follow in rows]).update(told_at=clock.now())
    return 1


def _line(follow: Follow, territory: Scope) -> dict[str, str]:
    node = follow.node
    news = node.latest if node.latest and node.latest_at > node.changed_at else node
    words = " : ".join(part for part in (str(kinds()[news.kind].label), state_in_words(news)) if part)
    return {"title": node.title, "news": words, "address": address(url_of(node), territory)}
