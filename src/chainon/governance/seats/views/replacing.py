"""A vacant seat: who comes next, or why nobody can, and what may be done then."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from chainon.governance.seats import rules, services
from chainon.governance.seats.forms import ChangePlacesForm
from chainon.governance.seats.models import Invitation
from chainon.governance.seats.services.guards import today_of
from chainon.governance.seats.services.order import next_person

from .fetching import invitation_of, unavailable_goes_back


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@unavailable_goes_back
def call_next(request: HttpRequest, public_id: str, invitation_id: str) -> HttpResponse:
    """Says who comes next and why; the POST offers them the place."""
    invitation = invitation_of(request, public_id, invitation_id)
    if request.method == "POST":
        called = services.call_next(by=request.user, invitation=invitation)
        messages.success(
            request,
            _("Siège %(number)s : la place est proposée à %(name)s. Envoyez-lui son courrier.")
            % {"number": called.seat.number, "name": called.volunteer.name if called.volunteer else "…"},
        )
        return redirect("seats:board", public_id)
    return _page(request, invitation, ChangePlacesForm())


@never_cache
@login_required
@require_POST
@unavailable_goes_back
def leave_empty(request: HttpRequest, public_id: str, invitation_id: str) -> HttpResponse:
    invitation = invitation_of(request, public_id, invitation_id)
    services.leave_empty(by=request.user, invitation=invitation)
    messages.success(request, _("Siège %(number)s : la place reste vide.") % {"number": invitation.seat.number})
    return redirect("seats:board", public_id)


@never_cache
@login_required
@require_POST
@unavailable_goes_back
def change_places(request: HttpRequest, public_id: str, invitation_id: str) -> HttpResponse:
    invitation = invitation_of(request, public_id, invitation_id)
    form = ChangePlacesForm(request.POST)
    if not form.is_valid():
        return _page(request, invitation, form)
    services.change_places(
        by=request.user,
        invitation=invitation,
        mark=form.cleaned_data["way"],
        reason=form.cleaned_data["reason"],
    )
    messages.success(request, _("Le changement est publié. La place peut maintenant être proposée."))
    return redirect("seats:call_next", public_id, invitation_id)


def _page(request: HttpRequest, invitation: Invitation, form: ChangePlacesForm) -> HttpResponse:
    draw = invitation.seat.draw
    rules.may_replace(request.user, invitation, today=today_of(draw)).require()
    context = {"draw": draw, "invitation": invitation, "next": next_person(invitation), "form": form}
    return render(request, "seats/call_next.html", context, status=422 if form.errors else 200)
