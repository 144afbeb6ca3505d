"""Writing and sending mail."""

from __future__ import annotations

import smtplib
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import QuerySet

from chainon.base import clock

from . import rules
from .models import Mail, State

MAX_ATTEMPTS = 6


def post(*, to: str, subject: str, body: str) -> Mail:
    """Put a mail in the outbox, in the caller's transaction; the worker sends it within seconds."""
    subject = " ".join(subject.split())[:200]
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

    The words of a sent mail are not kept here: codes and links must not be readable in the outbox.
    """
    sent = 0
    for pk in list(_due().values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            mail = _due().select_for_update(skip_locked=True, of=("self",), no_key=True).filter(pk=pk).first()
            if mail is not None:
                sent += _send(mail)
    return sent


@transaction.atomic
def retry_failed(*, by: Any) -> int:
    """Send again what was given up; returns how many. Raises `Refused` (`rules.may_oversee`)."""
    rules.may_oversee(by).require()
    return Mail.objects.filter(state=State.FAILED).update(state=State.WAITING, attempts=0)


def _due() -> QuerySet[Mail]:
    waiting = Mail.objects.filter(state=State.WAITING)
    now = clock.now()
    due = waiting.filter(attempts=0)
    for attempts in range(1, MAX_ATTEMPTS):
        pause = timedelta(minutes=5**attempts / 5)
        due = due | waiting.filter(attempts=attempts, written_at__lte=now - pause)
    return due.order_by("pk")


def _send(mail: Mail) -> int:
    mail.attempts += 1
    if not settings.CHAINON_SENDS_MAIL:
        mail.state = State.KEPT
    else:
        message = EmailMessage(mail.subject, mail.body, settings.DEFAULT_FROM_EMAIL, [mail.to])
        message.extra_headers["Message-ID"] = f"<chainon-{mail.pk}@{settings.ALLOWED_HOSTS[0]}>"
        try:
            get_connection(settings.CHAINON_MAIL_TRANSPORT).send_messages([message])
            mail.state, mail.sent_at, mail.last_error, mail.body = State.SENT, clock.now(), "", ""
        except (smtplib.SMTPException, OSError) as error:
            mail.last_error = str(error)[:300]
            if mail.attempts >= MAX_ATTEMPTS:
                mail.state = State.FAILED
    mail.save()
    return int(mail.state == State.SENT)
