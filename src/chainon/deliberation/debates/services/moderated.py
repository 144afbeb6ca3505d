"""What the slice of moderation asks for: words taken out, a reason shown again. It writes the journal."""

from __future__ import annotations

from django.db import transaction

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.services import publish
from chainon.deliberation.debates import rules
from chainon.deliberation.debates.models import REASON, Argument

from .holding import locked_argument, recount


@transaction.atomic
def strike_words(*, by: User, argument: Argument, passage: str, mark: str) -> bool:
    """`mark` stands where the passage was; whether it was there. Raises `Refused`."""
    argument = locked_argument(argument)
    rules.may_review(by, argument.debate).require()
    if passage not in argument.text:
        return False
    argument.text = argument.text.replace(passage, mark)[:REASON]
    argument.save(update_fields=["text"])
    publish(argument.debate)  # the search forgets the passage at once
    return True


@transaction.atomic
def show_on_appeal(*, by: User, argument: Argument) -> Argument:
    """The guarantor disagrees: it is public again. Raises `Refused`."""
    argument = locked_argument(argument)
    rules.may_overturn(by, argument).require()
    argument.published_at = argument.published_at or clock.now()
    argument.hidden_at, argument.hidden_reason = None, ""
    argument.save(update_fields=["published_at", "hidden_at", "hidden_reason"])
    recount(argument.debate, argument)
    return argument
