"""The pre-election period: what is neutral, since when, and who said so."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chainon.base import clock
from chainon.base.chain.fetching import account_of, territory_of
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.verdict import Unavailable
from chainon.base.ui.posting import posted

from . import electoral, rules, selectors, services
from .forms import PreElectionForm


@require_safe
@unchanged_since
def pre_election(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    settings = territory.settings
    today = clock.today(settings.time_zone)
    context = {
        "settings": settings,
        "is_now": settings.is_before_an_election(today),
        "is_to_come": settings.pre_election_from is not None and today < settings.pre_election_from,
        "set_by": selectors.who_set_pre_election(territory),
        "may_set": bool(rules.may_set_pre_election(request.user, territory)),
        "read_on": electoral.READ_ON,
    }
    return render(request, "legal/pre_election.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_pre_election(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    by = account_of(request)
    rules.may_set_pre_election(by, territory).require()
    if request.method == "POST" and request.POST.get("what") == "lift":
        services.lift_pre_election(by=by, territory=territory)
        messages.success(request, _("C’est retiré, et noté au journal."))
        return redirect("legal:pre_election")
    form = PreElectionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.set_pre_election(by=by, territory=territory, **form.cleaned_data)
        except Unavailable as error:
            form.add_error("last_round", str(error))
        else:
            messages.success(request, _("C’est réglé, et noté au journal."))
            return redirect("legal:pre_election")
    context = {"form": form, "settings": territory.settings}
    return render(request, "legal/set_pre_election.html", context, status=422 if form.errors else 200)
