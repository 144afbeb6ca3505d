"""What the pages start with: the process and the step named in the address, within the territory asked for."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from chainon.base.chain.fetching import territory_of
from chainon.governance.processes import rules, selectors
from chainon.governance.processes.models import Process, Step
from chainon.territory.places.converters import public_id_of


def process_of(request: HttpRequest, process_handle: str) -> Process:
    """A draft is refused, with the reason, to those who may not read it."""
    process = selectors.process_with_id(territory_of(request), public_id_of(process_handle))
    if process is None:
        raise Http404
    rules.may_see(request.user, process).require()
    return process


def step_of(request: HttpRequest, process_handle: str, step_id: str) -> Step:
    """A step without a published card is for those who may read drafts here."""
    process = process_of(request, process_handle)
    step = Step.objects.filter(process=process, public_id=step_id).first()
    if step is None:
        raise Http404
    step.process = process
    if step.published_at is None and not rules.may_read_drafts(request.user, process):
        raise Http404
    return step
