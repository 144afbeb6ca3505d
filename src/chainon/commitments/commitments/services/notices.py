"""« Non tenu »: announced seven days before, replied to, then said in public with its reason, or taken back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import Role, User
from chainon.base.accounts.rules import quality
from chainon.base.chain.calendar import pauses_of, zone_of
from chainon.base.ui.names import GUARANTOR, TEAM
from chainon.commitments.commitments import rules, verbs
from chainon.commitments.commitments.models import Commitment, Notice, Outcome, Update, UpdateKind
from chainon.methods.deadlines import due_on

from .keeping import locked, note, tell_followers, wait_for_news, write_to_owner
from .news import end

NOTICE_DAYS = 7
"""Between the announcement and a public « non tenu »; announced pauses do not count."""


@transaction.atomic
def announce_not_kept(*, by: User, commitment: Commitment, reason: str) -> Notice:
    """Its owner is written to, with the link by which they reply; the day is public. Raises `Refused`."""
    commitment = locked(commitment)
    if known := commitment.notices.filter(said_at=None, withdrawn_at=None, reason=reason).first():
        return known  # the form was sent twice
    territory = commitment.territory
    today = clock.today(zone_of(territory))
    rules.may_announce_not_kept(by, commitment, today).require()
    notice = Notice.objects.create(
        commitment=commitment,
        reason=reason,
        role=quality(by, commitment.scope),
        announced_by=by,
        announced_at=clock.now(),
        may_say_on=due_on(today, NOTICE_DAYS, pauses_of(territory)),
    )
    tell_followers(commitment)
    write_to_owner("notice", commitment, notice=notice)
    note(verbs.NOTICE_GIVEN, commitment, by, notice=notice.public_id, day=notice.may_say_on)
    return notice


@transaction.atomic
def reply_to_notice(*, notice: Notice, text: str, signed_by: str) -> Notice:
    """By the signed link: their reply stands beside, before and after « non tenu » is said. Raises `Refused`."""
    commitment, notice = _held(notice)
    if (notice.reply, notice.reply_signed_by) == (text, signed_by):
        return notice  # the form was sent twice
    rules.may_reply(notice).require()
    notice.reply, notice.reply_signed_by, notice.replied_at = text, signed_by, clock.now()
    notice.save(update_fields=["reply", "reply_signed_by", "replied_at"])
    tell_followers(commitment)
    note(verbs.REPLIED, commitment, None, notice=notice.public_id)
    return notice


@transaction.atomic
def say_not_kept(*, by: User, notice: Notice) -> Update:
    """It is said in public, for the reason announced, once the seven days are over. Raises `Refused`."""
    commitment, notice = _held(notice)
    latest = commitment.updates.first()
    if notice.said_at is not None and latest is not None and latest.kind == UpdateKind.SAID_NOT_KEPT:
        return latest  # the button was pressed twice
    today = clock.today(zone_of(commitment.territory))
    rules.may_say_not_kept(by, notice, today).require()
    notice.said_at = clock.now()
    notice.save(update_fields=["said_at"])
    update = Update.objects.create(
        commitment=commitment,
        kind=UpdateKind.SAID_NOT_KEPT,
        text=notice.reason,
        said_at=clock.now(),
        signed_by=_named(by, commitment),
        entered_by=by,
    )
    end(commitment, Outcome.NOT_KEPT, today)
    tell_followers(commitment)
    wait_for_news(commitment, instead=_("L’engagement a été dit non tenu."))
    note(verbs.SAID_NOT_KEPT, commitment, by, notice=notice.public_id)
    return update


@transaction.atomic
def withdraw_notice(*, by: User, notice: Notice, reason: str) -> None:
    """It will not be said, and why. Raises `Refused`."""
    commitment, notice = _held(notice)
    rules.may_withdraw_notice(by, notice).require()
    notice.withdrawn_at, notice.withdrawn_for = clock.now(), reason
    notice.save(update_fields=["withdrawn_at", "withdrawn_for"])
    tell_followers(commitment)
    note(verbs.NOTICE_WITHDRAWN, commitment, by, notice=notice.public_id)


def _named(by: User, commitment: Commitment) -> str:
    """They act in their quality; a row has one form, in French."""
    if quality(by, commitment.scope) == Role.GUARANTOR:
        return GUARANTOR
    return TEAM


def _held(notice: Notice) -> tuple[Commitment, Notice]:
    commitment = locked(notice.commitment)
    return commitment, Notice.objects.select_related("commitment__scope").get(pk=notice.pk)
