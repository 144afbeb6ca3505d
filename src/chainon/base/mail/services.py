"""Writing and sending mail."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q, QuerySet

from chainon.base import clock

from . import rules, taken
from .models import Mail, State

MAX_ATTEMPTS = 6
HELD = timedelta(minutes=5)
"""Longer than any conversation with a mail server, each of whose answers is awaited for twenty seconds at most."""
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def post(*, to: str, subject: str, body: str) -> Mail:
    """Put a mail in the outbox, in the caller's transaction; the worker sends it within seconds."""
    subject = " ".join(CONTROLS.sub(" ", subject).split())[:200]
    return Mail.objects.create(to=to, subject=subject, body=body, written_at=clock.now())


def forget(*, to: str) -> int:
    """Remove every mail to an address: the person's account is closed."""
    removed, _tables = Mail.objects.filter(to__iexact=to).delete()
    return removed


def forget_many(addresses: Iterable[str]) -> int:
    """Remove every mail to these addresses: the list that they stood on is purged."""
    distinct, removed = sorted({address for address in addresses if address}), 0
    for start in range(0, len(distinct), 500):
        removed += Mail.objects.filter(to__in=distinct[start : start + 500]).delete()[0]
    return removed


def keep_waiting() -> int:
    """What waits stays here for good, readable in the outbox: mails to people who were invented. Returns how many."""
    return Mail.objects.filter(state=State.WAITING).update(state=State.KEPT)


def send_waiting(limit: int = 50) -> int:
    """Send what waits; a failure waits longer each time and gives up after six. Returns how many left.

    A mail is held first, in a transaction of its own: a mail server that is slow to answer keeps nobody from writing.
    That the server took it is noted beside the database at once (`taken`), then in it: whoever dies between the two is
    believed. Whoever dies before leaves the mail held for five minutes, and it leaves again under the same Message-ID:
    none is lost, and one comes twice if the death came after the server took it and before its yes was noted.

    The words of a sent mail are not kept here: codes and links must not be readable in the outbox.
    """
    _believe_the_dead()
    if not settings.CHAINON_SENDS_MAIL:
        keep_waiting()
        return 0
    left = 0
    for pk in list(_due().values_list("pk", flat=True)[:limit]):
        _believe_the_dead()  # another worker may die while this one writes
        mail = _hold(pk)
        left += 0 if mail is None else _send(mail)
    return left


@transaction.atomic
def retry_failed(*, by: Any) -> int:
    """Send again what was given up; returns how many. Raises `Refused` (`rules.may_oversee`)."""
    rules.may_oversee(by).require()
    return Mail.objects.filter(state=State.FAILED).update(state=State.WAITING, attempts=0)


def _due() -> QuerySet[Mail]:
    now = clock.now()
    waiting = Mail.objects.filter(Q(held_until=None) | Q(held_until__lte=now), state=State.WAITING)
    due = waiting.filter(attempts=0)
    for attempts in range(1, MAX_ATTEMPTS):
        pause = timedelta(minutes=5**attempts / 5)
        due = due | waiting.filter(attempts=attempts, written_at__lte=now - pause)
    return due.order_by("pk")


def _believe_the_dead() -> None:
    """Sent is what the server took, though nobody lived to write it here. Done twice, it changes nothing."""
    for name in taken.noted():
        mail = Mail.objects.filter(pk=taken.number(name), state=State.WAITING).first()
        if mail is not None and taken.name_of(mail) == name:
            _write_down(mail, _sent(mail))
        taken.forget(name)  # of a mail that another database knew, it says nothing


@transaction.atomic(durable=True)
def _hold(pk: int) -> Mail | None:
    """The mail, which is this process's to send; None when another took it."""
    mail = _due().select_for_update(skip_locked=True, of=("self",), no_key=True).filter(pk=pk).first()
    if mail is not None:
        mail.held_until = clock.now() + HELD
        mail.save(update_fields=["held_until"])
    return mail


def _send(mail: Mail) -> int:
    """The conversation with the server, outside any transaction; then what became of the mail."""
    message = EmailMessage(mail.subject, mail.body, settings.DEFAULT_FROM_EMAIL, [mail.to])
    message.extra_headers["Message-ID"] = taken.message_id(mail)
    server = get_connection(settings.CHAINON_MAIL_TRANSPORT)
    try:
        server.open()
        server.send_messages([message])  # on an open connection it returns at the server's yes, before any farewell
    except Exception as error:  # noqa: BLE001  # whatever is wrong with one mail, the next ones leave
        became = _not_sent(mail, error)
    else:
        taken.note(mail)
        became = _sent(mail)
    _write_down(mail, became)
    taken.forget(taken.name_of(mail))
    with contextlib.suppress(Exception):  # it is noted before one takes leave, which may take a while
        server.close()
    return int(became.get("state") == State.SENT)


def _sent(mail: Mail) -> dict[str, Any]:
    return {**_tried(mail), "state": State.SENT, "sent_at": clock.now(), "last_error": "", "body": ""}


def _not_sent(mail: Mail, error: Exception) -> dict[str, Any]:
    became = {**_tried(mail), "last_error": str(error)[:300] or type(error).__name__}
    return became | ({"state": State.FAILED} if became["attempts"] >= MAX_ATTEMPTS else {})


def _tried(mail: Mail) -> dict[str, Any]:
    return {"attempts": mail.attempts + 1, "held_until": None}


@transaction.atomic(durable=True)
def _write_down(mail: Mail, became: dict[str, Any]) -> None:
    """Of an address forgotten meanwhile, nothing comes back. Committed when it returns."""
    Mail.objects.filter(pk=mail.pk).update(**became)
