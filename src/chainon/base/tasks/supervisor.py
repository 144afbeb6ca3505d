"""A job runs in a child process: it can be killed, and its memory goes with it. This is its parent."""

from __future__ import annotations

import subprocess
import sys

from django.db import transaction

from chainon.base import clock

from .models import Job, State

POLL_SECONDS = 0.5
HEARTBEAT_SECONDS = 5
GRACE_SECONDS = 5


def supervise(public_id: str) -> None:
    """Claim the job, run it in a child, keep its heart beating, stop it when asked. Returns when it is over."""
    if not _claim(public_id):
        return
    child = subprocess.Popen(_command(public_id))
    while True:
        try:
            code = child.wait(POLL_SECONDS)
            break
        except subprocess.TimeoutExpired:
            job = Job.objects.get(public_id=public_id)
            if job.cancel_asked:
                _stop(child)
                _settle(public_id, State.CANCELLED)
                return
            if clock.silent_for(job.heartbeat_at, HEARTBEAT_SECONDS):
                Job.objects.filter(public_id=public_id).update(heartbeat_at=clock.now())
    if code != 0:
        _settle(
            public_id,
            State.FAILED,
            "Le calcul s’est arrêté sans prévenir (peut-être trop peu de mémoire). Relancez-le ; s’il s’arrête encore, "
            "prévenez la personne qui tient le serveur.",
        )


def _command(public_id: str) -> list[str]:
    return [sys.executable, "-m", "chainon", "run_job", public_id]


@transaction.atomic
def _claim(public_id: str) -> bool:
    job = Job.objects.select_for_update(no_key=True).filter(public_id=public_id, state=State.QUEUED).first()
    if job is None:
        return False
    job.state, job.heartbeat_at, job.attempt = State.RUNNING, clock.now(), job.attempt + 1
    job.save()
    return True


def _stop(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


@transaction.atomic
def _settle(public_id: str, state: State, error: str = "") -> None:
    """Say how it ended, unless the child said so itself."""
    job = Job.objects.select_for_update(no_key=True).get(public_id=public_id)
    if not job.is_finished:
        job.state, job.error, job.finished_at = state, error, clock.now()
        job.save()
