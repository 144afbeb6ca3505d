"""« Commencer chez moi »: from an empty installation to an invited guarantor and a first body, in four screens.

The first two are for whoever holds a setup link (printed on the terminal, or made when they emptied the demonstration):
its token waits in their session. The last two are for the administrator that they have become.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from chainon.base.accounts.models import User
from chainon.base.accounts.rules import may_found
from chainon.base.accounts.services import SETUP_TOKEN, setup_link_opens
from chainon.base.accounts.services.entering import BACKEND
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.ui.posting import posted
from chainon.governance.bodies.models import BodyKind
from chainon.territory.places import communes
from chainon.territory.places.forms import SearchForm

from . import rules, selectors, services
from .forms import BodyForm, EmptyForm, GuarantorForm, YouForm

COMMUNE = "start_commune"
HOME = settings.LOGIN_REDIRECT_URL
GET_AND_POST = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Go on where one left."""
    territory = _territory(request)
    if territory is None:
        chosen = request.session.get(COMMUNE) and not may_found(request.user)
        return redirect("start:you" if chosen and _holds_link(request) else "start:commune")
    if not rules.may_prepare(request.user, territory):
        return redirect(HOME)
    if not selectors.has_or_awaits_guarantor(territory):
        return redirect("start:guarantor")
    return redirect(HOME if selectors.has_body(territory) else "start:body")


@never_cache
@require_http_methods(GET_AND_POST)
def empty(request: HttpRequest) -> HttpResponse:
    """Empty the demonstration, once its name is typed."""
    territory = _territory(request)
    rules.may_empty(territory).require()
    assert territory is not None
    form = EmptyForm(posted(request), expected=territory.name)
    if request.method == "POST" and form.is_valid():
        token = services.empty_demonstration(territory=territory)
        request.session.flush()
        request.session[SETUP_TOKEN] = token
        messages.success(request, _("La démonstration est vidée. Vous êtes chez vous."))
        return redirect("start:commune")
    return render(
        request, "start/empty.html", {"form": form, "name": territory.name}, status=422 if form.errors else 200
    )


@never_cache
@require_http_methods(GET_AND_POST)
def commune(request: HttpRequest) -> HttpResponse:
    """First screen. Nothing is written yet, unless the person already has an account here."""
    if _territory(request) is not None:
        return redirect("start:begin")
    if not _may_begin(request):
        return redirect(HOME)
    fault = ""
    if request.method == "POST":
        found = communes.by_code(request.POST.get("code", ""))
        if found is not None:
            return _chosen(request, found.code)
        fault = _("Choisissez une commune dans la liste.")
    query = (request.POST if request.method == "POST" else request.GET).get("q", "")[:80]
    context = {
        **_steps(1),
        "form": SearchForm(initial={"q": query}),
        "query": query,
        "found": communes.search(query),
        "chosen": request.session.get(COMMUNE, ""),
        "fault": fault,
    }
    page = "start/commune.html#results" if request.htmx else "start/commune.html"  # type: ignore[attr-defined]  # django_htmx
    return render(request, page, context, status=422 if fault else 200)


def _chosen(request: HttpRequest, code: str) -> HttpResponse:
    request.session[COMMUNE] = code
    if isinstance(request.user, User) and may_found(request.user):
        services.open_territory(by=request.user, code=code)
        return redirect("start:guarantor")
    return redirect("start:you")


@never_cache
@require_http_methods(GET_AND_POST)
def you(request: HttpRequest) -> HttpResponse:
    """Second screen: the first account, which administers, and is logged in at once."""
    chosen = communes.by_code(request.session.get(COMMUNE, ""))
    if _territory(request) is not None or chosen is None or not _holds_link(request):
        return redirect("start:begin")
    form = YouForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            return _come_in(request, form.cleaned_data, chosen.code)
        except (Unavailable, Refused) as reason:
            form.add_error(None, str(reason))
    context = {**_steps(2), "form": form, "commune": chosen}
    return render(request, "start/you.html", context, status=422 if form.errors else 200)


def _come_in(request: HttpRequest, given: dict[str, str], code: str) -> HttpResponse:
    known = User.objects.filter(email__iexact=given["email"]).exists()
    person = services.begin(token=request.session[SETUP_TOKEN], code=code, **given)
    del request.session[SETUP_TOKEN], request.session[COMMUNE]
    if known:  # an account that existed is not entered by a link: it may have a passkey
        messages.success(request, _("Le territoire est ouvert. Connectez-vous pour continuer."))
        return redirect("account_login")
    login(request, person, backend=BACKEND)
    messages.success(request, _("Bienvenue ! Le territoire est ouvert."))
    return redirect("start:guarantor")


@never_cache
@login_required
@require_http_methods(GET_AND_POST)
def guarantor(request: HttpRequest) -> HttpResponse:
    """Third screen: who will watch. It may be left for later; the page says what that means."""
    territory, by = _prepared(request)
    form = GuarantorForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.invite_guarantor(by=by, territory=territory, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            sent = _("L’invitation est partie à {email}.")
            kept = _("L’invitation à {email} est écrite mais ne part pas : lisez-la avec .venv/bin/chainon outbox.")
            said = sent if settings.CHAINON_SENDS_MAIL else kept
            say = messages.success if settings.CHAINON_SENDS_MAIL else messages.warning
            say(request, said.format(email=form.cleaned_data["email"]))
            return redirect("start:body")
    context = {
        **_steps(3),
        "form": form,
        "is_done": selectors.has_or_awaits_guarantor(territory),
        "sends_mail": settings.CHAINON_SENDS_MAIL,
    }
    return render(request, "start/guarantor.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(GET_AND_POST)
def body(request: HttpRequest) -> HttpResponse:
    """Fourth screen: the first body, whose page leads to its charter and its draw."""
    territory, by = _prepared(request)
    proposed = {"name": _("Assemblée des habitants"), "seats": 24}
    form = BodyForm(posted(request), initial=proposed)
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data, "kind": BodyKind(form.cleaned_data["kind"])}
        try:
            opened = services.open_first_body(by=by, territory=territory, **said)
        except Unavailable as reason:
            form.add_error("name", str(reason))
        else:
            messages.success(request, _("Vous y êtes. Écrivez maintenant sa charte, puis réunissez des volontaires."))
            return redirect(opened)
    return render(request, "start/body.html", {**_steps(4), "form": form}, status=422 if form.errors else 200)


def _steps(current: int) -> dict[str, Any]:
    before = [reverse("start:commune"), ""] if current == 2 else ["", ""]
    after = [reverse("start:guarantor") if current == 4 else "", ""]
    names = [_("Votre commune"), _("Vous"), _("Le garant"), _("Une première instance")]
    return {"steps": list(zip(names, [*before, *after], strict=True)), "current": current}


def _territory(request: HttpRequest) -> Territory | None:
    return getattr(request, "territory", None)


def _holds_link(request: HttpRequest) -> bool:
    token = request.session.get(SETUP_TOKEN, "")
    return bool(token) and setup_link_opens(token)


def _may_begin(request: HttpRequest) -> bool:
    return _holds_link(request) or bool(may_found(request.user))


def _prepared(request: HttpRequest) -> tuple[Territory, User]:
    territory = _territory(request)
    rules.may_prepare(request.user, territory).require()
    assert territory is not None and isinstance(request.user, User)
    return territory, request.user
