"""The public pages of the bodies, and the forms of those who open and change them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.ui.posting import posted
from chainon.governance.bodies import cards, legal, rules, selectors, services
from chainon.governance.bodies.forms import BecomeForm, BodyForm, CloseForm
from chainon.governance.bodies.models import Body
from chainon.governance.bodies.words import WHAT_IS

from .fetching import body_of, territory_scope


@require_safe
def body_list(request: HttpRequest) -> HttpResponse:
    scope = territory_scope(request)
    context = {"rows": selectors.list_rows(scope), "may_open": rules.may_open_somewhere(request.user, scope)}
    return render(request, "bodies/list.html", context)


@require_safe
@unchanged_since
def body_page(request: HttpRequest, handle: str) -> HttpResponse:
    body = body_of(request, handle)
    if handle != body.handle:
        return redirect(body, permanent=True)
    checks = legal.checks(body.kind, seats=body.seats) if body.seats else []
    context = {
        "body": body,
        "what": WHAT_IS[body.kind],
        "checks": checks,
        "read_on": legal.READ_ON.get(checks[0].source) if checks else None,
        "cards": cards.cards_of(body, request),
        "steps": cards.next_steps(body, request),
        "may_change": rules.may_change_body(request.user, body),
        "becomings": list(body.becomings.all()),
        **_collective(request, body),
    }
    return render(request, "bodies/body.html", context)


def _collective(request: HttpRequest, body: Body) -> dict[str, object]:
    """What the page of a body that runs itself has more."""
    by = request.user
    return {
        "is_several": body.is_gathered and selectors.is_several(body),
        "may_become": rules.may_become(by, body),
        "may_end": rules.may_end(by, body),
        "may_tell": rules.may_tell_itself(by, body),
        "may_welcome": rules.may_welcome(by, body),
        "may_ask": rules.may_ask_to_join(by, body) if by.is_authenticated else body.is_gathered and body.is_open,
        "may_leave": body.is_gathered and rules.may_leave(by, body),
        "may_hide": rules.may_hide(by, body),
        "may_show_again": rules.may_show_again(by, body),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def body_open(request: HttpRequest) -> HttpResponse:
    scope = territory_scope(request)
    rules.may_open_somewhere(request.user, scope).require()
    form = BodyForm(posted(request), territory=scope, initial={"parent": request.GET.get("dans")})
    if request.method == "POST" and form.is_valid():
        parent = form.cleaned_data.pop("parent", scope)
        try:
            body = services.open_body(by=request.user, parent=parent, **form.cleaned_data)
        except Unavailable as error:
            form.add_error("name", str(error))
        except Refused as refusal:
            form.add_error("parent" if "parent" in form.fields else None, str(refusal))
        else:
            messages.success(request, _("L’instance est ouverte. Écrivez maintenant sa charte."))
            return redirect(body)
    return render(request, "bodies/open.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def body_change(request: HttpRequest, handle: str) -> HttpResponse:
    body = body_of(request, handle)
    rules.may_change_body(request.user, body).require()
    form = BodyForm(posted(request), territory=body.scope.root, body=body, initial=BodyForm.initial_of(body))
    if request.method == "POST" and form.is_valid():
        try:
            body = services.change_body(by=request.user, body=body, **form.cleaned_data)
        except Unavailable as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("Les changements sont enregistrés."))
            return redirect(body)
    return render(request, "bodies/change.html", {"form": form, "body": body}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def body_close(request: HttpRequest, handle: str) -> HttpResponse:
    body = body_of(request, handle)
    rules.may_end(request.user, body).require()
    form = CloseForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.close_body(by=request.user, body=body, reason=form.cleaned_data["reason"])
        messages.success(request, _("L’instance est close. Sa page et son histoire restent."))
        return redirect(body)
    return render(request, "bodies/close.html", {"form": form, "body": body}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def body_become(request: HttpRequest, handle: str) -> HttpResponse:
    """An association, another council: what it was stays readable."""
    body = body_of(request, handle)
    rules.may_become(request.user, body).require()
    form = BecomeForm(posted(request), initial={"kind": body.kind, "name": body.name})
    if request.method == "POST" and form.is_valid():
        try:
            body = services.become(by=request.user, body=body, **form.cleaned_data)
        except Unavailable as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("C’est noté. Ses fils, ses membres et ses engagements la suivent."))
            return redirect(body)
    return render(request, "bodies/become.html", {"form": form, "body": body}, status=422 if form.errors else 200)
