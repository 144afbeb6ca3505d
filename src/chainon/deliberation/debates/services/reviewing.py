"""Publishing what was written without an account; not publishing, or no longer, with a public reason."""

from __future__ import annotations

from django.db import transaction

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.deliberation.debates import letters, rules, verbs
from chainon.deliberation.debates.models import Argument

from .holding import keep_line, locked_argument, recount


@transaction.atomic
def publish_argument(*, by: User, argument: Argument) -> Argument:
    """What was read becomes public; what was hidden is public again, and the journal says so. Raises `Refused`."""
    argument = locked_argument(argument)
    rules.may_publish(by, argument).require()
    was_hidden = argument.hidden_at is not None
    argument.published_at = argument.published_at or clock.now()
    argument.hidden_at, argument.hidden_reason = None, ""
    argument.save(update_fields=["published_at", "hidden_at", "hidden_reason"])
    recount(argument.debate, argument)
    if was_hidden:
        keep_line(verbs.REASON_SHOWN, argument.debate, by, reason=argument.public_id)
    return argument


@transaction.atomic
def hide_argument(*, by: User, argument: Argument, reason: str) -> Argument:
    """It is not public, or no longer; the reason is, and its author is told. Raises `Refused`."""
    argument = locked_argument(argument)
    rules.may_hide(by, argument).require()
    argument.hidden_at, argument.hidden_reason = clock.now(), reason
    argument.save(update_fields=["hidden_at", "hidden_reason"])
    recount(argument.debate, argument)
    letters.tell_hidden(argument, by=by)
    keep_line(verbs.REASON_HIDDEN, argument.debate, by, reason=argument.public_id)
    return argument
