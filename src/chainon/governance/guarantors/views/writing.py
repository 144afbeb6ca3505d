"""Writing to the guarantors alone, reading their answer with a code; and their own pages of messages."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from chainon.base import codes
from chainon.base.chain.fetching import account_of, territory_of
from chainon.base.scopes.verdict import Unavailable
from chainon.base.ui.posting import posted
from chainon.governance.guarantors import rules, selectors, services
from chainon.governance.guarantors.forms import AnswerForm, CodeForm, WriteForm
from chainon.governance.guarantors.services.writing import KEPT

WRITTEN, MISSED = 5, 20
"""An hour, from one address: messages written; codes that open nothing."""


@never_cache
@sensitive_post_parameters("text", "email")
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Anyone's. The code is shown once, on the page that answers."""
    territory = territory_of(request)
    board = selectors.board(territory)
    form, status = WriteForm(posted(request), mailboxes=board.mailboxes), 422
    context = {"form": form, "board": board, "days": KEPT.days}
    if request.method == "POST" and form.is_valid():
        if codes.count(request, "guarantors.write") > WRITTEN:
            form.add_error(None, _("Trop de messages écrits d’ici en une heure : réessayez plus tard."))
            status = 429
        else:
            try:
                _message, code = services.write_to_guarantors(**form.cleaned_data)
            except Unavailable as error:
                form.add_error(None, str(error))
            else:
                return render(request, "guarantors/written.html", {"code": code, "days": KEPT.days})
    return render(request, "guarantors/write.html", context, status=status if form.errors else 200)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def read_answer(request: HttpRequest) -> HttpResponse:
    """Posted, so that the code stays out of histories and logs. A code that opens nothing says no more."""
    territory = territory_of(request)
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if codes.counted(request, "guarantors.miss") >= MISSED:
            form.add_error("code", _("Trop d’essais depuis ici : réessayez dans une heure."))
            return render(request, "guarantors/code.html", {"form": form}, status=429)
        found = selectors.message_of_code(territory, form.cleaned_data["code"])
        if found is not None:
            return render(request, "guarantors/read.html", {"found": found})
        codes.count(request, "guarantors.miss")
        form.add_error("code", _("Ce code n’ouvre rien ici. Vérifiez chaque lettre."))
    return render(request, "guarantors/code.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@login_required
@require_safe
def message_list(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    rules.may_read_messages(request.user, territory).require()
    context = {"found": selectors.messages_to(account_of(request), territory), "days": KEPT.days}
    return render(request, "guarantors/messages.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest, message_id: str) -> HttpResponse:
    territory = territory_of(request)
    found = selectors.message_with_id(territory, message_id)
    rules.may_read_messages(request.user, territory, of=found.scope if found else None).require()
    if found is None or found.erased_at is not None:
        raise Http404
    form = AnswerForm(posted(request), initial={"answer": found.answer})
    if request.method == "POST" and form.is_valid():
        services.answer_message(by=account_of(request), message=found, answer=form.cleaned_data["answer"])
        messages.success(request, _("Votre réponse attend la personne : son code la lui montre."))
        return redirect("guarantors:messages")
    context = {"form": form, "found": found}
    return render(request, "guarantors/message.html", context, status=422 if form.errors else 200)
