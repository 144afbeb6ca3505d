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
from chainon.base.codes import code_hash
from chainon.base.scopes.verdict import Refused
from chainon.governance.bodies.views import territory_scope
from chainon.governance.seats import rules, services
from chainon.governance.seats.forms import AcceptForm, RefuseForm
from chainon.governance.seats.models import Invitation, LetterTerms
from chainon.governance.seats.selectors import invitation_with_code, invitations_of_account
from chainon.governance.seats.services.guards import today_of

from .fetching import opened_by_code, typed_code

Save = Callable[..., Invitation]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_code(request: HttpRequest) -> HttpResponse:
    """Type the code of the letter."""
    return typed_code(request, invitation_with_code, template="seats/answer_code.html", leads_to="seats:answer")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@opened_by_code(invitation_with_code)
def answer(request: HttpRequest, invitation: Invitation, code: str) -> HttpResponse:
    """What is offered, and two buttons; afterwards the answer given, which may be changed until the date."""

    def save(**given: Any) -> Invitation:
        return services.answer_by_code(invitation=invitation, code_hash=code_hash(code), **given)

    urls = {
        "form_url": reverse("seats:authorisation", args=[code]),
        "line_url": reverse("seats:line", args=[code]),
    }
    return _answer(request, invitation, save, urls)


@never_cache
@require_safe
@opened_by_code(invitation_with_code)
def authorisation(request: HttpRequest, invitation: Invitation, code: str) -> HttpResponse:
    """The form that a parent signs, to print."""
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
