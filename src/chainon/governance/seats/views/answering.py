"""The answer of a person drawn: by the code of their letter, without an account, or by their account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from chainon.base.accounts.models import User
from chainon.base.scopes.verdict import Refused
from chainon.base.ui.posting import posted
from chainon.governance.bodies.views import territory_scope
from chainon.governance.seats import limits, rules, services
from chainon.governance.seats.codes import code_hash
from chainon.governance.seats.forms import AcceptForm, CodeForm, RefuseForm
from chainon.governance.seats.models import Invitation, LetterTerms
from chainon.governance.seats.selectors import invitation_with_code, invitations_of_account
from chainon.governance.seats.services.guards import today_of

from .fetching import too_many, unknown_code

Save = Callable[..., Invitation]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_code(request: HttpRequest) -> HttpResponse:
    """Type the code of the letter."""
    if limits.is_blocked(request):
        return too_many(request)
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if invitation_with_code(form.cleaned_data["code"], territory_scope(request)) is None:
            return unknown_code(request)
        return redirect("seats:answer", form.cleaned_data["code"])
    return render(request, "seats/answer_code.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """What is offered, and two buttons; afterwards the answer given, which may be changed until the date."""
    if limits.is_blocked(request):
        return too_many(request)
    invitation = invitation_with_code(code, territory_scope(request))
    if invitation is None:
        return unknown_code(request)

    def save(**given: Any) -> Invitation:
        return services.answer_by_code(invitation=invitation, code_hash=code_hash(code), **given)

    urls = {
        "form_url": reverse("seats:authorisation", args=[code]),
        "line_url": reverse("seats:line", args=[code]),
    }
    return _answer(request, invitation, save, urls)


@never_cache
@require_safe
def authorisation(request: HttpRequest, code: str) -> HttpResponse:
    """The form that a parent signs, to print."""
    if limits.is_blocked(request):
        return too_many(request)
    invitation = invitation_with_code(code, territory_scope(request))
    if invitation is None:
        return unknown_code(request)
    return _authorisation(request, invitation)


@never_cache
@login_required
@require_safe
def own_invitations(request: HttpRequest) -> HttpResponse:
    return render(request, "seats/own_invitations.html", {"invitations": _own(request)})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_answer(request: HttpRequest, invitation_id: str) -> HttpResponse:
    invitation = _own_invitation(request, invitation_id)

    def save(**given: Any) -> Invitation:
        return services.answer_by_account(by=_user(request), invitation=invitation, **given)

    urls = {"form_url": reverse("seats:own_authorisation", args=[invitation_id]), "line_url": ""}
    return _answer(request, invitation, save, urls)


@never_cache
@login_required
@require_safe
def own_authorisation(request: HttpRequest, invitation_id: str) -> HttpResponse:
    return _authorisation(request, _own_invitation(request, invitation_id))


def _answer(request: HttpRequest, invitation: Invitation, save: Save, urls: dict[str, str]) -> HttpResponse:
    accept, refuse = AcceptForm(), RefuseForm()
    refusal = ""
    if request.method == "POST":
        accepts = request.POST.get("answer") == "accept"
        form = AcceptForm(request.POST) if accepts else RefuseForm(request.POST)
        accept, refuse = (form, refuse) if isinstance(form, AcceptForm) else (accept, form)
        if form.is_valid():
            try:
                save(accepts=accepts, **form.cleaned_data)
            except Refused as reason:
                refusal = str(reason)
            else:
                return redirect(request.path)
    draw = invitation.seat.draw
    verdict = rules.may_answer(invitation, today=today_of(draw))
    context = {
        "invitation": invitation,
        "draw": draw,
        "body": draw.body,
        "terms": LetterTerms.objects.filter(draw=draw).first(),
        "accept": accept,
        "refuse": refuse,
        "may_answer": verdict.allowed,
        "why_not": refusal or verdict.reason,
        "wrong": accept.errors or refuse.errors or refusal,
        **urls,
    }
    return render(request, "seats/answer.html", context, status=422 if context["wrong"] else 200)


def _authorisation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    draw = invitation.seat.draw
    if invitation.volunteer is None or not invitation.volunteer.is_minor:
        raise Http404
    terms = LetterTerms.objects.filter(draw=draw).first()
    context = {"volunteer": invitation.volunteer, "draw": draw, "body": draw.body, "terms": terms}
    return render(request, "seats/authorisation.html", context)


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User), "login_required let them through"
    return request.user


def _own(request: HttpRequest) -> list[Invitation]:
    """Of the territory asked for."""
    territory = territory_scope(request)
    return [one for one in invitations_of_account(_user(request)) if one.seat.draw.body.scope.root == territory]


def _own_invitation(request: HttpRequest, public_id: str) -> Invitation:
    found = next((one for one in _own(request) if one.public_id == public_id), None)
    if found is None:
        raise Http404
    return found
