"""Supporting a node, with or without an account; recording it for others; how supports are counted."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chainon.base.accounts.models import User
from chainon.base.chain.fetching import account_of, node_of, territory_of
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Node
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.slips.limits import count_miss, is_blocked
from chainon.base.slips.models import Slip
from chainon.base.slips.selectors import slip_with_code
from chainon.base.ui.posting import posted

from . import rules, selectors, services
from .forms import DeclareForm, PersonForm, SheetForm, SlipForm
from .models import DayOfCounts, Declared

SESSION = "supports.declared"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def support_page(request: HttpRequest, node_id: str) -> HttpResponse:
    """The button: with an account it is counted; without, it is declared, once a browser."""
    node, by = node_of(request, node_id), request.user
    form = DeclareForm(posted(request))
    verdict = rules.may_support(by, node)
    if request.method == "POST":
        verdict.require()
        if isinstance(by, User):
            services.support(by=by, node=node)
            messages.success(request, _("Votre soutien est compté."))
            return redirect(url_of(node))
        if _has_declared(request, node) or _declared(request, node, form):
            return redirect("supports:support_page", node.public_id)
    context = {
        "node": node,
        "url": url_of(node),
        "form": form,
        "verdict": verdict,
        "counts": selectors.counts_of([node.pk]).get(node.pk, selectors.Counts()),
        "supports": isinstance(by, User) and selectors.supports(by, node),
        "has_declared": _has_declared(request, node),
    }
    return render(request, "supports/support.html", context, status=422 if form.errors else 200)


def _has_declared(request: HttpRequest, node: Node) -> bool:
    return node.public_id in request.session.get(SESSION, [])


def _declared(request: HttpRequest, node: Node, form: DeclareForm) -> bool:
    if not form.is_valid():
        return False
    try:
        services.declare_online(by=request.user, node=node, entry=form.cleaned_data["entry"])
    except Refused as error:
        form.add_error(None, str(error))
        return False
    request.session[SESSION] = [*request.session.get(SESSION, []), node.public_id][-200:]
    return True


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_slip(request: HttpRequest, node_id: str) -> HttpResponse:
    """With the code of one's slip, counted; the code stands in no address."""
    node = node_of(request, node_id)
    rules.takes_support(node).require()
    form = SlipForm(posted(request))
    if request.method == "POST" and form.is_valid() and (slip := _slip_of(request, form)):
        act = services.stop_by_slip if "stop" in request.POST else services.support_by_slip
        act(node=node, slip=slip)
        messages.success(
            request, _("Votre soutien est retiré.") if "stop" in request.POST else _("Votre soutien est compté.")
        )
        return redirect(url_of(node))
    context = {"node": node, "url": url_of(node), "form": form}
    return render(request, "supports/by_slip.html", context, status=422 if form.errors else 200)


def _slip_of(request: HttpRequest, form: SlipForm) -> Slip | None:
    """As when reading: after too many codes that open nothing, none does from this address for an hour."""
    slip = None if is_blocked(request) else slip_with_code(territory_of(request), form.cleaned_data["code"])
    if slip is None:
        count_miss(request)
        form.add_error("code", _("Ce code n’ouvre rien. Le papier a-t-il été rendu, et saisi ? Réessayez plus tard."))
    return slip


@require_POST
@login_required
def stop(request: HttpRequest, node_id: str) -> HttpResponse:
    node = node_of(request, node_id)
    services.stop_supporting(by=account_of(request), node=node)
    messages.success(request, _("Votre soutien est retiré."))
    return redirect(url_of(node))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, node_id: str) -> HttpResponse:
    """For a relay, in a stairwell: a first name, four digits, and the next person."""
    node, by = node_of(request, node_id), account_of(request)
    rules.may_record(by, node).require()
    form = PersonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        act = services.unrecord_person if "stop" in request.POST else services.record_person
        is_new = act(by=by, node=node, **form.cleaned_data)
        messages.info(request, _recorded(stops="stop" in request.POST, is_new=is_new))
        return redirect("supports:record", node.public_id)
    context = {"node": node, "url": url_of(node), "form": form}
    return render(request, "supports/record.html", context, status=422 if form.errors else 200)


def _recorded(*, stops: bool, is_new: bool) -> str:
    if stops:
        return _("Ce soutien est retiré.") if is_new else _("Aucun soutien n’a été noté avec ces mots.")
    return _("C’est noté, et compté une fois.") if is_new else _("C’était déjà noté : cela compte une seule fois.")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheets(request: HttpRequest, node_id: str) -> HttpResponse:
    """The sheets of signatures entered for a node."""
    node, by = node_of(request, node_id), account_of(request)
    rules.may_enter_sheet(by, node).require()
    form = SheetForm(posted(request), node=node)
    if request.method == "POST" and form.is_valid():
        try:
            services.enter_sheet(by=by, node=node, **form.cleaned_data)
        except (Refused, Unavailable) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("La feuille est enregistrée : ses signatures sont des soutiens déclarés."))
            return redirect("supports:sheets", node.public_id)
    context = {"node": node, "url": url_of(node), "form": form, "rows": selectors.sheets_of(node)}
    return render(request, "supports/sheets.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def take_sheet_back(request: HttpRequest, sheet_id: str) -> HttpResponse:
    mine = Declared.objects.filter(public_id=sheet_id, node__territory=territory_of(request))
    sheet = mine.select_related("node__territory", "node__scope").first()
    if sheet is None:
        raise Http404
    services.take_sheet_back(by=account_of(request), sheet=sheet)
    messages.success(request, _("La feuille est retirée du compte."))
    return redirect("supports:sheets", sheet.node.public_id)


@require_safe
@unchanged_since
def about(request: HttpRequest) -> HttpResponse:
    """What a support is worth, what it is not, and the counts written each day."""
    days = selectors.days_of_counts(territory_of(request))
    return render(request, "supports/about.html", {"days": days, "a_day": rules.ONLINE_A_DAY})


@require_safe
def counts_of_day(request: HttpRequest, counted_on: str) -> HttpResponse:
    """The text whose SHA-256 stands in the journal."""
    try:
        day = date.fromisoformat(counted_on)
    except ValueError:
        raise Http404 from None
    written = DayOfCounts.objects.filter(territory=territory_of(request), day=day).first()
    if written is None:
        raise Http404
    return HttpResponse(written.text, content_type="text/plain; charset=utf-8")
