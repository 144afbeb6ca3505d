"""Giving a reason, writing down someone else's, taking it back, finding it useful."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By
from chainon.base.scopes.verdict import Unavailable, Verdict
from chainon.base.ui.names import UNNAMED
from chainon.deliberation.debates import rules
from chainon.deliberation.debates.models import Argument, Debate, Origin, Side, Useful
from chainon.deliberation.debates.voices import has_spoken
from chainon.governance.bodies.models import Body
from chainon.governance.bodies.rules import may_speak_for

from .holding import locked, locked_argument, recount, today


@transaction.atomic
def argue(
    *,
    by: By,
    debate: Debate,
    text: str,
    entry: UUID,
    side: Side | None = None,
    answers: Argument | None = None,
    author_name: str = "",
    body: Body | None = None,
) -> Argument:
    """A reason on a `side`, or a reply (`answers`). With an account it is public at once, under the account's name (or
    the body's); without one it waits to be read. Sent twice (`entry`), it counts once.

    Raises `Refused`; `Unavailable` when the body is not of this territory.
    """
    debate = locked(debate)
    _may_speak(by, debate, answers).require()
    if body is not None:
        may_speak_for(by, body).require()
    if known := Argument.objects.filter(entry=entry).select_related("debate__scope").first():
        return known
    account = by if isinstance(by, User) and body is None else None
    if account is not None:
        author_name = account.display_name or author_name or UNNAMED
    return _create(
        debate,
        text,
        entry=entry,
        side=side,
        answers=answers,
        origin=Origin.ONLINE if body is None else Origin.BODY,
        author=account,
        author_name=author_name,
        body=body,
        is_first_voice=account is not None and not has_spoken(account, debate.scope),
        is_public=rules.is_published_at_once(by),
    )


@transaction.atomic
def enter_argument(
    *,
    by: User,
    debate: Debate,
    text: str,
    entry: UUID,
    origin: Origin,
    said_on: date,
    side: Side | None = None,
    answers: Argument | None = None,
    author_name: str = "",
    body: Body | None = None,
    is_first_voice: bool = False,
) -> Argument:
    """What someone wrote on paper, or said at a gathering or to a relay: public at once, named as they asked.

    Raises `Refused`; `Unavailable` when the day is to come.
    """
    debate = locked(debate)
    rules.may_enter_for_others(by, debate, today(debate)).require()
    _may_speak(by, debate, answers).require()
    if body is not None:
        may_speak_for(by, body).require()
    if said_on > today(debate):
        raise Unavailable(_("Ce jour n’est pas encore venu."))
    if known := Argument.objects.filter(entry=entry).select_related("debate__scope").first():
        return known
    return _create(
        debate,
        text,
        entry=entry,
        side=side,
        answers=answers,
        origin=origin,
        author=None,
        author_name=author_name,
        body=body,
        said_on=said_on,
        is_first_voice=is_first_voice and body is None,
        is_public=True,
    )


@transaction.atomic
def withdraw_argument(*, by: User, argument: Argument) -> Argument:
    """The words are erased; what others replied stays. Raises `Refused`."""
    argument = locked_argument(argument)
    rules.may_withdraw(by, argument).require()
    argument.withdrawn_at, argument.text = clock.now(), ""
    argument.save(update_fields=["withdrawn_at", "text"])
    recount(argument.debate, argument)
    return argument


@transaction.atomic
def mark_useful(*, by: User, argument: Argument) -> None:
    """Once a person; twice is once. Raises `Refused`."""
    argument = locked_argument(argument)
    rules.may_mark(by, argument).require()
    Useful.objects.get_or_create(argument=argument, user=by)
    _count_marks(argument)


@transaction.atomic
def unmark_useful(*, by: User, argument: Argument) -> None:
    """One may change one's mind. Raises `Refused`."""
    argument = locked_argument(argument)
    rules.may_mark(by, argument).require()
    Useful.objects.filter(argument=argument, user=by).delete()
    _count_marks(argument)


def _count_marks(argument: Argument) -> None:
    Argument.objects.filter(pk=argument.pk).update(useful=Useful.objects.filter(argument=argument).count())


def _may_speak(by: By, debate: Debate, answers: Argument | None) -> Verdict:
    if answers is None:
        return rules.may_argue(by, debate, today(debate))
    return rules.may_answer(by, locked_argument(answers), today(debate))


def _create(
    debate: Debate,
    text: str,
    *,
    entry: UUID,
    side: Side | None,
    answers: Argument | None,
    origin: Origin,
    author: User | None,
    author_name: str,
    body: Body | None,
    is_first_voice: bool,
    is_public: bool,
    said_on: date | None = None,
) -> Argument:
    if body is not None:
        if body.scope.root != debate.scope.root:
            raise Unavailable(_("Cette instance n’est pas d’ici."))
        author_name = body.name
    now = clock.now()
    argument = Argument.objects.create(
        debate=debate,
        answers=answers,
        side="" if answers is not None or side is None else side,
        text=text,
        origin=origin,
        body=body,
        author=author,
        author_name=author_name,
        is_first_voice=is_first_voice,
        said_on=said_on,
        entry=entry,
        created_at=now,
        published_at=now if is_public else None,
    )
    recount(debate, argument)
    return argument
