from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.base.tasks import child, registry, services, supervisor
from chainon.base.tasks.models import Job, State
from chainon.base.tasks.registry import JobError, JobKind, Running

pytestmark = pytest.mark.django_db


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    done: dict[str, Any] = {"run": []}

    def works(running: Running) -> None:
        running.report("À mi-chemin", 0.5)
        done["run"].append(running.subject)

    def refuses(running: Running) -> None:
        raise JobError("Il manque une colonne : ajoutez-la.")

    def breaks(running: Running) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(registry, "_kinds", {})
    for name, run in (("works", works), ("refuses", refuses), ("breaks", breaks)):
        registry.register_job(JobKind(name, name, run))
    return done


def enqueue(kind: str, territory: Territory, by: User | None = None) -> Job:
    return services.enqueue_job(kind=kind, subject="abcd2345", scope=territory.scope, by=by)


def running(kind: str, territory: Territory) -> Job:
    job = enqueue(kind, territory)
    assert supervisor._claim(job.public_id)
    job.refresh_from_db()
    return job


def test_a_double_click_asks_once(kinds: dict[str, Any], territory: Territory) -> None:
    assert enqueue("works", territory) == enqueue("works", territory)
    assert DBTaskResult.objects.count() == 1


def test_a_job_that_works_is_done(kinds: dict[str, Any], territory: Territory) -> None:
    job = running("works", territory)
    child.run(job.public_id)
    job.refresh_from_db()
    assert (job.state, job.share, kinds["run"]) == (State.DONE, 100, ["abcd2345"])


def test_a_job_is_claimed_once(kinds: dict[str, Any], territory: Territory) -> None:
    job = running("works", territory)
    assert not supervisor._claim(job.public_id)
    assert job.attempt == 1


@pytest.mark.parametrize(("kind", "words"), [("refuses", "Il manque une colonne"), ("breaks", "défaut du programme")])
def test_a_job_that_fails_says_why_in_french(
    kinds: dict[str, Any], territory: Territory, kind: str, words: str
) -> None:
    job = running(kind, territory)
    child.run(job.public_id)
    job.refresh_from_db()
    assert job.state == State.FAILED and words in job.error


def test_a_job_silent_for_a_minute_is_asked_again(kinds: dict[str, Any], territory: Territory) -> None:
    job = running("works", territory)
    assert services.requeue_silent_jobs() == 0
    with clock.at(clock.now() + timedelta(seconds=61)):
        assert services.requeue_silent_jobs() == 1
        assert services.requeue_silent_jobs() == 0
    job.refresh_from_db()
    assert job.state == State.QUEUED and "reprend" in job.stage


def test_after_three_interruptions_the_truth_is_said(kinds: dict[str, Any], territory: Territory) -> None:
    job = running("works", territory)
    Job.objects.update(attempt=services.MAX_ATTEMPTS)
    with clock.at(clock.now() + timedelta(seconds=61)):
        services.requeue_silent_jobs()
    job.refresh_from_db()
    assert job.state == State.FAILED and "trois fois" in job.error


def test_a_waiting_job_is_cancelled_at_once(kinds: dict[str, Any], territory: Territory) -> None:
    job = enqueue("works", territory)
    services.cancel_job(job=job)
    job.refresh_from_db()
    assert job.state == State.CANCELLED and not supervisor._claim(job.public_id)


def test_a_job_whose_child_dies_without_a_word_is_said_so(
    kinds: dict[str, Any], territory: Territory, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = enqueue("works", territory)
    monkeypatch.setattr(supervisor, "_command", lambda public_id: ["sh", "-c", "kill -9 $$"])
    supervisor.supervise(job.public_id)
    job.refresh_from_db()
    assert job.state == State.FAILED and "sans prévenir" in job.error


def test_a_running_job_is_killed_when_asked(
    kinds: dict[str, Any], territory: Territory, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = enqueue("works", territory)
    monkeypatch.setattr(supervisor, "_command", lambda public_id: ["sleep", "60"])
    claim = supervisor._claim

    def claim_then_cancel(public_id: str) -> bool:
        claimed = claim(public_id)
        Job.objects.update(cancel_asked=True)
        return claimed

    monkeypatch.setattr(supervisor, "_claim", claim_then_cancel)
    supervisor.supervise(job.public_id)
    job.refresh_from_db()
    assert job.state == State.CANCELLED
