"""What became of a promise: news, a later day and why, a revision made together, its end or one of its times."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.calendar import zone_of
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.commitments.commitments import rules, verbs
from chainon.commitments.commitments.models import Commitment, Moved, Outcome, Update, UpdateKind
from chainon.commitments.commitments.recurring import next_day, outcome_of

from .keeping import locked, note, tell_followers, wait_for_news
from .steps import Shown, keep_evidence

ENDS = {
    UpdateKind.KEPT: Outcome.KEPT,
    UpdateKind.PARTLY_KEPT: Outcome.PARTLY_KEPT,
    UpdateKind.NOT_KEPT: Outcome.NOT_KEPT,
}
BY_OTHER_ACTS = (UpdateKind.REVISED, UpdateKind.SAID_NOT_KEPT)


@transaction.atomic
def give_news(
    *,
    commitment: Commitment,
    kind: UpdateKind,
    text: str,
    signed_by: str,
    by: User | None = None,
    new_due_on: date | None = None,
    spent_cents: int | None = None,
    shown: Shown | None = None,
) -> Update:
    """By the signed link, or typed by the team (`by`). Of a promise that comes back, an end is that of its oldest time
    of which nothing was said; the next one is then due.

    `spent_cents`: all that was spent so far. Raises `Refused`; `Unavailable` when a later day is missing or not later.
    """
    commitment = locked(commitment)
    latest = commitment.updates.first()
    if latest is not None and (latest.kind, latest.text, latest.new_due_on) == (kind, text, new_due_on):
        return latest  # the form was sent twice
    rules.may_say(by, commitment, kind).require()
    if kind in BY_OTHER_ACTS or (kind == UpdateKind.STOPPED and not commitment.comes_back):
        raise Refused(_("Cela ne se dit pas ainsi."))
    today, old = clock.today(zone_of(commitment.territory)), commitment.due_on
    is_moved = kind == UpdateKind.POSTPONED
    if is_moved and (new_due_on is None or new_due_on <= max(old, today)):
        raise Unavailable(_("Le nouveau jour vient après l’ancien, et après aujourd’hui."))
    update = Update.objects.create(
        commitment=commitment,
        kind=kind,
        text=text,
        old_due_on=old if is_moved else None,
        new_due_on=new_due_on if is_moved else None,
        occurrence_on=old if commitment.comes_back and kind in ENDS else None,
        spent_cents=spent_cents,
        said_at=clock.now(),
        signed_by=signed_by,
        entered_by=by,
    )
    if is_moved and new_due_on is not None:
        commitment.due_on, commitment.moved = new_due_on, Moved.POSTPONED
    if spent_cents is not None:
        commitment.spent_cents = spent_cents
    _move_on(commitment, kind, by, today)
    keep_evidence(commitment, shown, by, update=update)
    _publish(commitment)
    if is_moved:
        note(verbs.POSTPONED, commitment, by, old=old, new=commitment.due_on)
    else:
        note(verbs.UPDATED, commitment, by, kind=str(kind))
    return update


@transaction.atomic
def revise(
    *,
    by: User,
    commitment: Commitment,
    text: str,
    with_whom: str,
    met_on: date,
    signed_by: str,
    new_due_on: date,
    new_what: str = "",
    shown: Shown | None = None,
) -> Update:
    """Agreed anew with the residents, on a day, with people: another day, or other words; the old ones stay.

    `shown`: the minutes. Raises `Refused`; `Unavailable`: the meeting is to come, the day is past, nothing moves.
    """
    commitment = locked(commitment)
    rules.may_revise(by, commitment).require()
    today, old = clock.today(zone_of(commitment.territory)), commitment.due_on
    what = new_what or commitment.what
    latest = commitment.updates.first()
    if latest is not None and (latest.kind, latest.text, latest.met_on) == (UpdateKind.REVISED, text, met_on):
        return latest  # the form was sent twice
    if met_on > today:
        raise Unavailable(_("Cette rencontre n’a pas encore eu lieu."))
    if new_due_on <= today:
        raise Unavailable(_("Le nouveau jour est déjà passé : choisissez-en un à venir."))
    if (new_due_on, what) == (old, commitment.what):
        raise Unavailable(_("Rien ne change : écrivez un autre jour, ou ce qui est promis maintenant."))
    update = Update.objects.create(
        commitment=commitment,
        kind=UpdateKind.REVISED,
        text=text,
        old_due_on=old,
        new_due_on=new_due_on,
        old_what=commitment.what if what != commitment.what else "",
        with_whom=with_whom,
        met_on=met_on,
        said_at=clock.now(),
        signed_by=signed_by,
        entered_by=by,
    )
    commitment.due_on, commitment.what, commitment.moved = new_due_on, what, Moved.REVISED
    close_notices(commitment, _("L’engagement a été revu avec les habitants."))
    keep_evidence(commitment, shown, by, update=update)
    _publish(commitment)
    note(verbs.REVISED, commitment, by, old=old, new=new_due_on, met=met_on)
    return update


def close_notices(commitment: Commitment, reason: str) -> None:
    """What was announced is overtaken by what was said since."""
    commitment.notices.filter(said_at=None, withdrawn_at=None).update(withdrawn_at=clock.now(), withdrawn_for=reason)


def end(commitment: Commitment, outcome: Outcome, today: date) -> None:
    commitment.outcome, commitment.ended_on = outcome, today


def _move_on(commitment: Commitment, kind: UpdateKind, by: User | None, today: date) -> None:
    """It ends; or, of a promise that comes back, the next time is due."""
    if commitment.comes_back and (kind in ENDS or kind == UpdateKind.STOPPED):
        _next_time(commitment, kind, by, today)
    elif kind in ENDS:
        end(commitment, ENDS[kind], today)
    if commitment.outcome != Outcome.OPEN:
        close_notices(commitment, _("Son auteur a dit ce qu’il en est."))


def _next_time(commitment: Commitment, kind: UpdateKind, by: User | None, today: date) -> None:
    said = list(commitment.updates.exclude(occurrence_on=None).values_list("kind", flat=True))
    following = None if kind == UpdateKind.STOPPED else next_day(commitment, len(said))
    if following is not None:
        commitment.due_on, commitment.moved = following, Moved.NO
        return
    outcome = outcome_of(said)
    if outcome == Outcome.NOT_KEPT and not rules.speaks_for_owner(by, commitment):
        raise Refused(
            _("Rien n’a été fait : cela ne s’écrit pas à sa place. Annoncez « non tenu », et laissez sept jours.")
        )
    end(commitment, outcome, today)


def _publish(commitment: Commitment) -> None:
    tell_followers(commitment)
    wait_for_news(commitment)
