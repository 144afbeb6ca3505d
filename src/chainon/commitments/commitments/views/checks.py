"""What residents see on the spot: one by one, or counted."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chainon.base.accounts.models import User
from chainon.base.chain.fetching import account_of
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.verdict import Unavailable
from chainon.base.slips.limits import count_miss, is_blocked
from chainon.base.ui.posting import posted
from chainon.commitments.commitments import rules, selectors, services
from chainon.commitments.commitments.forms import CheckForm, CountForm
from chainon.commitments.commitments.models import Commitment, Seen

from .holding import commitment_with


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, promise_handle: str) -> HttpResponse:
    """« Est-ce fait ? »: with an account, or with the code of a paper slip."""
    commitment = commitment_with(request, promise_handle)
    rules.may_be_checked(commitment, selectors.today_of(commitment)).require()
    by = request.user if isinstance(request.user, User) else None
    form = CheckForm(posted(request), asks_code=by is None, initial={"seen": selectors.seen_by(commitment, by)})
    if request.method == "POST" and form.is_valid() and _is_kept(request, commitment, form, by):
        messages.success(request, _("Merci : c’est compté."))
        return redirect(url_of(commitment.node))
    return _show(request, "check", commitment, form)


def _is_kept(request: HttpRequest, commitment: Commitment, form: CheckForm, by: User | None) -> bool:
    seen: Seen = form.cleaned_data["seen"]
    if by is not None:
        services.check_promise(by=by, commitment=commitment, seen=seen)
        return True
    if is_blocked(request):  # as when reading: only codes that open nothing count, a whole stairwell may answer at once
        form.add_error("code", _("Trop d’essais depuis cette connexion : revenez dans une heure."))
        return False
    mark = selectors.slip_mark(commitment.territory, form.cleaned_data["code"])
    if not mark:
        count_miss(request)
        form.add_error("code", _("Ce code n’est pas celui d’un coupon d’ici : relisez-le, lettre par lettre."))
        return False
    services.check_by_slip(slip=mark, commitment=commitment, seen=seen)
    return True


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def count(request: HttpRequest, promise_handle: str) -> HttpResponse:
    """People asked on the spot, counted."""
    commitment = commitment_with(request, promise_handle)
    rules.may_count_checks(request.user, commitment, selectors.today_of(commitment)).require()
    form = CountForm(posted(request), commitment=commitment)
    if request.method == "POST" and form.is_valid():
        try:
            services.record_count(by=account_of(request), commitment=commitment, **form.cleaned_data)
        except Unavailable as error:
            form.add_error("where", str(error))
        else:
            messages.success(request, _("C’est noté, et public."))
            return redirect(url_of(commitment.node))
    return _show(request, "count", commitment, form)


def _show(request: HttpRequest, template: str, commitment: Commitment, form: CheckForm | CountForm) -> HttpResponse:
    context: dict[str, object] = {"form": form, "commitment": commitment, "row": selectors.row_of(commitment)}
    context |= {"node_url": url_of(commitment.node)}
    return render(request, f"commitments/{template}.html", context, status=422 if form.errors else 200)
