"""Reading two proposals side by side, asking their authors, answering."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By
from chainon.base.chain.fetching import account_of, territory_of
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.search.likeness import near
from chainon.base.slips.limits import count_miss, is_blocked
from chainon.base.slips.selectors import slip_with_code
from chainon.base.ui.posting import posted
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.node import KIND
from chainon.methods.text import contested, may_oppose

from . import rules, selectors, services
from .forms import AnswerForm, MergeForm, NearnessForm, NotedForm, SlipAnswerForm, today_of
from .models import Consent, MergeRequest, Nearness, State

TITLE = 160


@login_required
@require_safe
def near_list(request: HttpRequest) -> HttpResponse:
    """For the team: the newest proposals, and those that may be near them."""
    territory = territory_of(request)
    rules.may_bring_near(account_of(request), territory).require()
    start = int(text) if (text := request.GET.get("depuis", "")).isdecimal() and len(text) < 7 else 0
    rows, older = selectors.to_read(territory, start=start)
    context = {"rows": rows, "older": older, "start": start, "requests": selectors.open_requests(territory)}
    return render(request, "merging/near_list.html", context)


@login_required
@require_safe
def near_of(request: HttpRequest, first_id: str) -> HttpResponse:
    """For the team: what may be near one proposal."""
    proposal = _proposal(request, first_id)
    rules.may_bring_near(account_of(request), proposal.scope).require()
    return render(
        request,
        "merging/near_list.html",
        {"rows": selectors.read_beside(proposal), "older": 0, "start": 0, "requests": []},
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def two(request: HttpRequest, first_id: str, second_id: str) -> HttpResponse:
    """Both, side by side; what they are to each other is said here."""
    one, other, by = _proposal(request, first_id), _proposal(request, second_id), account_of(request)
    _require_both(by, one, other)
    form = NearnessForm(posted(request), initial={"nearness": selectors.nearness_of(one, other)})
    if request.method == "POST" and form.is_valid():
        nearness = Nearness(form.cleaned_data["nearness"])
        services.say_of_two(by=by, one=one, other=other, nearness=nearness)
        messages.success(request, _("C’est noté : leurs pages le disent."))
        return redirect("merging:near_list")
    return _show_two(request, one, other, form, MergeForm(one=one, other=other))


@login_required
@require_POST
def ask(request: HttpRequest, first_id: str, second_id: str) -> HttpResponse:
    """Ask the authors whether the two may be one."""
    one, other, by = _proposal(request, first_id), _proposal(request, second_id), account_of(request)
    _require_both(by, one, other)
    form = MergeForm(request.POST, one=one, other=other)
    if form.is_valid():
        gone, kept = form.gone_and_kept
        said = {"reason": form.cleaned_data["reason"], "entry": form.cleaned_data["entry"]}
        try:
            asked = services.ask_to_merge(by=by, gone=gone, kept=kept, **said)
        except (Refused, Unavailable) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("C’est demandé. Rien ne change avant leur accord."))
            return redirect("merging:request", asked.public_id)
    return _show_two(request, one, other, NearnessForm(), form)


def _show_two(
    request: HttpRequest, one: Proposal, other: Proposal, form: NearnessForm, merge: MergeForm
) -> HttpResponse:
    words = selectors.words_of(one), selectors.words_of(other)
    context = {
        "two": [(one, one.node), (other, other.node)],
        "ids": (one.public_id, other.public_id),
        "form": form,
        "merge": merge,
        "may_oppose": may_oppose(*words),
        "contested": ", ".join(contested(*words)),
    }
    return render(request, "merging/two.html", context, status=422 if form.errors or merge.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def request_page(request: HttpRequest, request_id: str) -> HttpResponse:
    """The two, who answered what, and the answer of whoever is asked."""
    asked, by = _request(request, request_id), account_of(request)
    rules.may_read_request(by, asked).require()
    form = AnswerForm(posted(request))
    mine = [each for each in asked.consents.all() if rules.may_answer(by, each.node.proposal)]
    if request.method == "POST":
        if not mine:
            raise Refused(_("C’est à celles et ceux qui l’ont faite de répondre."))
        if form.is_valid() and _answered(request, asked, mine, form, by):
            return redirect("merging:request", asked.public_id)
    return _show_request(request, asked, by, form=form, mine=mine)


def _answered(request: HttpRequest, asked: MergeRequest, mine: list[Consent], form: AnswerForm, by: User) -> bool:
    try:
        for consent in mine:
            services.answer(by=by, request=asked, proposal=consent.node.proposal, agrees=form.agrees)
    except (Refused, Unavailable) as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Merci : votre réponse est gardée."))
    return True


def _show_request(
    request: HttpRequest, asked: MergeRequest, by: By, *, form: AnswerForm, mine: list[Consent]
) -> HttpResponse:
    context = {
        "asked": asked,
        "is_open": asked.state == State.ASKED,
        "consents": [
            (each, bool(rules.may_note_answer(by, each.node.proposal)) and each.agrees is None)
            for each in asked.consents.all()
        ],
        "is_team": bool(rules.may_bring_near(by, asked.territory)),
        "mine": mine,
        "form": form,
    }
    return render(request, "merging/request.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, request_id: str, node_id: str) -> HttpResponse:
    """The answer of someone without an account, by whoever asked them."""
    asked, by = _request(request, request_id), account_of(request)
    consent = next((each for each in asked.consents.all() if each.node.public_id == node_id), None)
    if consent is None:
        raise Http404
    proposal = consent.node.proposal
    rules.may_note_answer(by, proposal).require()
    form = NotedForm(posted(request), today=today_of(proposal))
    if request.method == "POST" and form.is_valid():
        said = {"told_on": form.cleaned_data["told_on"], "how": form.cleaned_data["how"], "agrees": form.agrees}
        try:
            services.note_answer(by=by, request=asked, proposal=proposal, **said)
        except (Refused, Unavailable) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("C’est noté."))
            return redirect("merging:request", asked.public_id)
    context = {"asked": asked, "proposal": proposal, "form": form}
    return render(request, "merging/note.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def cancel(request: HttpRequest, request_id: str) -> HttpResponse:
    services.cancel(by=account_of(request), request=_request(request, request_id))
    messages.success(request, _("La demande est retirée."))
    return redirect("merging:near_list")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_slip(request: HttpRequest, request_id: str) -> HttpResponse:
    """With the code of one's slip: the two titles, and the answer. The code stands in no address."""
    asked = _request(request, request_id)
    form = SlipAnswerForm(posted(request))
    if request.method == "POST" and form.is_valid():
        slip = None if is_blocked(request) else slip_with_code(territory_of(request), form.cleaned_data["code"])
        if slip is None or slip.node_id not in {asked.gone_id, asked.kept_id}:
            count_miss(request)
            form.add_error(
                "code", _("Ce code n’est pas celui de l’une des deux propositions. Relisez-le, ou plus tard.")
            )
        else:
            try:
                services.answer_by_slip(slip=slip, request=asked, agrees=form.agrees)
            except (Refused, Unavailable) as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Merci : votre réponse est gardée."))
                return redirect("merging:by_slip", asked.public_id)
    context = {"asked": asked, "form": form, "is_open": asked.state == State.ASKED}
    return render(request, "merging/by_slip.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def asked_list(request: HttpRequest) -> HttpResponse:
    """What one is still to answer."""
    return render(
        request, "merging/asked.html", {"rows": selectors.asked_of(account_of(request), territory_of(request))}
    )


@require_safe
def while_typing(request: HttpRequest) -> HttpResponse:
    """The few that are near a title being typed: a fragment of the form, nothing when there are none."""
    title = request.GET.get("title", "")[:TITLE]
    found = near(territory_of(request), title, kind=KIND) if len(title) > 5 else []
    return render(request, "merging/_hint.html", {"found": found})


def _require_both(by: User, one: Proposal, other: Proposal) -> None:
    rules.may_bring_near(by, one.scope).require()
    rules.may_bring_near(by, other.scope).require()
    if one == other:
        raise Http404


def _proposal(request: HttpRequest, public_id: str) -> Proposal:
    proposal = selectors.proposal_with_id(territory_of(request), public_id)
    if proposal is None:
        raise Http404
    return proposal


def _request(request: HttpRequest, public_id: str) -> MergeRequest:
    asked = selectors.request_with_id(territory_of(request), public_id)
    if asked is None:
        raise Http404
    return asked
