"""Adding a step, changing its days (with a reason once it is public), taking back one that nobody read."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.rules import By
from chainon.base.scopes.verdict import Unavailable
from chainon.governance.processes import rules, verbs
from chainon.governance.processes.framing import MOST_STEPS
from chainon.governance.processes.models import DateChange, News, Process, RuleCard, Step, StepKind

from .guards import locked, locked_step, note, tell


@transaction.atomic
def add_step(*, by: By, process: Process, kind: StepKind, title: str, first_on: date, last_on: date) -> Step:
    """A step to write: public once its rule card is. The same one twice is one. Raises `Refused`, `Unavailable`."""
    process = locked(process)
    rules.may_write(by, process).require()
    _require_order(first_on, last_on)
    if process.steps.count() >= MOST_STEPS:
        raise Unavailable(_("Douze étapes au plus : réunissez-en deux."))
    days = {"first_on": first_on, "last_on": last_on}
    step, is_new = Step.objects.get_or_create(process=process, kind=kind, title=title, first_on=first_on, defaults=days)
    if is_new:
        RuleCard.objects.create(step=step, written_at=clock.now())
    return step


@transaction.atomic
def change_step(
    *, by: By, step: Step, kind: StepKind, title: str, first_on: date, last_on: date, reason: str = ""
) -> Step:
    """A draft is changed freely. Once public, a step keeps its kind; its days move with a reason, the old ones stay and
    its followers are told. Raises `Refused`; `Unavailable` when a reason is missing or the days are past.
    """
    step = locked_step(step)
    rules.may_write(by, step.process).require()
    _require_order(first_on, last_on)
    moves = (step.first_on, step.last_on) != (first_on, last_on)
    if step.published_at is None:
        step.kind, step.title, step.first_on, step.last_on = kind, title, first_on, last_on
        _require_free(step)
        step.save()
        return step
    if moves:
        keep_days(step, first_on, last_on, reason)
    step.title, step.first_on, step.last_on = title, first_on, last_on
    _require_free(step)
    step.save()
    if moves:
        tell(step.process, News.DAYS_CHANGED)
        days = {"first": first_on, "last": last_on}
        note(verbs.DAYS_CHANGED, step.process, by, step=step.public_id, kind=step.kind, **days)
    return step


@transaction.atomic
def remove_step(*, by: By, step: Step) -> None:
    """One that was never public. Raises `Refused`, `Unavailable`."""
    step = locked_step(step)
    rules.may_write(by, step.process).require()
    if step.published_at is not None:
        raise Unavailable(_("Cette étape est publique : on ne la retire pas. Changez ses dates, avec une raison."))
    step.delete()


def keep_days(step: Step, first_on: date, last_on: date, reason: str) -> None:
    """The old days of a public step, beside the new ones. Raises `Unavailable`: no reason, or days that are past."""
    if not reason:
        raise Unavailable(_("Dites pourquoi les dates changent : la raison est publiée, les anciennes dates restent."))
    today = clock.today(step.process.scope.root.settings.time_zone)
    if step.first_on <= today and first_on != step.first_on:
        raise Unavailable(_("Cette étape a déjà commencé : son premier jour ne change plus."))
    if last_on < today and last_on != step.last_on:
        raise Unavailable(_("Une étape ne finit pas dans le passé : choisissez aujourd’hui au plus tôt."))
    DateChange.objects.create(
        step=step,
        old_first_on=step.first_on,
        old_last_on=step.last_on,
        first_on=first_on,
        last_on=last_on,
        reason=reason,
        changed_at=clock.now(),
    )


def _require_order(first_on: date, last_on: date) -> None:
    if last_on < first_on:
        raise Unavailable(_("Le dernier jour est avant le premier : échangez-les."))


def _require_free(step: Step) -> None:
    same = Step.objects.filter(process=step.process, kind=step.kind, title=step.title, first_on=step.first_on)
    if same.exclude(pk=step.pk).exists():
        raise Unavailable(_("Une autre étape porte déjà ce nom, le même jour."))
