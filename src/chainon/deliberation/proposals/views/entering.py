"""Writing down what others said, one after the other."""

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
from chainon.base.slips.numbers import written
from chainon.deliberation.proposals import rules, selectors, services
from chainon.deliberation.proposals.forms import EnterForm
from chainon.deliberation.proposals.models import Origin, Proposal
from chainon.territory.places.views import territory_of


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_enter(request: HttpRequest) -> HttpResponse:
    """The day, the place and how it came stay for the next one."""
    territory, by = territory_of(request), request.user
    assert isinstance(by, User)  # login_required let them through
    rules.may_enter_somewhere(by, territory.scope).require()
    if known := selectors.proposal_sent(territory.scope, request.POST.get("entry", "")):
        return redirect(url_of(known.node))  # the form was sent twice
    initial = {name: value for name in ("origin", "said_on", "place") if (value := request.GET.get(name))}
    form = EnterForm(request.POST if request.method == "POST" else None, by=by, territory=territory, initial=initial)
    if request.method == "POST" and form.is_valid() and (proposal := _entered(form, by)):
        messages.success(request, _done(form, proposal))
        if "another" in request.POST:
            return redirect(f"{request.path}?{_for_the_next(form)}")
        return redirect(url_of(proposal.node))
    return render(request, "proposals/enter.html", {"form": form}, status=422 if form.errors else 200)


def _done(form: EnterForm, proposal: Proposal) -> str:
    said = _("C’est publié : « %(title)s ».") % {"title": proposal.title}
    if slip := form.cleaned_data.get("slip"):
        said += " " + _("Le coupon {number} ouvre maintenant cette page.").format(number=written(slip.number))
    return said


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
            slip=said.get("slip"),
        )
    except (Unavailable, Refused) as error:
        form.add_error(None, str(error))
        return None


def _for_the_next(form: EnterForm) -> str:
    kept = {"origin": form.cleaned_data["origin"], "said_on": form.cleaned_data["said_on"].isoformat()}
    return urlencode({**kept, "place": form.scope.public_id})
