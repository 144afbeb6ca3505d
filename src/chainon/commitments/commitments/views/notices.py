"""Before a public « non tenu »: seven days, a reply, then it is said with its reason, or taken back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chainon.base.chain.fetching import account_of
from chainon.base.chain.kinds import url_of
from chainon.base.ui.posting import posted
from chainon.base.ui.typography import day
from chainon.commitments.commitments import rules, selectors, services
from chainon.commitments.commitments.forms import AnnounceForm, ReplyForm, WithdrawForm
from chainon.commitments.commitments.models import Commitment, Notice

from .holding import Held, commitment_with, held_by_either


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def announce(request: HttpRequest, promise_handle: str) -> HttpResponse:
    """Announce it, or see where the announcement stands."""
    commitment, by = commitment_with(request, promise_handle), account_of(request)
    today = selectors.today_of(commitment)
    notice = selectors.waiting_notice(commitment)
    form = AnnounceForm(posted(request))
    if notice is None:
        rules.may_announce_not_kept(by, commitment, today).require()
    else:
        rules.may_withdraw_notice(by, notice).require()
    if request.method == "POST" and form.is_valid():
        notice = services.announce_not_kept(by=by, commitment=commitment, reason=form.cleaned_data["reason"])
        said = _("C’est annoncé. Cela pourra se dire à partir du {day} ; d’ici là, qui a promis peut répondre.")
        messages.success(request, said.format(day=day(notice.may_say_on)))
        return redirect("commitments:announce", commitment.node.public_id)
    may_say = rules.may_say_not_kept(by, notice, today) if notice is not None else None
    return _show(request, commitment, form, notice=notice, may_say=may_say, withdrawal=WithdrawForm())


@login_required
@require_POST
def say(request: HttpRequest, promise_handle: str) -> HttpResponse:
    commitment = commitment_with(request, promise_handle)
    notice = commitment.notices.filter(withdrawn_at=None).select_related("commitment").first()
    if notice is None:
        raise Http404
    services.say_not_kept(by=account_of(request), notice=notice)
    messages.success(request, _("C’est dit, avec la raison et la réponse de qui avait promis."))
    return redirect(url_of(commitment.node))


@login_required
@require_POST
def withdraw(request: HttpRequest, promise_handle: str) -> HttpResponse:
    commitment = commitment_with(request, promise_handle)
    notice = _waiting(commitment)
    rules.may_withdraw_notice(account_of(request), notice).require()
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        may_say = rules.may_say_not_kept(request.user, notice, selectors.today_of(commitment))
        return _show(request, commitment, AnnounceForm(), notice=notice, may_say=may_say, withdrawal=form)
    services.withdraw_notice(by=account_of(request), notice=notice, reason=form.cleaned_data["withdrawal"])
    messages.success(request, _("L’annonce est retirée."))
    return redirect(url_of(commitment.node))


@require_http_methods(["GET", "HEAD", "POST"])
@held_by_either
def reply(request: HttpRequest, held: Held) -> HttpResponse:
    """The right of reply, by the signed link: before it is said, or after; then what was announced and answered."""
    commitment = held.commitment
    notice = selectors.latest_notice(commitment)
    if notice is None or not held.is_by_link:
        raise Http404
    may = rules.may_reply(notice)
    form = ReplyForm(posted(request), initial={"signed_by": commitment.signed_by})
    if request.method == "POST" and may and form.is_valid():
        services.reply_to_notice(notice=notice, **form.cleaned_data)
        messages.success(request, _("Votre réponse est publiée."))
        return redirect(request.path)
    context = {**held.context(), "form": form, "notice": notice, "may": may}
    return render(request, "commitments/reply.html", context, status=422 if form.errors else 200)


def _waiting(commitment: Commitment) -> Notice:
    notice = selectors.waiting_notice(commitment)
    if notice is None:
        raise Http404
    return notice


def _show(request: HttpRequest, commitment: Commitment, form: AnnounceForm, **more: object) -> HttpResponse:
    withdrawal = more["withdrawal"]
    wrong = form.errors or (isinstance(withdrawal, WithdrawForm) and withdrawal.errors)
    context = {"form": form, "commitment": commitment, "row": selectors.row_of(commitment), **more}
    context["node_url"] = url_of(commitment.node)
    return render(request, "commitments/announce.html", context, status=422 if wrong else 200)
