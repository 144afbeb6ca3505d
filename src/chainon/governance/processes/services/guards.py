"""What each service begins and ends with."""

from __future__ import annotations

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By, quality
from chainon.base.chain.services import publish
from chainon.base.journal.services import record
from chainon.base.journal.verbs import Verb
from chainon.base.scopes.services import touch
from chainon.governance.processes.models import News, Process, Step


def locked(process: Process) -> Process:
    """The process as it stands now: of two acts at once, the second is judged after the first."""
    touch(process.scope)
    related = ("node__territory", "scope__territory__settings", "scope__parent")
    return Process.objects.select_related(*related).get(pk=process.pk)


def locked_step(step: Step) -> Step:
    process = locked(step.process)
    found = Step.objects.get(pk=step.pk)
    found.process = process
    return found


def tell(process: Process, news: News) -> None:
    """Followers hear of it once, in their next digest."""
    process.news, process.changed_at = news, clock.now()
    process.save(update_fields=["news", "changed_at"])
    publish(process)


def note(verb: Verb, process: Process, by: By | None, **payload: object) -> None:
    person = by if isinstance(by, User) else None
    role = quality(by, process.scope)
    record(verb, scope=process.scope, role=role, by=person, process=process.public_id, **payload)
