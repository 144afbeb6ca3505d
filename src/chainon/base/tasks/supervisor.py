"""A job runs in a child process: it can be killed, and its memory goes with it. This is its parent."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from types import FrameType

from django.db import transaction

from chainon.base import clock

from .models import Job, State
from .services import enqueue_again

POLL_SECONDS = 0.5
HEARTBEAT_SECONDS = 5
GRACE_SECONDS = 5
DIED = (
    "Le calcul s’est arrêté sans prévenir (peut-être trop peu de mémoire). Relancez-le ; s’il s’arrête encore, "
    "prévenez la personne qui tient le serveur."
)


def supervise(public_id: str) -> None:
    """Claim the job, run it in a child, keep its heart beating, stop it when asked. Returns when it is over.

    Whatever happens here, the child does not outlive the call. When this process is told to stop, the job goes back to
    the queue for the next one.
    """
    if not _claim(public_id):
        return
    with _told_to_stop() as told, subprocess.Popen(_command(public_id)) as child:
        try:
            _watch(public_id, child, told)
        finally:
            _stop(child)


def _watch(public_id: str, child: subprocess.Popen[bytes], told: threading.Event) -> None:
    while child.poll() is None and not told.wait(POLL_SECONDS):
        job = Job.objects.get(public_id=public_id)
        if job.cancel_asked:
            _stop(child)
            _settle(public_id, State.CANCELLED)
            return
        if clock.silent_for(job.heartbeat_at, HEARTBEAT_SECONDS):
            Job.objects.filter(public_id=public_id).update(heartbeat_at=clock.now())
    if told.is_set():
        _stop(child)
        _put_back(public_id)
    elif child.returncode != 0:
        _settle(public_id, State.FAILED, DIED)


@contextlib.contextmanager
def _told_to_stop() -> Iterator[threading.Event]:
    """An event set when the process is asked to end. The worker's own handlers would wait for the end of the job."""
    told = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield told
        return
    usual = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def tell(number: int, frame: FrameType | None) -> None:
        told.set()
        handler = usual[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    for number in usual:
        signal.signal(number, tell)
    try:
        yield told
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)


def _command(public_id: str) -> list[str]:
    return [sys.executable, "-m", "chainon", "run_job", public_id, "--parent", str(os.getpid())]


@transaction.atomic
def _claim(public_id: str) -> bool:
    job = Job.objects.select_for_update(no_key=True).filter(public_id=public_id, state=State.QUEUED).first()
    if job is None:
        return False
    job.state, job.heartbeat_at, job.attempt = State.RUNNING, clock.now(), job.attempt + 1
    job.save()
    return True


def _stop(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is not None:
        return
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


@transaction.atomic
def _put_back(public_id: str) -> None:
    """The machine stops, not the job: it waits for the next worker, and this attempt does not count."""
    job = Job.objects.select_for_update(no_key=True).get(public_id=public_id)
    if not job.is_finished:
        job.attempt -= 1
        enqueue_again(job)
