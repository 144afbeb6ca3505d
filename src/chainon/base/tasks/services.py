"""Asking for slow work, cancelling it, and putting back on its feet what fell."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django_tasks import task

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By
from chainon.base.scopes.models import Scope

from . import rules
from .models import Job, State
from .registry import job_kind

SILENT_AFTER = 60
FORGOTTEN_AFTER = 600
MAX_ATTEMPTS = 3
GAVE_UP = "Le calcul a été interrompu trois fois. Relancez-le, ou prévenez la personne qui tient le serveur."


@transaction.atomic
def enqueue_job(*, kind: str, subject: str, scope: Scope, by: User | None) -> Job:
    """The unfinished job of this kind on this subject, or a new one: a double click asks once.

    The slice that owns the kind has already asked its own rule.
    """
    job_kind(kind)
    fields = {"scope": scope, "by": by, "queued_at": clock.now(), "stage": "En attente"}
    job, is_new = Job.objects.unfinished().get_or_create(kind=kind, subject=subject, defaults=fields)
    if is_new:
        run_job.enqueue(job.public_id)
    return job


@transaction.atomic
def cancel_job(*, job: Job) -> None:
    """Ask a job to stop: at once when it waits, within a few seconds when it runs."""
    job = Job.objects.select_for_update(no_key=True).get(pk=job.pk)
    if job.state == State.QUEUED:
        _finish(job, State.CANCELLED)
    elif job.state == State.RUNNING:
        job.cancel_asked = True
        job.save(update_fields=["cancel_asked"])


@transaction.atomic
def stop_job(*, by: By, job: Job) -> None:
    """Cancel, for a person; the slice that owns the work writes the journal. Raises `Refused`."""
    current = Job.objects.select_for_update(of=("self",), no_key=True).select_related("scope").get(pk=job.pk)
    rules.may_cancel_job(by, current).require()
    cancel_job(job=current)


@transaction.atomic
def requeue_silent_jobs() -> int:
    """Jobs that nobody has been working on for a minute: again, and after three times the truth."""
    silent, forgotten = clock.now() - clock.seconds(SILENT_AFTER), clock.now() - clock.seconds(FORGOTTEN_AFTER)
    fallen = Job.objects.select_for_update(no_key=True).filter(
        Q(state=State.RUNNING, heartbeat_at__lt=silent) | Q(state=State.QUEUED, queued_at__lt=forgotten)
    )
    requeued = 0
    for job in fallen:
        if job.cancel_asked:
            _finish(job, State.CANCELLED)
        elif job.state == State.RUNNING and job.attempt >= MAX_ATTEMPTS:
            _finish(job, State.FAILED, GAVE_UP)
        else:
            enqueue_again(job)
            requeued += 1
    return requeued


def enqueue_again(job: Job) -> None:
    """Back in the queue, from the start; in the caller's transaction, which holds the job."""
    if job.state == State.RUNNING:
        job.stage = "Le calcul a été interrompu ; il reprend du début"
    job.state, job.queued_at, job.share = State.QUEUED, clock.now(), 0
    job.save()
    run_job.enqueue(job.public_id)


def _finish(job: Job, state: State, error: str = "") -> None:
    job.state, job.error, job.finished_at = state, error, clock.now()
    job.save()


@task()
def run_job(public_id: str) -> None:
    from .supervisor import supervise

    supervise(public_id)
