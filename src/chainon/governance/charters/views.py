"""The public page of a charter, and the screens of those who write, publish and adopt it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chainon.base.accounts.rules import TEAM_READERS, has_role
from chainon.base.scopes.verdict import Unavailable
from chainon.base.ui.posting import posted
from chainon.governance.bodies.views import body_of

from . import rules, selectors, services
from .forms import AdoptionForm, CharterForm, WithdrawForm
from .models import Adoption


@require_safe
def charter_page(request: HttpRequest, handle: str, version: int | None = None) -> HttpResponse:
    """The charter in force, or one of its versions with what it changed."""
    body = body_of(request, handle)
    reading = selectors.reading(body, version)
    if reading is None and version is not None:
        raise Http404
    context = {
        "body": body,
        "reading": reading,
        "may_write": rules.may_write(request.user, body),
        "may_adopt": rules.may_record_adoption(request.user, body),
        "may_see_sheet": has_role(request.user, *TEAM_READERS, scope=body.scope),
        "draft": selectors.draft_of(body) if rules.may_see_draft(request.user, body) else None,
    }
    return render(request, "charters/charter.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def charter_write(request: HttpRequest, handle: str) -> HttpResponse:
    """Reading the form writes nothing: the draft opens when it is first saved."""
    body = body_of(request, handle)
    rules.may_write(request.user, body).require()
    draft, current = selectors.draft_of(body), selectors.current_charter(body)
    texts = selectors.texts_of(draft) if draft else selectors.proposed_texts(body)
    initial = {**texts, "change_reason": draft.change_reason if draft else ""}
    form = CharterForm(posted(request), is_first=current is None, initial=initial)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data.get("change_reason", "")
        services.write_charter(by=request.user, body=body, texts=form.texts, change_reason=reason)
        return redirect("charters:charter_draft", body.handle)
    context = {"form": form, "body": body, "draft": draft, "current": current}
    return render(request, "charters/write.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def charter_draft(request: HttpRequest, handle: str) -> HttpResponse:
    """The draft as it would be published; its POST publishes it."""
    body = body_of(request, handle)
    rules.may_see_draft(request.user, body).require()
    draft, refusal = selectors.draft_of(body), ""
    if draft is None:
        return redirect("charters:charter_page", body.handle)
    if request.method == "POST":
        try:
            services.publish_charter(by=request.user, charter=draft)
        except Unavailable as error:
            refusal = str(error)
        else:
            messages.success(request, _("La charte est publiée. Faites-la adopter, puis notez-le ici."))
            return redirect("charters:charter_page", body.handle)
    before = selectors.version_before(draft)
    context = {
        "body": body,
        "draft": draft,
        "before": before,
        "articles": selectors.articles(draft, since=before),
        "refusal": refusal,
        "may_write": rules.may_write(request.user, body),
        "may_publish": rules.may_publish(request.user, body),
    }
    return render(request, "charters/draft.html", context, status=422 if refusal else 200)


@require_POST
def charter_discard(request: HttpRequest, handle: str) -> HttpResponse:
    body = body_of(request, handle)
    services.discard_draft(by=request.user, body=body)
    messages.success(request, _("Le brouillon est abandonné."))
    return redirect("charters:charter_page", body.handle)


@require_http_methods(["GET", "HEAD", "POST"])
def adoption_add(request: HttpRequest, handle: str) -> HttpResponse:
    body = body_of(request, handle)
    rules.may_record_adoption(request.user, body).require()
    charter = selectors.current_charter(body)
    if charter is None:
        raise Http404
    form = AdoptionForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.record_adoption(by=request.user, charter=charter, **form.cleaned_data)
        except Unavailable as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("L’adoption est notée et publiée. Un tirage au sort peut s’appuyer sur elle."))
            return redirect(body)
    context = {"form": form, "body": body, "charter": charter}
    return render(request, "charters/adopt.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def adoption_withdraw(request: HttpRequest, handle: str, adoption_id: str) -> HttpResponse:
    body = body_of(request, handle)
    rules.may_record_adoption(request.user, body).require()
    standing = Adoption.objects.standing().filter(charter__body=body).select_related("charter__body__scope")
    adoption = get_object_or_404(standing, public_id=adoption_id)
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.withdraw_adoption(by=request.user, adoption=adoption, reason=form.cleaned_data["reason"])
        messages.success(request, _("L’adoption est retirée. Elle reste lisible, avec la raison."))
        return redirect("charters:charter_page", body.handle)
    context = {"form": form, "body": body, "adoption": adoption}
    return render(request, "charters/withdraw.html", context, status=422 if form.errors else 200)
