"""Whose turn it is, the thread, the clocks; bringing news back to people."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chainon.base.chain import rules, selectors, services
from chainon.base.chain.calendar import USUAL_DAYS, days_for
from chainon.base.chain.fetching import account_of, node_of, territory_of
from chainon.base.chain.forms import ContactForm, DelayForm, PauseForm, ToldForm
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Pause, Relation
from chainon.base.chain.unheard import unheard_of
from chainon.base.chain.words import last_said, news_in_words, thread_rows, turn_said
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import LENGTH
from chainon.base.scopes.public_id import handle as handle_of
from chainon.base.scopes.verdict import Unavailable
from chainon.base.ui.posting import posted

PAGE = 50


@require_safe
@unchanged_since
def turns(request: HttpRequest) -> HttpResponse:
    """What is expected, from whom, since when: what is due first comes first."""
    territory = territory_of(request)
    number = request.GET.get("page", "1")
    page = max(int(number), 1) if number.isdecimal() and len(number) < 6 else 1
    found = selectors.turns_in(territory, limit=PAGE + 1, after=(page - 1) * PAGE)
    rows = [turn_said(turn) for turn in found[:PAGE]]
    rings = selectors.counts_by_stage(territory)
    context = {
        "rows": rows,
        "tells": rules.may_tell_somewhere(request.user, territory),
        "late": sum(ring.late for ring in rings),
        "waiting": sum(ring.waiting for ring in rings),
        "pause": found[0].pause if found else None,
        "unheard": unheard_of(territory),
        "page_number": page,
        "more": len(found) > PAGE,
    }
    return render(request, "chain/turns.html", context)


@require_safe
@unchanged_since
def thread(request: HttpRequest, thread_handle: str) -> HttpResponse:
    """From the first word to today, in one column, to be read aloud."""
    node = node_of(request, thread_handle[:LENGTH])
    address = handle_of(node.public_id, node.title)
    if thread_handle != address:
        return redirect("chain:thread", address, permanent=True)
    found = selectors.thread_of(node)
    context = {"node": node, "thread": found, "rows": thread_rows(found), "url": url_of(node)}
    return render(request, "chain/thread.html", context)


@require_safe
@unchanged_since
def clocks(request: HttpRequest) -> HttpResponse:
    """What is promised here, and when the clocks stand still."""
    territory = territory_of(request)
    return render(request, "chain/clocks.html", _clocks(territory, may=rules.may_set_clocks(request.user, territory)))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_clocks(request: HttpRequest) -> HttpResponse:
    """Another delay for what will come, a pause announced: those who animate."""
    territory = territory_of(request)
    rules.may_set_clocks(request.user, territory).require()
    is_delay = request.POST.get("what") == "delay"
    sent = posted(request)
    pause = PauseForm(None if is_delay else sent)
    delay = DelayForm(sent if is_delay else None, territory=territory)
    if request.method == "POST" and _is_set(request, territory, pause, delay):
        return redirect("chain:clocks")
    context = {"pause": pause, "delay": delay, **_clocks(territory, may=True)}
    return render(request, "chain/set_clocks.html", context, status=422 if pause.errors or delay.errors else 200)


def _clocks(territory: Scope, *, may: object) -> dict[str, object]:
    return {
        "delays": [(Relation(each).label.capitalize(), days_for(territory, each)) for each in USUAL_DAYS],
        "pauses": list(Pause.objects.filter(territory=territory)),
        "today": selectors.today(territory),
        "may": may,
    }


def _is_set(request: HttpRequest, territory: Scope, pause: PauseForm, delay: DelayForm) -> bool:
    by = account_of(request)
    if delay.is_bound and delay.is_valid():
        services.set_delay(by=by, territory=territory, **delay.cleaned_data)
        messages.success(request, _("Le délai est changé pour ce qui viendra."))
        return True
    if pause.is_bound and pause.is_valid():
        try:
            services.announce_pause(by=by, territory=territory, **pause.cleaned_data)
        except Unavailable as error:
            pause.add_error("first", str(error))
        else:
            messages.success(request, _("La pause est annoncée. Tout ce qui est attendu en tient compte."))
            return True
    return False


@login_required
@require_POST
def pause_withdraw(request: HttpRequest, pause_id: str) -> HttpResponse:
    pause = Pause.objects.filter(public_id=pause_id, territory=territory_of(request)).first()
    if pause is None:
        raise Http404
    services.withdraw_pause(by=account_of(request), pause=pause)
    messages.success(request, _("La pause est retirée."))
    return redirect("chain:clocks")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def to_tell(request: HttpRequest) -> HttpResponse:
    """News for people who have no e-mail: whom to call or visit, and « rendu de vive voix le … »."""
    territory, by = territory_of(request), account_of(request)
    found = [each for each in selectors.to_tell(territory) if rules.may_tell_back(by, each.node)]
    if not found:
        rules.may_tell_somewhere(by, territory).require()
    rows = [(each, _told_form(request, each)) for each in found]
    for each, form in rows:
        if form.is_bound and form.is_valid():
            try:
                said = {"told_on": form.cleaned_data["told_on"], "follows": list(form.cleaned_data["follows"])}
                services.tell_back(by=by, node=each.node, **said)
            except Unavailable as error:
                form.add_error("told_on", str(error))
            else:
                messages.success(request, _("C’est noté dans le fil."))
                return redirect("chain:to_tell")
    if request.method == "POST" and not any(form.is_bound for _each, form in rows):
        messages.info(request, _("C’était déjà noté, ou il n’y a plus rien à rendre ici."))
        return redirect("chain:to_tell")
    status = 422 if any(form.errors for _each, form in rows) else 200
    since = last_said([each.node.latest for each, _form in rows if each.node.latest is not None])
    shown = [
        (each, form, news_in_words(each.node.latest or each.node), since.get(each.node.latest_id or 0, ""))
        for each, form in rows
    ]
    return render(request, "chain/to_tell.html", {"rows": shown}, status=status)


def _told_form(request: HttpRequest, each: selectors.ToTell) -> ToldForm:
    """One form a node, each with its own prefix; only the one sent is bound."""
    key = each.node.public_id
    is_sent = request.method == "POST" and request.POST.get("node") == key
    return ToldForm(
        request.POST if is_sent else None, prefix=key, territory=each.node.territory, contacts=each.contacts
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_to_be_told(request: HttpRequest, node_id: str) -> HttpResponse:
    """Someone without e-mail wants to know what becomes of it."""
    node, by = node_of(request, node_id), account_of(request)
    rules.may_tell_back(by, node).require()
    form = ContactForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.ask_to_be_told(by=by, node=node, contact=form.cleaned_data["contact"])
        messages.success(
            request, _("C’est noté : cette personne apparaîtra dans « À rendre » dès qu’il y aura du neuf.")
        )
        return redirect(url_of(node))
    context = {"form": form, "node": node, "url": url_of(node)}
    return render(request, "chain/ask_to_be_told.html", context, status=422 if form.errors else 200)
