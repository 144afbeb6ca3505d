"""« Se regrouper »: opening a collective, being of it, and the guarantor who looks afterwards."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chainon.base.chain.fetching import account_of
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.ui.posting import posted
from chainon.governance.bodies import rules, selectors, services
from chainon.governance.bodies.forms import AskForm, GatherForm, HideForm
from chainon.governance.bodies.inviting import invitation
from chainon.governance.bodies.models import Body

from .fetching import body_of, territory_scope

ACTS = require_http_methods(["GET", "HEAD", "POST"])


@ACTS
def gather(request: HttpRequest) -> HttpResponse:
    territory = territory_scope(request)
    if not request.user.is_authenticated:
        return _needs_account(request)
    form = GatherForm(posted(request), territory=territory, initial={"parent": request.GET.get("dans")})
    if request.method == "POST" and form.is_valid():
        parent = form.cleaned_data.pop("parent", territory)
        try:
            body = services.gather(by=account_of(request), parent=parent, **form.cleaned_data)
        except Unavailable as error:
            form.add_error("name", str(error))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Le collectif est ouvert. Invitez une deuxième personne à le rejoindre."))
            return redirect(body)
    return render(request, "bodies/gather.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@ACTS
def tell_itself(request: HttpRequest, handle: str) -> HttpResponse:
    body = body_of(request, handle)
    rules.may_tell_itself(request.user, body).require()
    initial = {"name": body.name, "purpose": body.purpose, "contact": body.contact}
    form = GatherForm(posted(request), territory=body.scope.root, body=body, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            body = services.tell_itself(by=account_of(request), body=body, **form.cleaned_data)
        except Unavailable as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("La présentation est changée."))
            return redirect(body)
    return _form(request, "bodies/tell_itself.html", body, form)


@ACTS
def ask_to_join(request: HttpRequest, handle: str) -> HttpResponse:
    body = body_of(request, handle)
    if not request.user.is_authenticated and body.is_gathered and body.is_open:
        return _needs_account(request, body)
    rules.may_ask_to_join(request.user, body).require()
    form = AskForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.ask_to_join(by=account_of(request), body=body, words=form.cleaned_data["words"])
        messages.success(request, _("Votre demande est envoyée à ses membres. Leur réponse viendra par courriel."))
        return redirect(body)
    return _form(request, "bodies/ask_to_join.html", body, form)


@login_required
@require_safe
def members(request: HttpRequest, handle: str) -> HttpResponse:
    """Who is of it, and who asks: for its members, the team and the guarantor."""
    body = body_of(request, handle)
    rules.may_see_members(request.user, body).require()
    context = {
        "body": body,
        "inside": selectors.inside(body),
        "invitation": invitation(body) if body.is_open else None,
        "may_welcome": rules.may_welcome(request.user, body),
        "may_leave": rules.may_leave(request.user, body),
    }
    return render(request, "bodies/members.html", context)


@login_required
@require_POST
def welcome(request: HttpRequest, handle: str, asking_id: str) -> HttpResponse:
    body = body_of(request, handle)
    rules.may_welcome(request.user, body).require()
    asking = selectors.asking_with_id(body, asking_id)
    if asking is None:
        raise Http404
    is_welcome = request.POST.get("answer") == "yes"
    if not is_welcome and request.POST.get("answer") != "no":
        messages.error(request, _("Choisissez « oui » ou « non »."))
        return redirect("bodies:members", body.handle)
    services.welcome(by=account_of(request), asking=asking, is_welcome=is_welcome)
    said = _("%(name)s en fait partie.") if is_welcome else _("%(name)s est prévenu : c’est non.")
    messages.success(request, said % {"name": asking.user})
    return redirect("bodies:members", body.handle)


@login_required
@ACTS
def leave(request: HttpRequest, handle: str) -> HttpResponse:
    body = body_of(request, handle)
    rules.may_leave(request.user, body).require()
    if request.method == "POST":
        services.leave(by=account_of(request), body=body)
        messages.success(request, _("Vous n’en faites plus partie."))
        return redirect(body)
    return render(request, "bodies/leave.html", {"body": body})


@login_required
@ACTS
def hide(request: HttpRequest, handle: str) -> HttpResponse:
    body = body_of(request, handle)
    rules.may_hide(request.user, body).require()
    form = HideForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.hide(by=account_of(request), body=body, reason=form.cleaned_data["reason"])
        messages.success(request, _("Le collectif n’est plus dans les listes ; sa page dit pourquoi."))
        return redirect(body)
    return _form(request, "bodies/hide.html", body, form)


@login_required
@require_POST
def show_again(request: HttpRequest, handle: str) -> HttpResponse:
    body = body_of(request, handle)
    rules.may_show_again(request.user, body).require()
    services.show_again(by=account_of(request), body=body)
    messages.success(request, _("Le collectif est de nouveau dans les listes."))
    return redirect(body)


def _form(request: HttpRequest, template: str, body: Body, form: AskForm | GatherForm | HideForm) -> HttpResponse:
    return render(request, template, {"form": form, "body": body}, status=422 if form.errors else 200)


def _needs_account(request: HttpRequest, body: Body | None = None) -> HttpResponse:
    """Why, and what may be done without."""
    status = 403 if request.method == "POST" else 200
    return render(request, "bodies/need_account.html", {"body": body}, status=status)
