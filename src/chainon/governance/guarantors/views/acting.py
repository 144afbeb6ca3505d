"""Speaking in public, and replying to a request for suspension."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chainon.base.chain.fetching import account_of, territory_of
from chainon.base.chain.kinds import url_of
from chainon.base.ui.posting import posted
from chainon.governance.guarantors import rules, services
from chainon.governance.guarantors.fetching import act_of
from chainon.governance.guarantors.forms import ActForm, ReplyForm
from chainon.governance.guarantors.models import Reply
from chainon.governance.guarantors.subjects import find_subject


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def speak(request: HttpRequest, subject_kind: str = "", subject_id: str = "") -> HttpResponse:
    """Alert, give an opinion, ask for a suspension: of what the address says, or of the territory."""
    by, subject = account_of(request), find_subject(territory_of(request), subject_kind, subject_id)
    if subject is None:
        raise Http404
    rules.may_act(by, subject.scope).require()
    acting = rules.acts_as(by, subject.scope)
    form = ActForm(posted(request), is_deputy=acting is not None and acting.is_deputy)
    if request.method == "POST" and form.is_valid():
        entry = form.cleaned_data["entry"]
        act = services.speak(by=by, subject=subject, speech=form.speech, entry=entry)
        messages.success(request, _("C’est public, et relié à ce dont vous parlez."))
        return redirect(url_of(act.node))
    context = {"form": form, "subject": subject}
    return render(request, "guarantors/speak.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, act_handle: str) -> HttpResponse:
    act = act_of(request, act_handle)
    rules.may_reply(request.user, act).require()
    form = ReplyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        by = account_of(request)
        services.reply_to_suspension(by=by, act=act, reply=Reply(given["reply"]), reason=given["reason"])
        messages.success(request, _("La réponse est publique."))
        return redirect(url_of(act.node))
    context = {"form": form, "act": act, "url": url_of(act.node)}
    return render(request, "guarantors/reply.html", context, status=422 if form.errors else 200)
