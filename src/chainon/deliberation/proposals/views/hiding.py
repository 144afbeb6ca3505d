"""For the team: not to show one picture, with a public reason; to show it again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from chainon.base.chain.kinds import url_of
from chainon.base.ui.posting import posted
from chainon.deliberation.proposals import rules, selectors, services
from chainon.deliberation.proposals.forms import HideForm
from chainon.deliberation.proposals.models import Picture
from chainon.territory.places.views import territory_of

from .fetching import account_of, proposal_of


def _picture(request: HttpRequest, proposal_handle: str, picture_id: str) -> Picture:
    picture = selectors.picture_with_id(territory_of(request).scope, picture_id)
    if picture is None or picture.proposal != proposal_of(request, proposal_handle):
        raise Http404
    return picture


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def picture_hide(request: HttpRequest, proposal_handle: str, picture_id: str) -> HttpResponse:
    picture, by = _picture(request, proposal_handle, picture_id), account_of(request)
    rules.may_hide_picture(by, picture).require()
    form, url = HideForm(posted(request)), url_of(picture.proposal.node)
    if request.method == "POST" and form.is_valid():
        services.hide_picture(by=by, picture=picture, reason=form.cleaned_data["reason"])
        messages.success(request, _("L’image n’est plus montrée. Votre raison, elle, est publique."))
        return redirect(url)
    context = {"form": form, "picture": picture, "proposal": picture.proposal, "url": url}
    return render(request, "proposals/picture_hide.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def picture_show(request: HttpRequest, proposal_handle: str, hidden_picture_id: str) -> HttpResponse:
    picture = _picture(request, proposal_handle, hidden_picture_id)
    services.show_picture(by=account_of(request), picture=picture)
    messages.success(request, _("L’image est montrée à nouveau."))
    return redirect(url_of(picture.proposal.node))
