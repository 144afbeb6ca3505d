"""One screen for a whole pile: a paper is typed, saved, said so in a line, and the next one begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chainon.base.chain.fetching import account_of
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.ui.posting import posted
from chainon.deliberation.paper import rules, selectors, services
from chainon.deliberation.paper.forms import PaperForm
from chainon.deliberation.paper.models import Batch, TypedForm

from .fetching import batch_of, form_of, helper_of


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def type_form(request: HttpRequest, batch_id: str) -> HttpResponse:
    batch, by = batch_of(request, batch_id), account_of(request)
    rules.may_type(by, batch).require()
    last = selectors.last_typed(batch)
    form = PaperForm(posted(request), batch=batch, initial=selectors.for_the_next(batch, by=by))
    typed = _kept(form, lambda **said: services.type_form(by=by, batch=batch, **said))
    if typed is not None:
        return redirect(f"{request.path}?fait={typed.public_id}")
    return _screen(request, batch, form, last)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def help_type(request: HttpRequest, helper_token: str) -> HttpResponse:
    """The same screen for whoever holds the link: their own papers, nothing else."""
    helper = helper_of(request, helper_token)
    verdict = rules.may_help(helper)
    if not verdict:
        return _private(render(request, "paper/over.html", {"reason": verdict.reason}, status=410))
    batch = helper.batch
    last = selectors.last_typed(batch, helper)
    start = selectors.for_the_next(batch, helper=helper)
    form = PaperForm(posted(request), batch=batch, by_helper=True, initial=start)
    typed = _kept(form, lambda **said: services.help_type(helper=helper, **said))
    if typed is not None:
        return _private(redirect(f"{request.path}?fait={typed.public_id}"))
    return _private(_screen(request, batch, form, last, helper=helper, token=helper_token))


def _kept(form: PaperForm, keep: Callable[..., TypedForm]) -> TypedForm | None:
    """What was typed is saved, or said where it is wrong with nothing lost."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return keep(paper=form.paper, entry=form.cleaned_data["entry"])
    except (Refused, Unavailable) as error:
        form.add_error(None, str(error))
        return None


def _screen(request: HttpRequest, batch: Batch, form: PaperForm, last: list[TypedForm], **more: Any) -> HttpResponse:
    done = request.GET.get("fait", "")
    helper, token = more.get("helper"), more.get("token", "")
    rows = [(each, _address(each, token)) for each in last]
    context = {
        "batch": batch,
        "form": form,
        "rows": rows,
        "done": next((each for each in last if each.public_id == done), None) if not form.is_bound else None,
        "helper": helper,
        "entered": selectors.count_of(batch, helper) if helper else batch.entered,
    }
    return render(request, "paper/type.html", context, status=422 if form.errors else 200)


def _address(form: TypedForm, token: str) -> str:
    if token:
        return reverse("paper:help_correct", args=[token, form.public_id])
    return reverse("paper:correct", args=[form.public_id])


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, form_id: str) -> HttpResponse:
    """A slip of the hand, seen too late."""
    typed, by = form_of(request, form_id), account_of(request)
    rules.may_see(by, typed.batch).require()
    back = reverse("paper:type" if typed.batch.closed_at is None else "paper:batch", args=[typed.batch.public_id])
    return _correct(request, typed, back, lambda paper: services.correct_form(by=by, form=typed, paper=paper))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def help_correct(request: HttpRequest, helper_token: str, form_id: str) -> HttpResponse:
    helper, typed = helper_of(request, helper_token), form_of(request, form_id)
    if not rules.may_help(helper):
        return redirect("paper:help", helper_token)
    if not rules.typed_by(helper, typed):
        raise Http404
    back = reverse("paper:help", args=[helper_token])
    may = services.help_correct
    return _private(_correct(request, typed, back, lambda paper: may(helper=helper, form=typed, paper=paper)))


def _correct(
    request: HttpRequest, typed: TypedForm, back: str, keep: Callable[[services.Paper], object]
) -> HttpResponse:
    form = PaperForm(posted(request), batch=typed.batch, typed=typed, initial=_as_typed(typed))
    if request.method == "POST" and form.is_valid():
        try:
            keep(form.paper)
        except (Refused, Unavailable) as error:
            form.add_error(None, str(error))
        else:
            return redirect(f"{back}?fait={typed.public_id}")
    context = {"form": form, "typed": typed, "batch": typed.batch, "back": back}
    return render(request, "paper/correct.html", context, status=422 if form.errors else 200)


def _as_typed(typed: TypedForm) -> dict[str, object]:
    proposal = typed.proposal
    names = ("title", "goes_well", "must_change", "would_do", "since", "author_name")
    return {
        **{name: getattr(proposal, name) for name in names},
        "theme": proposal.theme.public_id if proposal.theme else "",
        "place": proposal.scope.public_id,
    }


def _private(response: HttpResponse) -> HttpResponse:
    """The address is the key: no search engine and no other site is told of it. Our own is: a form sent without any
    origin is refused.
    """
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response
