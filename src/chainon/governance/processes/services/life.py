"""Publishing a process, stopping it; telling its followers that a step opens."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.rules import By
from chainon.base.scopes.models import Scope, Territory
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.governance.processes import rules, verbs
from chainon.governance.processes.models import News, Process, RuleCard, Step

from .cards import make_public
from .guards import locked, note, tell


@transaction.atomic
def publish_process(*, by: By, process: Process) -> Process:
    """All its steps at once, each with its rule card. A second time does nothing.

    Raises `Refused`; `Unavailable` when there is no step, or a card is not ready (which one, and why).
    """
    process = locked(process)
    rules.may_run(by, process).require()
    if process.is_public:
        return process
    steps = list(process.steps.all())
    if not steps:
        raise Unavailable(_("Il manque une étape : une démarche en a une au moins."))
    process.published_at = clock.now()
    process.save(update_fields=["published_at"])
    cards = {card.step_id: card for card in RuleCard.objects.drafts().filter(step__in=steps)}
    for step in steps:
        step.process = process
        make_public(cards[step.pk], step)
    tell(process, News.PUBLISHED)
    days = {"first": steps[0].first_on, "last": max(step.last_on for step in steps)}
    note(verbs.PUBLISHED, process, by, steps=len(steps), **days)
    return process


@transaction.atomic
def erase_draft(*, by: By, process: Process) -> None:
    """A draft that was never public is no more. Raises `Refused`."""
    process = locked(process)
    rules.may_erase(by, process).require()
    node, scope = process.node, process.scope
    process.delete()
    node.delete()
    scope.delete()


@transaction.atomic
def stop_process(*, by: By, process: Process, reason: str) -> Process:
    """It ends before its last day; its page and what was said stay. Raises `Refused`, `Unavailable`."""
    process = locked(process)
    rules.may_run(by, process).require()
    if not process.is_public:
        raise Unavailable(_("Un brouillon s’efface, il ne s’arrête pas."))
    process.stopped_on, process.stop_reason = _today(process.scope), reason
    process.save(update_fields=["stopped_on", "stop_reason"])
    tell(process, News.STOPPED)
    note(verbs.STOPPED, process, by)
    return process


def tell_of_openings() -> int:
    """Periodic: those who follow a process are told, once, that a step opens. Returns how many opened."""
    opened = 0
    for territory in Territory.objects.select_related("scope"):
        today = clock.today(territory.time_zone)
        due = Step.objects.of(territory.scope).public().filter(opened_at=None, first_on__lte=today)
        for step in due.filter(process__stopped_on=None).order_by("pk"):
            opened += _open(step)
    return opened


@transaction.atomic
def _open(step: Step) -> int:
    touch(step.process.scope)
    is_first = Step.objects.filter(pk=step.pk, opened_at=None).update(opened_at=clock.now())
    if is_first:
        tell(locked(step.process), News.STEP_OPENED)
    return is_first


def _today(scope: Scope) -> date:
    return clock.today(scope.root.settings.time_zone)
