"""Appointing, signing, removing, leaving."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chainon.base.chain.fetching import account_of, territory_of
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.ui.posting import posted
from chainon.governance.guarantors import letters, rules, services
from chainon.governance.guarantors.fetching import appointment_of
from chainon.governance.guarantors.forms import AppointForm, LetterForm, RemoveForm, ResignForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest) -> HttpResponse:
    territory, by = territory_of(request), account_of(request)
    rules.may_appoint(by, territory).require()
    form = AppointForm(posted(request), territory=territory)
    if request.method == "POST" and form.is_valid():
        try:
            entry = form.cleaned_data["entry"]
            appointed = services.appoint(by=by, scope=form.scope, decision=form.decided, entry=entry)
        except (Refused, Unavailable) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("La nomination est publique. La lettre d’indépendance est partie, à signer."))
            return redirect("guarantors:guarantor", appointed.handle)
    return render(request, "guarantors/appoint.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, letter_token: str) -> HttpResponse:
    """The link of the mail: opening it changes nothing; its form signs, and gives the role."""
    appointment = letters.appointment_to_sign(letter_token, territory_of(request))
    if appointment is None:
        raise Http404
    verdict = rules.may_sign(appointment)
    if not verdict:
        return render(request, "guarantors/signed.html", {"one": appointment, "why": verdict.reason}, status=410)
    form = LetterForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.sign_letter(appointment=appointment, letter=given["letter"], file=given["file"])
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Merci. La lettre est publique ; connectez-vous avec votre adresse pour agir."))
            return redirect("guarantors:guarantor", appointment.handle)
    context = {"form": form, "one": appointment}
    return render(request, "guarantors/sign.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, guarantor_handle: str) -> HttpResponse:
    appointment = appointment_of(request, guarantor_handle)
    rules.may_remove(request.user, appointment).require()
    form = RemoveForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.remove(by=account_of(request), appointment=appointment, **form.cleaned_data)
        except Unavailable as error:
            form.add_error("on", str(error))
        else:
            messages.success(request, _("Le retrait est public, avec sa raison."))
            return redirect("guarantors:guarantor", appointment.handle)
    context = {"form": form, "one": appointment}
    return render(request, "guarantors/remove.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def resign(request: HttpRequest, guarantor_handle: str) -> HttpResponse:
    appointment = appointment_of(request, guarantor_handle)
    rules.may_resign(request.user, appointment).require()
    form = ResignForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.resign(by=account_of(request), appointment=appointment, reason=form.cleaned_data["reason"])
        messages.success(request, _("Votre démission est publique."))
        return redirect("guarantors:guarantor", appointment.handle)
    context = {"form": form, "one": appointment}
    return render(request, "guarantors/resign.html", context, status=422 if form.errors else 200)
