"""The public pages of the journal, the outbox and a job, seen in a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Role, User
from chainon.base.accounts.services import give_role
from chainon.base.journal.services import anchor_day
from chainon.base.mail.models import Mail, State
from chainon.base.mail.services import post
from chainon.base.scopes.models import Territory
from chainon.base.tasks.models import Job
from chainon.base.tasks.models import State as JobState
from chainon.base.ui.tests.browser import check_page, come_in

pytestmark = pytest.mark.browser


def test_the_journal_is_accessible(browser_page: Any, territory: Territory, chantal: User) -> None:
    for number in range(60):
        give_role(by=None, role=Role.RELAY, scope=territory.scope, email=f"p{number}@example.org")
    anchor_day(territory=territory.scope, day=clock.today())
    check_page(browser_page, "/journal")
    check_page(browser_page, "/journal?avant=11")
    check_page(browser_page, "/journal?acte=role.withdrawn")
    check_page(browser_page, "/journal/empreintes")


def test_both_faces_of_the_outbox_are_accessible(
    browser_page: Any, live_server: Any, territory: Territory, client_of: Callable[[User], Client], admin: User
) -> None:
    post(to="amina@example.org", subject="Bonjour", body="Un lien :\n\nhttp://localhost:8000/invitations/abc\n")
    Mail.objects.update(state=State.FAILED, attempts=6, last_error="550 amina@example.org inconnue")
    come_in(browser_page, live_server, client_of(admin))
    check_page(browser_page, "/courrier")
    territory.is_demonstration = True
    territory.save()
    check_page(browser_page, "/courrier")


@pytest.mark.parametrize("state", [JobState.RUNNING, JobState.FAILED, JobState.DONE])
def test_the_page_of_a_job_is_accessible(
    browser_page: Any, live_server: Any, client_of: Callable[[User], Client], bruno: User, state: JobState
) -> None:
    scope = bruno.grants.get().scope
    job = Job.objects.create(
        kind="gone", subject="abcd2345", scope=scope, by=bruno, state=state, share=42, stage="Deuxième tour",
        error="Il n’y a plus de place.", queued_at=clock.now(), heartbeat_at=clock.now(),
    )  # fmt: skip
    come_in(browser_page, live_server, client_of(bruno))
    browser_page.goto(f"/travaux/{job.public_id}")
    if state == JobState.RUNNING:
        assert browser_page.is_visible("text=Deuxième tour")
        Job.objects.update(state=JobState.DONE)
        browser_page.wait_for_selector(".notice--kept")
        Job.objects.update(state=JobState.CANCELLED)
    check_page(browser_page, f"/travaux/{job.public_id}")
