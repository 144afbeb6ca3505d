"""The outbox as its two pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from .models import Mail, State

KINDS = {State.WAITING: "wait", State.SENT: "kept", State.KEPT: "wait", State.FAILED: "late"}


@dataclass(frozen=True)
class StateRow:
    """A mail without its words; `to` is masked. A subject may hold a code: it is a word too."""

    to: str
    written_at: datetime
    sent_at: datetime | None
    state: str
    kind: str
    attempts: int
    error: str


def state_row(mail: Mail) -> StateRow:
    hidden = masked(mail.to)
    state = State(mail.state)
    return StateRow(
        to=hidden,
        written_at=mail.written_at,
        sent_at=mail.sent_at,
        state=str(state.label),
        kind=KINDS[state],
        attempts=mail.attempts,
        error=mail.last_error.replace(mail.to, hidden),
    )


def counts() -> dict[str, int]:
    """How many mails there are in each state."""
    found = dict(Mail.objects.order_by().values_list("state").annotate(number=Count("pk")))
    return {state.value: found.get(state.value, 0) for state in State}


def masked(email: str) -> str:
    name, _at, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"
