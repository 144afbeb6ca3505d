"""Real processes, killed while they work: nothing is lost, nothing is done twice, and it is said in French."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from chainon.base import clock
from chainon.base.files.models import File
from chainon.base.files.services import sweep_orphans
from chainon.base.journal.models import Line
from chainon.base.journal.selectors import verify
from chainon.base.tasks.models import Job
from chainon.base.tasks.models import State as JobState
from chainon.base.tasks.services import SILENT_AFTER, cancel_job, requeue_silent_jobs
from chainon.demo.loading import is_untouched
from chainon.governance.draws import services
from chainon.governance.draws.models import Draw, State
from chainon.governance.draws.tests.making import make_draw

from .databases import shared_database
from .people import Cast, cast, client_of
from .processes import children, lives, one_named, until, weight_mb

__all__ = ["shared_database"]

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="processes are read in /proc")

PEOPLE = 300


@pytest.fixture
def people(shared_database: dict[str, str]) -> Cast:
    return cast()


@pytest.fixture
def draw(people: Cast) -> Draw:
    """Its computation, asked for, takes a moment."""
    with transaction.atomic():
        draw = make_draw(people.territory, people.bruno, people=PEOPLE)
    services.ask_computation(by=people.bruno, draw=draw)
    return draw


@contextlib.contextmanager
def worker(variables: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "chainon", "work"], env=variables, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield process
    finally:
        for pid in [process.pid, *children(process.pid)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait(10)


def is_computing() -> bool:
    return Job.objects.filter(state=JobState.RUNNING).exclude(stage="En attente").exists()


def caught_computing(process: subprocess.Popen[bytes]) -> int:
    """Waits until the child computes and holds it there, whatever the speed of the machine; its process id."""
    until(is_computing, "the child computes")
    (child,) = children(process.pid)
    os.kill(child, signal.SIGSTOP)
    assert is_computing(), "the child had ended before it was held"
    return child


def test_a_worker_killed_while_it_computes_is_replaced_and_one_lottery_is_kept(
    shared_database: dict[str, str], people: Cast, draw: Draw
) -> None:
    with worker(shared_database) as first:
        child = caught_computing(first)
        os.kill(first.pid, signal.SIGKILL)
        os.kill(child, signal.SIGCONT)
        until(lambda: not lives(child), "the orphan has ended", 10)
    job = Job.objects.get()
    assert (job.state, job.attempt) == (JobState.RUNNING, 1), "nobody was left to say anything"
    assert requeue_silent_jobs() == 0, "a minute of silence is needed"
    Job.objects.update(heartbeat_at=clock.now() - timedelta(seconds=SILENT_AFTER + 1))
    with worker(shared_database):
        until(lambda: Job.objects.get().is_finished, "the second worker has finished")
    job.refresh_from_db()
    draw.refresh_from_db()
    assert (job.state, job.attempt, job.error) == (JobState.DONE, 2, "")
    assert draw.state == State.COMPUTED and draw.computation["volunteers"] == PEOPLE
    assert (File.objects.count(), Line.objects.filter(verb="draw.computed").count()) == (1, 1)
    assert verify(people.territory.scope).holds


def test_a_child_killed_is_said_so_and_asked_again_it_works(
    shared_database: dict[str, str], people: Cast, draw: Draw
) -> None:
    with worker(shared_database) as process:
        os.kill(caught_computing(process), signal.SIGKILL)
        until(lambda: Job.objects.get().is_finished, "the breakdown is said", 10)
        job = Job.objects.get()
        assert job.state == JobState.FAILED and "sans prévenir" in job.error
        page = client_of(people.bruno).get(f"/tirages/{draw.public_id}/preparation").content.decode()
        assert "sans prévenir" in page
        assert client_of(people.bruno).post(f"/tirages/{draw.public_id}/calcul").status_code == 302
        until(lambda: Job.objects.filter(state=JobState.DONE).exists(), "the second attempt is done")
    draw.refresh_from_db()
    assert draw.state == State.COMPUTED and File.objects.count() == 1


def test_a_computation_cancelled_stops_within_seconds(shared_database: dict[str, str], draw: Draw) -> None:
    with worker(shared_database) as process:
        child = caught_computing(process)
        cancel_job(job=Job.objects.get())
        until(lambda: Job.objects.get().state == JobState.CANCELLED, "the job is cancelled", 30)
        assert not lives(child)
    draw.refresh_from_db()
    assert draw.state == State.PREPARING and not File.objects.exists()


def test_a_worker_told_to_stop_puts_its_job_back_and_leaves_nobody_behind(
    shared_database: dict[str, str], draw: Draw
) -> None:
    with worker(shared_database) as process:
        child = caught_computing(process)
        process.terminate()
        process.wait(15)
        assert not lives(child)
    job = Job.objects.get()
    assert (job.state, job.attempt) == (JobState.QUEUED, 0) and "reprend" in job.stage


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the same two processes whatever the database")
def test_chainon_run_revives_its_two_processes_and_stops_them(tmp_path: Path) -> None:
    """Web and worker killed come back; SIGTERM ends everything within 20 s. The web’s weight is read here."""
    port = 8700 + os.getpid() % 200
    variables = {
        **{name: value for name, value in os.environ.items() if name not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}},
        **{"CHAINON_HOME": str(tmp_path), "CHAINON_URL": f"http://127.0.0.1:{port}", "CHAINON_DEMO": "0"},
    }
    with subprocess.Popen([sys.executable, "-m", "chainon", "run"], env=variables, start_new_session=True) as run:
        everyone: set[int] = set()
        try:
            until(lambda: answers(port), "the first page is served", 60)
            for name in ("gunicorn", "work"):
                before = one_named(run.pid, name)
                everyone |= {before, *children(before)}
                os.kill(before, signal.SIGKILL)
                until(lambda name=name, before=before: one_named(run.pid, name) not in {0, before}, f"{name} is back")
            until(lambda: answers(port), "pages are served again", 30)
            master = one_named(run.pid, "gunicorn")
            for page in ("/", "/compte/entrer", "/ui/", "/journal") * 4:
                answers(port, page)
            workers = children(master)
            weight = weight_mb(master) + sum(map(weight_mb, workers))
            assert len(workers) == 2 and weight <= 120 * len(workers), "a worker, and its part of what all come from"
            everyone |= {*children(run.pid), *children(master)}
            run.terminate()
            assert run.wait(20) == 0
            until(lambda: not any(map(lives, everyone)), "nobody is left", 5)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)


def answers(port: int, address: str = "/journal/verify_journal.py") -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{address}", timeout=5) as page:
            return bool(page.status == 200)
    except OSError:  # refused, cut or answered with an error
        return False


PLAY = """
import django; django.setup()
from chainon.demo.loading import load
from chainon.demo.story import SMALL
load(size=SMALL)
"""


def test_a_demonstration_stopped_half_way_leaves_nothing_of_it(shared_database: dict[str, str], tmp_path: Path) -> None:
    """`make run` interrupted at its first start: the next one finds an empty base, and plays it from the start."""
    variables = {**shared_database, "DJANGO_SETTINGS_MODULE": "chainon.config.settings"}
    with subprocess.Popen([sys.executable, "-c", PLAY], env=variables, stderr=subprocess.DEVNULL) as playing:
        until(lambda: list(tmp_path.glob("files/??/*")), "the first draw is computed", 120)
        assert playing.poll() is None, "it is stopped while it plays"
        playing.terminate()
        assert playing.wait(20) == -signal.SIGTERM
    until(is_untouched, "no territory, no account", 10)
    assert not Line.objects.exists() and not File.objects.exists()
    for left in tmp_path.glob("files/??/*"):
        os.utime(left, (0, 0))
    assert sweep_orphans() >= 1 and not list(tmp_path.glob("files/??/*")), "the sweep takes the bytes it wrote"
