"""The child process of a job: runs its function and writes how it ended."""

from __future__ import annotations

import logging
import os
import threading
import time

from chainon.base import clock

from .models import Job, State
from .registry import JobError, job_kind

logger = logging.getLogger(__name__)
REPORT_SECONDS = 1.0
PARENT_SECONDS = 1.0
ORPHAN = 3
GENERIC = "Le calcul a échoué à cause d’un défaut du programme. Rien n’est perdu ; la personne qui tient le serveur peut lire le détail dans son journal technique."  # noqa: E501  # one sentence


class RunningJob:
    """What the job's function sees of itself."""

    def __init__(self, job: Job, parent: int) -> None:
        self.subject = job.subject
        self._pk = job.pk
        self._parent = parent
        self._reported = 0.0

    def report(self, stage: str, share: float) -> None:
        if time.monotonic() - self._reported < REPORT_SECONDS:
            return
        self._reported = time.monotonic()
        Job.objects.filter(pk=self._pk).update(
            stage=stage[:120], share=max(0, min(100, round(share * 100))), heartbeat_at=clock.now()
        )

    def should_stop(self) -> bool:
        """True once nobody watches any more: a child whose parent died must not write beside its successor."""
        return os.getppid() != self._parent


def run(public_id: str, *, parent: int | None = None) -> None:
    """Do the job. `parent`: the process that watches; without it this one ends at once, wherever its method is."""
    job = Job.objects.get(public_id=public_id)
    running = RunningJob(job, parent or os.getppid())
    if parent is not None:
        threading.Thread(target=_end_with_parent, args=(running,), name="parent", daemon=True).start()
    state, error = State.DONE, ""
    try:
        job_kind(job.kind).run(running)
    except JobError as refusal:
        state, error = State.FAILED, str(refusal)
    except Exception:
        logger.exception("job %s (%s) failed", job.public_id, job.kind)
        state, error = State.FAILED, GENERIC
    if not running.should_stop():  # else the method was interrupted: its successor will say how the job ends
        _end(job, state, error)


def _end_with_parent(running: RunningJob) -> None:
    """A solver may be minutes inside one call: nobody reads its result any more, and a successor is on its way."""
    while not running.should_stop():
        time.sleep(PARENT_SECONDS)
    os._exit(ORPHAN)


def _end(job: Job, state: State, error: str = "") -> None:
    fields = {"state": state, "error": error[:400], "finished_at": clock.now()}
    if state == State.DONE:
        fields |= {"share": 100, "stage": "Terminé"}
    Job.objects.filter(pk=job.pk, state=State.RUNNING).update(**fields)
