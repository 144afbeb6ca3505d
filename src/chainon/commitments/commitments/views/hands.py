"""The call for hands of residents who took something on, and those who offer."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from chainon.base.accounts.models import User
from chainon.base.chain.fetching import account_of
from chainon.base.chain.kinds import url_of
from chainon.base.codes import count
from chainon.base.scopes.verdict import Unavailable
from chainon.base.ui.posting import posted
from chainon.commitments.commitments import rules, selectors, services
from chainon.commitments.commitments.forms import CallForm, OfferForm
from chainon.commitments.commitments.models import Commitment, HandsCall

from .holding import commitment_with

OFFERS_AN_HOUR = 30


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, promise_handle: str) -> HttpResponse:
    """« Je viens »: with an account, or with a name and how to reach them."""
    commitment = commitment_with(request, promise_handle)
    open_call = _call_of(commitment)
    by = request.user if isinstance(request.user, User) else None
    may, mine = rules.may_offer(open_call), selectors.offer_of(open_call, by)
    form = OfferForm(posted(request), asks_name=by is None)
    if request.method == "POST" and may and form.is_valid():
        try:
            if by is None and count(request, "offer-hand") > OFFERS_AN_HOUR:
                raise Unavailable(_("Trop de propositions depuis cette connexion : revenez dans une heure."))
            services.offer_hand(call=open_call, by=by, **form.cleaned_data)
        except Unavailable as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Merci ! Celles et ceux qui s’en occupent vous diront quand et où."))
            return redirect(url_of(commitment.node))
    context = {"form": form, "commitment": commitment, "call": open_call, "may": may, "mine": mine}
    context["node_url"] = url_of(commitment.node)
    return render(request, "commitments/offer.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def take_back(request: HttpRequest, promise_handle: str) -> HttpResponse:
    commitment, by = commitment_with(request, promise_handle), account_of(request)
    mine = selectors.offer_of(_call_of(commitment), by)
    if mine is not None:
        services.withdraw_offer(by=by, offer=mine)
        messages.success(request, _("C’est retiré : on ne vous attend plus."))
    return redirect(url_of(commitment.node))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, promise_handle: str) -> HttpResponse:
    """Say what is missing; read who offers."""
    commitment = commitment_with(request, promise_handle)
    known: HandsCall | None = getattr(commitment, "hands_call", None)
    may = rules.may_call_for_hands(request.user, commitment)
    if known is None or not rules.may_read_offers(request.user, known):
        may.require()
    initial = {name: getattr(known, name) for name in ("missing", "people", "hours")} if known else None
    form = CallForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        services.open_call(by=account_of(request), commitment=commitment, **form.cleaned_data)
        messages.success(request, _("L’appel est public."))
        return redirect("commitments:call", commitment.node.public_id)
    context = {
        "form": form,
        "commitment": commitment,
        "call": known,
        "may": may,
        "offers": selectors.offers_of(known) if known else [],
        "node_url": url_of(commitment.node),
    }
    return render(request, "commitments/call.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def close(request: HttpRequest, promise_handle: str) -> HttpResponse:
    commitment = commitment_with(request, promise_handle)
    services.close_call(by=account_of(request), call=_call_of(commitment))
    messages.success(request, _("L’appel est clos."))
    return redirect("commitments:call", commitment.node.public_id)


def _call_of(commitment: Commitment) -> HandsCall:
    found: HandsCall | None = getattr(commitment, "hands_call", None)
    if found is None:
        raise Http404
    return found
