"""Pausing a process, taking a pause back; and moving the steps ahead by as many days, in the same act or later."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.rules import By
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import Unavailable
from chainon.governance.processes import days, rules, verbs
from chainon.governance.processes.models import News, Process, ProcessPause, Step

from .guards import locked, note, tell
from .steps import keep_days

LONGEST_PAUSE = 183


@transaction.atomic
def announce_pause(
    *, by: By, process: Process, first: date, last: date, reason: str, moves: bool = False
) -> ProcessPause:
    """Nothing is asked of anyone on these days. Twice is once. `moves`: the steps ahead move by its length; the old
    days stay to be read, with its reason.

    Raises `Refused`; `Unavailable` when the days are past, upside down or more than six months.
    """
    process = locked(process)
    rules.may_run(by, process).require()
    _require_days(process, first, last)
    pause = process.pauses.filter(first__lte=last, last__gte=first).first()
    is_new = pause is None
    if pause is None:
        pause = ProcessPause.objects.create(
            process=process, first=first, last=last, reason=reason, announced_at=clock.now()
        )
    elif (pause.first, pause.last, pause.reason) != (first, last, reason):
        raise Unavailable(_("Ces jours en touchent d’autres, déjà en pause : retirez d’abord l’autre pause."))
    has_moved = moves and not pause.moved and _move(by, process, pause)
    if is_new or has_moved:
        tell(process, News.PAUSED if is_new else News.DAYS_CHANGED)
    if is_new:
        note(verbs.PAUSED, process, by, pause=pause.public_id, first=first, last=last)
    return pause


@transaction.atomic
def move_steps(*, by: By, pause: ProcessPause) -> int:
    """By the length of a pause that was announced without it; returns how many moved. A second time does nothing.

    Raises `Refused`; `Unavailable` when no step is ahead.
    """
    process = locked(pause.process)
    rules.may_run(by, process).require()
    pause = ProcessPause.objects.get(pk=pause.pk)
    if pause.moved:
        return 0
    moved = _move(by, process, pause)
    if not moved:
        raise Unavailable(_("Aucune étape n’est devant : il n’y a rien à décaler."))
    tell(process, News.DAYS_CHANGED)
    return moved


@transaction.atomic
def withdraw_pause(*, by: By, pause: ProcessPause, moves: bool = False) -> None:
    """One that has not begun. `moves`: the steps that moved with it come back by as many days.

    Raises `Refused`, `Unavailable`.
    """
    process = locked(pause.process)
    rules.may_run(by, process).require()
    if pause.first <= _today(process.scope):
        raise Unavailable(_("Cette pause a commencé : elle reste, telle qu’elle a été annoncée."))
    pause = ProcessPause.objects.get(pk=pause.pk)
    public_id, first, length = pause.public_id, pause.first, pause.days
    reason = _("Pause retirée : {reason}").format(reason=pause.reason)[:200]
    was_moved = pause.moved
    pause.delete()
    if moves and was_moved:
        changes = ((step, days.moved_back(step, first, length)) for step in process.steps.order_by("first_on"))
        _change(by, process, changes, reason)
    tell(process, News.RESUMED)
    note(verbs.RESUMED, process, by, pause=public_id)


def _require_days(process: Process, first: date, last: date) -> None:
    if not process.is_public:
        raise Unavailable(_("Un brouillon n’a pas besoin de pause : changez ses dates."))
    if first < _today(process.scope):
        raise Unavailable(_("Une pause s’annonce : son premier jour ne peut pas être passé."))
    if last < first:
        raise Unavailable(_("Le dernier jour est avant le premier : échangez-les."))
    if (last - first).days >= LONGEST_PAUSE:
        raise Unavailable(_("Une pause dure six mois au plus : au-delà, arrêtez la démarche, avec une raison."))


def _move(by: By, process: Process, pause: ProcessPause) -> int:
    """The last first: two steps of the same name never meet on the way."""
    today = _today(process.scope)
    steps = process.steps.order_by("-first_on", "-pk")
    moved = _change(
        by, process, ((step, days.moved(step, pause.first, pause.days, today)) for step in steps), pause.reason
    )
    if moved:
        pause.moved = True
        pause.save(update_fields=["moved"])
    return moved


def _change(by: By, process: Process, changes: Iterable[tuple[Step, days.Span | None]], reason: str) -> int:
    """Of a public step the old days stay, with the reason, and the journal says it; how many changed."""
    count = 0
    for step, span in changes:
        if span is None:
            continue
        step.process, count = process, count + 1
        first_on, last_on = span
        if step.published_at is not None:
            keep_days(step, first_on, last_on, reason)
        step.first_on, step.last_on = span
        step.save(update_fields=["first_on", "last_on"])
        if step.published_at is not None:
            said = {"step": step.public_id, "kind": step.kind, "first": first_on, "last": last_on}
            note(verbs.DAYS_CHANGED, process, by, **said)
    return count


def _today(scope: Scope) -> date:
    return clock.today(scope.root.settings.time_zone)
