"""The page of a slow work: how far it is, and the button that stops it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chainon.base.scopes.verdict import Refused
from chainon.base.ui.polling import etag_of, render_polled

from . import rules, services
from .models import Job
from .registry import page_of, title_of


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def job_page(request: HttpRequest, public_id: str) -> HttpResponse:
    job = _job(request, public_id)
    rules.may_see_job(request.user, job).require()
    if request.method == "POST":
        return _cancel(request, job)
    state = etag_of(job.state, job.share, job.stage, job.cancel_asked, job.error)
    context = {
        "job": job,
        "title": title_of(job.kind),
        "next": page_of(job.kind, job.subject),
        "state": state,
        "may_cancel": bool(rules.may_cancel_job(request.user, job)),
    }
    return render_polled(request, "tasks/job.html", "status", context, etag=state)


def _cancel(request: HttpRequest, job: Job) -> HttpResponse:
    try:
        services.stop_job(by=request.user, job=job)
    except Refused as refusal:
        if not job.is_finished:
            raise
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("L’arrêt est demandé : il prend quelques secondes."))
    return redirect("tasks:job_page", job.public_id)


def _job(request: HttpRequest, public_id: str) -> Job:
    territory = getattr(request, "territory", None)
    jobs = Job.objects.select_related("scope__territory").filter(public_id=public_id)
    job = jobs.first()
    if job is None or territory is None or job.scope.root != territory.scope:
        raise Http404
    return job
