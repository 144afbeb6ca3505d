"""Interpellations: the list, the page with its clock, opening, signing, withdrawing, the terms."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chainon.base.accounts.models import User
from chainon.base.chain.cards import node_cards
from chainon.base.chain.fetching import account_of, node_of, territory_of
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Follow
from chainon.base.chain.selectors import thread_of, turns_of
from chainon.base.chain.steps import next_steps
from chainon.base.chain.words import thread_rows, turn_said
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.verdict import Unavailable
from chainon.base.slips.limits import count_miss, is_blocked
from chainon.base.slips.selectors import slip_with_code
from chainon.base.ui.posting import posted
from chainon.deliberation.supports.selectors import supports
from chainon.territory.places.converters import public_id_of

from . import rules, selectors, services
from .forms import OpenForm, SignForm, SlipForm, TermsForm, WithdrawForm
from .models import Interpellation


@require_safe
@unchanged_since
def interpellations(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    context = {
        "rows": selectors.rows(territory),
        "terms": selectors.terms_of(territory),
        "may_set": rules.may_set_terms(request.user, territory),
    }
    return render(request, "interpellations/list.html", context)


@require_safe
@unchanged_since
def interpellation_page(request: HttpRequest, interpellation_handle: str) -> HttpResponse:
    one = _interpellation(request, interpellation_handle)
    node, by = one.node, request.user
    if request.path != url_of(node):
        return redirect(url_of(node), permanent=True)
    turn = next(iter(turns_of(node)), None)
    counts = selectors.counts(one)
    context = {
        "one": one,
        "node": node,
        "counts": counts,
        "missing": max(one.needed - counts.counted, 0),
        "names": selectors.names(one),
        "clock": turn_said(turn) if turn else None,
        "may_sign": rules.may_sign(by, one),
        "signs": isinstance(by, User) and supports(by, node),
        "may_withdraw": rules.may_withdraw(by, one),
        "rows": thread_rows(thread_of(node), said_above=True),
        "cards": node_cards(node, request),
        "steps": next_steps(node, request),
        "follows": isinstance(by, User) and Follow.objects.filter(node=node, user=by).exists(),
    }
    return render(request, "interpellations/interpellation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def open_one(request: HttpRequest) -> HttpResponse:
    """Without an account: why one is needed, and what one may do without."""
    territory = territory_of(request)
    if not request.user.is_authenticated:
        status = 403 if request.method == "POST" else 200
        return render(request, "interpellations/need_account.html", status=status)
    by = account_of(request)
    rules.may_open(by).require()
    initial = {"body": request.GET.get("instance", "")}
    form = OpenForm(posted(request), by=by, territory=territory, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = {"words": form.words, "scope": form.scope, "entry": form.cleaned_data["entry"]}
        try:
            one = services.interpellate(by=by, body=form.cleaned_data.get("body"), **said)
        except Unavailable as error:
            form.add_error("addressee", str(error))
        else:
            messages.success(request, _opened(one))
            return redirect(url_of(one.node))
    context = {"form": form, "terms": selectors.terms_of(territory)}
    return render(request, "interpellations/open.html", context, status=422 if form.errors else 200)


def _opened(one: Interpellation) -> str:
    if one.addressed_at is not None:
        return _("C’est adressé : {name} doit répondre.").format(name=one.addressee)
    return _("L’interpellation est ouverte, et vous l’avez signée. Faites-la connaître autour de vous.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, interpellation_handle: str) -> HttpResponse:
    """With an account, or with the code of a slip; either counts once."""
    one, by = _interpellation(request, interpellation_handle), request.user
    rules.may_sign(by, one).require()
    form: SignForm | SlipForm
    if isinstance(by, User):
        form = SignForm(posted(request), initial={"shows_name": selectors.shows_name(by, one)})
    else:
        form = SlipForm(posted(request))
    if request.method == "POST" and form.is_valid() and _signed(request, one, form):
        messages.success(request, _("Votre signature est comptée."))
        return redirect(url_of(one.node))
    context = {"one": one, "url": url_of(one.node), "form": form, "counts": selectors.counts(one)}
    return render(request, "interpellations/sign.html", context, status=422 if form.errors else 200)


def _signed(request: HttpRequest, one: Interpellation, form: SignForm | SlipForm) -> bool:
    if isinstance(form, SignForm):
        services.sign(by=account_of(request), one=one, shows_name=form.cleaned_data["shows_name"])
        return True
    slip = None if is_blocked(request) else slip_with_code(territory_of(request), form.cleaned_data["code"])
    if slip is None:
        count_miss(request)
        form.add_error("code", _("Ce code n’ouvre rien. Le papier a-t-il été rendu, et saisi ? Réessayez plus tard."))
        return False
    services.sign_by_slip(one=one, slip=slip)
    return True


@login_required
@require_POST
def take_back(request: HttpRequest, interpellation_handle: str) -> HttpResponse:
    one = _interpellation(request, interpellation_handle)
    services.take_signature_back(by=account_of(request), one=one)
    messages.success(request, _("Votre signature est retirée."))
    return redirect(url_of(one.node))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, interpellation_handle: str) -> HttpResponse:
    one = _interpellation(request, interpellation_handle)
    rules.may_withdraw(request.user, one).require()
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.withdraw(by=account_of(request), one=one, reason=form.cleaned_data["reason"])
        messages.success(request, _("L’interpellation est retirée. Sa page dit pourquoi."))
        return redirect(url_of(one.node))
    context = {"form": form, "one": one, "url": url_of(one.node)}
    return render(request, "interpellations/withdraw.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_terms(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    rules.may_set_terms(request.user, territory).require()
    terms = selectors.terms_of(territory)
    form = TermsForm(posted(request), initial={"signatures": terms.signatures, "days": terms.days})
    if request.method == "POST" and form.is_valid():
        services.set_terms(by=account_of(request), territory=territory, **form.cleaned_data)
        messages.success(request, _("C’est réglé, pour les interpellations à venir."))
        return redirect("interpellations:interpellations")
    return render(request, "interpellations/set_terms.html", {"form": form}, status=422 if form.errors else 200)


def _interpellation(request: HttpRequest, handle: str) -> Interpellation:
    one = selectors.interpellation_of(node_of(request, public_id_of(handle)))
    if one is None:
        raise Http404
    return one
