"""Saying something oneself, and writing down what others said."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.deliberation.proposals import rules, services
from chainon.deliberation.proposals.forms import EnterForm, SayForm
from chainon.deliberation.proposals.models import Origin, Proposal
from chainon.governance.volunteers.limits import is_beyond
from chainon.territory.places.views import territory_of

PROPOSALS = 30
"""An hour, without an account, from one address: a whole meeting may write through the wifi of its centre social."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_say(request: HttpRequest) -> HttpResponse:
    rules.may_propose(request.user).require()
    territory, by = territory_of(request), request.user
    is_read_first = not rules.is_published_at_once(by)
    initial = {"place": request.GET.get("lieu"), "body": request.GET.get("instance")}
    form = SayForm(request.POST if request.method == "POST" else None, by=by, territory=territory, initial=initial)
    if request.method == "POST":
        if is_read_first and is_beyond(request, "propose", PROPOSALS):
            form.add_error(
                None, _("Beaucoup de propositions viennent d’être envoyées d’ici. Réessayez dans une heure.")
            )
        elif form.is_valid() and (proposal := _said(form)):
            if not is_read_first:
                messages.success(request, _("C’est publié. Cette page dira ce que votre proposition devient."))
            return redirect(url_of(proposal.node))
    context = {"form": form, "is_read_first": is_read_first}
    return render(request, "proposals/say.html", context, status=422 if form.errors else 200)


def _said(form: SayForm) -> Proposal | None:
    said = form.cleaned_data
    try:
        return services.propose(
            by=form.by,
            scope=form.scope,
            words=form.words,
            entry=said["entry"],
            author_name=said.get("author_name", ""),
            body=said.get("body"),
        )
    except (Unavailable, Refused) as error:
        form.add_error(None, str(error))
        return None


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_enter(request: HttpRequest) -> HttpResponse:
    """One after the other: the day, the place and how it came stay for the next one."""
    territory, by = territory_of(request), request.user
    assert isinstance(by, User)  # login_required let them through
    rules.may_enter_somewhere(by, territory.scope).require()
    initial = {name: value for name in ("origin", "said_on", "place") if (value := request.GET.get(name))}
    form = EnterForm(request.POST if request.method == "POST" else None, by=by, territory=territory, initial=initial)
    if request.method == "POST" and form.is_valid() and (proposal := _entered(form, by)):
        messages.success(request, _("C’est publié : « %(title)s ».") % {"title": proposal.title})
        if "another" in request.POST:
            return redirect(f"{request.path}?{_for_the_next(form)}")
        return redirect(url_of(proposal.node))
    return render(request, "proposals/enter.html", {"form": form}, status=422 if form.errors else 200)


def _entered(form: EnterForm, by: User) -> Proposal | None:
    said = form.cleaned_data
    try:
        return services.enter_for_someone(
            by=by,
            scope=form.scope,
            words=form.words,
            entry=said["entry"],
            origin=Origin(said["origin"]),
            said_on=said["said_on"],
            author_name=said["author_name"],
            body=said.get("body"),
        )
    except (Unavailable, Refused) as error:
        form.add_error(None, str(error))
        return None


def _for_the_next(form: EnterForm) -> str:
    kept = {"origin": form.cleaned_data["origin"], "said_on": form.cleaned_data["said_on"].isoformat()}
    return urlencode({**kept, "place": form.scope.public_id})
