from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory
from chainon.base.tasks import registry, rules, services
from chainon.base.tasks.models import Job, State
from chainon.base.tasks.registry import JobKind

MATRIX = Path(__file__).parent.parent / "permissions.txt"


@pytest.fixture
def job(territory: Territory, resident: User, monkeypatch: pytest.MonkeyPatch) -> Job:
    monkeypatch.setattr(registry, "_kinds", {})
    registry.register_job(
        JobKind("count", "Compter les voix", lambda running: None, page=lambda subject: f"/v/{subject}")
    )
    return services.enqueue_job(kind="count", subject="abcd2345", scope=territory.scope, by=resident)


def put(job: Job, **fields: Any) -> None:
    Job.objects.filter(pk=job.pk).update(**fields)
    job.refresh_from_db()


def url(job: Job) -> str:
    return f"/travaux/{job.public_id}"


def test_the_matrix_of_permissions_is_what_the_rules_say(
    job: Job, resident: User, admin: User, request: pytest.FixtureRequest
) -> None:
    neighbour = User.objects.create_user("zoe@example.org", "Zoé")
    others = [request.getfixturevalue(name) for name in ("bruno", "chantal", "amina")]
    people = [resident, admin, *others, neighbour, AnonymousUser()]
    lines = [line.split() for line in MATRIX.read_text().splitlines() if line and not line.startswith("#")]
    assert len(lines) == 4
    for state, act, *answers in lines:
        put(job, state=state)
        rule = rules.may_see_job if act == "see" else rules.may_cancel_job
        assert ["yes" if rule(by, job) else "no" for by in people] == answers, f"{state} {act}"


def test_someone_else_is_told_why_and_a_visitor_comes_in_first(
    client: Client, client_of: Callable[[User], Client], job: Job, amina: User
) -> None:
    assert client.get(url(job)).headers["Location"].startswith("/compte/entrer")
    refused = client_of(amina).get(url(job))
    assert refused.status_code == 403 and "la personne qui l’a demandé" in refused.content.decode()


def test_the_page_shows_how_far_it_is_and_answers_304_when_nothing_is_new(
    client_of: Callable[[User], Client], job: Job, resident: User
) -> None:
    put(job, state=State.RUNNING, stage="Deuxième tour", share=42)
    page = client_of(resident)
    shown = page.get(url(job)).content.decode()
    assert "Compter les voix" in shown and "Deuxième tour" in shown and "42" in shown
    fragment = page.get(url(job), headers={"HX-Request": "true"})
    assert "<html" not in fragment.content.decode() and "hx-trigger" in fragment.content.decode()
    same = page.get(url(job), headers={"HX-Request": "true", "If-None-Match": fragment.headers["ETag"]})
    assert same.status_code == 304


@pytest.mark.parametrize(
    ("state", "words"), [(State.DONE, "C’est fini"), (State.FAILED, "plus de place"), (State.CANCELLED, "a été arrêté")]
)
def test_once_over_the_page_stops_asking_and_leads_on(
    client_of: Callable[[User], Client], job: Job, resident: User, state: State, words: str
) -> None:
    put(job, state=state, error="Il n’y a plus de place.", finished_at=clock.now())
    page = client_of(resident).get(url(job)).content.decode()
    assert words in page and "hx-trigger" not in page and 'href="/v/abcd2345"' in page


def test_one_stops_a_work_once(client_of: Callable[[User], Client], job: Job, resident: User) -> None:
    page = client_of(resident)
    put(job, state=State.RUNNING)
    assert page.post(url(job)).status_code == 302
    job.refresh_from_db()
    assert job.cancel_asked
    assert "L’arrêt est demandé" in page.get(url(job)).content.decode()
    put(job, state=State.CANCELLED)
    assert "déjà fini" in page.post(url(job), follow=True).content.decode()


def test_the_guarantor_watches_without_stopping(client_of: Callable[[User], Client], job: Job, chantal: User) -> None:
    page = client_of(chantal)
    assert "Arrêter" not in page.get(url(job)).content.decode()
    assert page.post(url(job)).status_code == 403
    job.refresh_from_db()
    assert not job.cancel_asked and job.state == State.QUEUED


def test_a_work_of_another_territory_is_not_here(client_of: Callable[[User], Client], job: Job, resident: User) -> None:
    other = create_territory(name="Ailleurs", host="ailleurs.example")
    put(job, scope=other.scope)
    assert client_of(resident).get(url(job)).status_code == 404


def test_a_kind_that_is_gone_still_has_a_page(
    client_of: Callable[[User], Client], job: Job, resident: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "_kinds", {})
    assert "Un travail en cours" in client_of(resident).get(url(job)).content.decode()
