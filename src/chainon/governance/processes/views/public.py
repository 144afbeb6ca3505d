"""What anyone reads: the processes, one of them, the rule of each of its steps."""

from __future__ import annotations

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from chainon.base.accounts.letters import address as address_of
from chainon.base.accounts.models import User
from chainon.base.chain.fetching import territory_of
from chainon.base.chain.steps import told_steps
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.ui.qr import qr
from chainon.governance.processes import rules, selectors
from chainon.governance.processes.cards import cards_of
from chainon.governance.processes.days import Standing
from chainon.governance.processes.framed import frame_of
from chainon.governance.processes.framing import dumped
from chainon.governance.processes.models import Means, Process
from chainon.governance.processes.page import page_of
from chainon.governance.processes.reading import reading

from .fetching import process_of, step_of


@require_safe
@unchanged_since
def process_list(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    found = selectors.rows(territory, request.user)
    open_now = {Standing.OPEN, Standing.PAUSED, Standing.BETWEEN}
    context = {
        "open_now": [row for row in found if row.standing in open_now],
        "to_come": [row for row in found if row.standing is Standing.TO_COME],
        "over": [row for row in reversed(found) if row.standing.is_over],
        "drafts": [row for row in found if row.standing is Standing.DRAFT],
        "may_open": rules.may_open_somewhere(request.user, territory),
    }
    return render(request, "processes/list.html", context)


@require_safe
@unchanged_since
def process_page(request: HttpRequest, process_handle: str) -> HttpResponse:
    process, by = process_of(request, process_handle), request.user
    if process_handle != process.handle:
        return redirect(process, permanent=process.is_public)
    watches = rules.may_watch(by, process)
    context = {
        "process": process,
        "node": process.node,
        "found": page_of(process, request),
        "bodies": list(process.bodies.select_related("scope")),
        "pauses": list(process.pauses.all()),
        "means": Means.objects.filter(process=process).first(),
        "cards": cards_of(process, request) if process.is_public else [],
        "steps": told_steps(process.node, request),
        "ends_soon": bool(watches) and selectors.ends_soon(process),
        "follows": isinstance(by, User) and selectors.follows(by, process),
        "unclear": selectors.unclear_of(process) if watches else [],
        "today": selectors.today_in(process.scope),
        **_may(request, process),
    }
    return render(request, "processes/process.html", context)


def _may(request: HttpRequest, process: Process) -> dict[str, bool]:
    by = request.user
    return {
        "may_write": bool(rules.may_write(by, process)),
        "may_run": bool(rules.may_run(by, process)),
        "may_erase": bool(rules.may_erase(by, process)),
        "may_copy": process.scope.parent is not None and bool(rules.may_open(by, process.scope.parent, [])),
    }


@lru_cache(maxsize=256)
def picture_of(address: str) -> str:
    """Drawn once: the page of a rule is asked for more often than its address changes."""
    return qr(address)


@require_safe
@unchanged_since
def rule_page(request: HttpRequest, process_handle: str, step_id: str, version: int | None = None) -> HttpResponse:
    """The rule card of a step: in force, or one of its versions beside what it changed. Made to be printed."""
    step = step_of(request, process_handle, step_id)
    if process_handle != step.process.handle:
        return redirect(step, permanent=step.published_at is not None)
    found = reading(step, version, reads_drafts=bool(rules.may_read_drafts(request.user, step.process)))
    if found is None and (version is not None or step.published_at is not None):
        raise Http404
    address = address_of(step.get_absolute_url(), step.process.scope)
    context = {
        "process": step.process,
        "step": step,
        "reading": found,
        "may_write": rules.may_write(request.user, step.process),
        "address": address,
        "qr": picture_of(address),
    }
    return render(request, "processes/rule.html", context)


@require_safe
def frame_file(request: HttpRequest, process_handle: str) -> HttpResponse:
    """The process as a file to hand on: no place, no day, nothing of what was promised here."""
    process = process_of(request, process_handle)
    answer = HttpResponse(dumped(frame_of(process)), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="cadre-{process.handle}.json"'
    return answer
