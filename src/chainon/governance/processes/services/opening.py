"""Opening a draft, from a frame or from nothing; saying it otherwise; bringing a frame into a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.rules import By
from chainon.base.chain.models import Stage
from chainon.base.chain.services import new_node, publish
from chainon.base.scopes.models import Kind, Scope
from chainon.base.scopes.services import create_scope, rename_scope, touch
from chainon.base.scopes.verdict import Unavailable
from chainon.governance.bodies.models import Body
from chainon.governance.processes import rules
from chainon.governance.processes.framing import Frame, as_data
from chainon.governance.processes.models import Process, RuleCard, Step
from chainon.governance.processes.node import KIND

from .guards import locked


@transaction.atomic
def open_process(
    *,
    by: By,
    parent: Scope,
    title: str,
    about: str,
    entry: UUID,
    starts_on: date,
    bodies: Sequence[Body] = (),
    frame: Frame | None = None,
) -> Process:
    """A draft that only those who prepare it read; with a frame, its steps from `starts_on` and cards to adapt.

    Sent twice (`entry`), it is one. Raises `Refused`.
    """
    rules.may_open(by, parent, bodies).require()
    touch(parent)
    if known := Process.objects.filter(entry=entry).select_related("node", "scope").first():
        return known
    scope, now = create_scope(kind=Kind.PROCESS, parent=parent, label=title), clock.now()
    process = Process.objects.create(
        node=new_node(kind=KIND, stage=Stage.DELIBERATION, scope=scope),
        scope=scope,
        about=about,
        entry=entry,
        created_at=now,
        changed_at=now,
    )
    process.bodies.set(bodies)
    if frame is not None:
        _lay_out(process, frame, starts_on)
    publish(process)
    return process


@transaction.atomic
def change_process(*, by: By, process: Process, title: str, about: str, bodies: Sequence[Body]) -> Process:
    """Said otherwise; what it is about is no rule, so no reason is asked. Raises `Refused`, `Unavailable`."""
    process = locked(process)
    rules.may_write(by, process).require()
    kept = set(process.bodies.values_list("pk", flat=True))
    joining = [body for body in bodies if body.pk not in kept]
    if any(body.closed_on is not None or body.scope.root != process.scope.root for body in joining):
        raise Unavailable(_("Une instance close ou d’ailleurs ne porte pas de démarche ici."))
    if title != process.title:
        rename_scope(scope=process.scope, label=title)
    process.about = about
    process.save(update_fields=["about"])
    process.bodies.set(bodies)
    publish(process)
    return process


@transaction.atomic
def take_frame(*, by: By, process: Process, frame: Frame, starts_on: date) -> Process:
    """A draft is laid out anew by a frame: its steps and cards are replaced. Raises `Refused`, `Unavailable`."""
    process = locked(process)
    rules.may_write(by, process).require()
    if process.is_public:
        raise Unavailable(_("Une démarche publiée ne change pas de cadre : changez ses étapes une à une."))
    process.steps.all().delete()
    _lay_out(process, frame, starts_on)
    return process


def _lay_out(process: Process, frame: Frame, starts_on: date) -> None:
    process.frame = as_data(replace(frame, translations={}))  # in the language in which it was taken
    process.save(update_fields=["frame"])
    now = clock.now()
    for laid in frame.steps:
        first = starts_on + timedelta(days=laid.starts)
        last = first + timedelta(days=laid.lasts - 1)
        step = Step.objects.create(process=process, kind=laid.kind, title=laid.title, first_on=first, last_on=last)
        RuleCard.objects.create(step=step, written_at=now, **laid.card)
