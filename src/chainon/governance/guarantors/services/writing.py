"""Messages to the guarantors alone: received, answered, forgotten. The journal keeps no line of them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from chainon.base import clock, codes
from chainon.base.accounts.models import User
from chainon.base.scopes.models import Scope
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.governance.guarantors import letters, rules
from chainon.governance.guarantors.models import Message

KEPT = timedelta(days=180)
"""From the day of the message; told on the form."""


@transaction.atomic
def write_to_guarantors(*, scope: Scope, text: str, email: str, entry: UUID) -> tuple[Message, str]:
    """Anyone's, without an account, to the guarantors of `scope`.

    Returns the code that reads the answer, "" for a form sent twice.

    Raises `Unavailable` where nobody is there to read it.
    """
    territory = scope.root
    if not rules.in_office(territory).filter(scope=scope).exists():
        raise Unavailable(_("Il n’y a pas de garant pour lire ce message."))
    touch(territory)
    if known := Message.objects.filter(entry=entry).first():
        return known, ""
    code = codes.new_code()
    message = Message.objects.create(
        territory=territory,
        scope=scope,
        entry=entry,
        text=text,
        email=email.lower(),
        code_hash=codes.code_hash(code),
        sent_at=clock.now(),
    )
    letters.tell_of_message(message)
    return message, code


@transaction.atomic
def answer_message(*, by: User, message: Message, answer: str) -> None:
    """Read with the code; who left an address is told that there is an answer. It may be written again: the last holds.

    Raises `Refused`; `Unavailable` once the message is erased.
    """
    rules.may_read_messages(by, message.territory, of=message.scope).require()
    touch(message.territory)
    message.refresh_from_db()
    if message.erased_at is not None:
        raise Unavailable(_("Ce message est effacé : le délai annoncé est passé."))
    is_first = message.answered_at is None
    message.answer, message.answered_at = answer, clock.now()
    message.save(update_fields=["answer", "answered_at"])
    if is_first and message.email:
        letters.tell_of_answer(message)


def forget_messages() -> int:
    """Periodic: words and addresses older than announced are erased; the counts stay. Returns how many."""
    old = Message.objects.filter(~Q(text="") | ~Q(answer=""), sent_at__lt=clock.now() - KEPT)
    return old.update(text="", answer="", email="", erased_at=clock.now())
