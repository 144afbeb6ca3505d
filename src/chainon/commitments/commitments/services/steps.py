"""The parts of a promise, and what shows that they were done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.services import publish
from chainon.base.files.kinds import Accepted
from chainon.base.files.models import Visibility
from chainon.base.files.services import keep_file
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.commitments.commitments import rules, verbs
from chainon.commitments.commitments.models import Commitment, Evidence, Step, Update

from .keeping import locked, note, wait_for_news


@dataclass(frozen=True)
class Shown:
    """A picture or a document, or the address of a page elsewhere: what one sees there, and which day it was so."""

    shows: str
    shown_on: date
    file: Accepted | None = None
    link: str = ""


@transaction.atomic
def plan_step(*, commitment: Commitment, what: str, due_on: date, by: User | None = None) -> Step:
    """A part with its own day. The same words sent twice are one step. Raises `Refused`, `Unavailable`."""
    commitment = locked(commitment)
    rules.may_update(by, commitment).require()
    if due_on < commitment.made_on:
        raise Unavailable(_("Ce jour vient avant celui de la promesse."))
    if known := commitment.steps.filter(what=what).first():
        if known.due_on != due_on:
            raise Unavailable(_("Cette étape est déjà écrite, avec un autre jour : il reste affiché."))
        return known
    step = Step.objects.create(commitment=commitment, what=what, due_on=due_on, planned_at=clock.now())
    publish(commitment)
    note(verbs.STEP_PLANNED, commitment, by, step=step.public_id, due=due_on)
    return step


@transaction.atomic
def finish_step(*, step: Step, done_on: date, by: User | None = None, shown: Shown | None = None) -> Step:
    """It is done since a day, and what shows it: that is news. Raises `Refused`; `Unavailable`: the day is to come."""
    commitment = locked(step.commitment)
    rules.may_update(by, commitment).require()
    step = commitment.steps.get(pk=step.pk)
    if step.done_on == done_on:
        return step
    if step.done_on is not None:
        raise Refused(_("Cette étape est déjà faite."))
    if done_on > clock.today(zone_of(commitment.territory)):
        raise Unavailable(_("Ce jour n’est pas encore venu."))
    step.done_on = done_on
    step.save(update_fields=["done_on"])
    keep_evidence(commitment, shown, by, step=step)
    commitment.changed_at = clock.now()
    commitment.save(update_fields=["changed_at"])
    publish(commitment)
    wait_for_news(commitment)
    note(verbs.STEP_DONE, commitment, by, step=step.public_id, day=done_on)
    return step


def keep_evidence(
    commitment: Commitment,
    shown: Shown | None,
    by: User | None,
    *,
    update: Update | None = None,
    step: Step | None = None,
) -> None:
    """Public, as the promise is. Raises `Unavailable` when the day is to come."""
    if shown is None:
        return
    if shown.shown_on > clock.today(zone_of(commitment.territory)):
        raise Unavailable(_("Le jour de cette preuve n’est pas encore venu."))
    kept = None
    if shown.file is not None:
        kept = keep_file(
            scope=commitment.scope, uploaded=shown.file, visibility=Visibility.PUBLIC, alt=shown.shows[:200]
        )
    Evidence.objects.create(
        commitment=commitment,
        update=update,
        step=step,
        file=kept,
        link="" if kept else shown.link,
        shows=shown.shows,
        shown_on=shown.shown_on,
        added_at=clock.now(),
        entered_by=by,
    )
