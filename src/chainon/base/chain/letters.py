"""The digest: what is new in the threads that a person follows, in one mail at most a day, stopped by one link."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max, Q, QuerySet
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
from .models import Follow, Node
from .words import last_said

STOP, CONFIRM = "chain.stop", "chain.confirm"
PAUSE = timedelta(hours=20)
SHOWN = 20


def stop_address(who: User | Follow, territory: Scope) -> str:
    """Of an account, or of an address that follows without one: the same for all that they follow there."""
    name = who.public_id if isinstance(who, User) else who.reader
    return address(reverse("chain:stop_all", args=[sign(STOP, f"{territory.public_id}.{name}")]), territory)


def follows_of(token: str, territory: Scope) -> QuerySet[Follow] | None:
    """What the owner of the link follows in this territory; None when it was altered or made elsewhere."""
    where, _dot, who = (signed(STOP, token) or "").partition(".")
    if not who or where != territory.public_id:
        return None
    theirs = Q(user__public_id=who, user__is_active=True) | Q(reader=who)
    return Follow.objects.filter(theirs, node__territory=territory).select_related("node").order_by("-followed_at")


def follow_to_confirm(token: str, territory: Scope) -> Follow | None:
    """None when the link was altered, made elsewhere, or is too old."""
    public_id = signed(CONFIRM, token) or "-"
    found = Follow.objects.filter(public_id=public_id, node__territory=territory, node__is_public=True)
    return found.select_related("node__territory").first()


def ask_to_confirm(follow: Follow) -> None:
    """To who follows already, the same mail says so: its link changes nothing."""
    territory = follow.node.territory
    link = address(reverse("chain:confirm", args=[sign(CONFIRM, follow.public_id)]), territory)
    context = {"follow": follow, "node": follow.node, "territory": territory, "link": link}
    context["stop"] = stop_address(follow, territory)
    with translation.override(settings.LANGUAGE_CODE):
        _post(follow.email, render_to_string("chain/mail/confirm.txt", context))


def send_digests() -> int:
    """Periodic: one mail to each person who has news and had no mail for a day; returns how many were written."""
    fresh = Follow.objects.filter(confirmed_at__isnull=False, node__is_public=True, node__latest_at__gt=F("told_at"))
    fresh = fresh.filter(Q(user__is_active=True) | ~Q(reader=""))
    people = set(fresh.values_list("user_id", "reader", "node__territory_id"))
    return sum(_write(user, reader, territory) for user, reader, territory in sorted(people, key=str) if territory)


@transaction.atomic
def _write(user: int | None, reader: str, territory_key: int) -> int:
    theirs = Follow.objects.filter(user=user, reader=reader, confirmed_at__isnull=False, node__territory=territory_key)
    list(theirs.select_for_update(of=("self",), no_key=True).order_by("pk"))  # of two digests at once, one is written
    last = theirs.aggregate(told=Max("told_at"), began=Max("confirmed_at"))
    if last["told"] is None or (last["told"] > last["began"] and last["told"] > clock.now() - PAUSE):
        return 0
    news = theirs.filter(node__is_public=True, node__latest_at__gt=F("told_at"))
    rows = list(news.select_related("user", "node__latest", "node__territory").order_by("-node__latest_at")[:SHOWN])
    if not rows:
        return 0
    territory, user_or_follow = rows[0].node.territory, rows[0].user or rows[0]
    with translation.override(settings.LANGUAGE_CODE):
        said = last_said([_news(follow.node) for follow in rows])
        lines = [_line(follow, territory, said) for follow in rows]
        stop = stop_address(user_or_follow, territory)
        context = {"territory": territory, "lines": lines, "stop": stop, "count": len(lines)}
        text = render_to_string("chain/mail/digest.txt", context)
    _post(user_or_follow.email, text)
    theirs.filter(pk__in=[follow.pk for follow in rows]).update(told_at=clock.now())
    return 1


def _news(node: Node) -> Node:
    return node.latest if node.latest and node.latest_at > node.changed_at else node


def _line(follow: Follow, territory: Scope, said: Mapping[int, str]) -> dict[str, str]:
    node, news = follow.node, _news(follow.node)
    words = " : ".join(part for part in (str(kinds()[news.kind].label), state_in_words(news)) if part)
    words = " · ".join(part for part in (words, said.get(news.pk, "")) if part)
    return {"title": node.title, "news": words, "address": address(url_of(node), territory)}


def _post(to: str, text: str) -> None:
    subject, _line_end, body = text.strip().partition("\n")
    post(to=to, subject=subject, body=body.strip() + "\n")
