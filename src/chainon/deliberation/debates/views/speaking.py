"""Giving a reason, replying, writing down what others said, taking one's words back, finding a reason useful."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from chainon.base.chain.fetching import account_of, territory_of
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.public_id import handle
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.ui.posting import posted
from chainon.deliberation.debates import rules, services
from chainon.deliberation.debates.forms import EnterForm, SayForm
from chainon.deliberation.debates.models import Argument, Debate, Origin
from chainon.governance.volunteers.limits import is_beyond

from .fetching import argument_of, debate_of, today_here
from .public import SLUGS

REASONS = 60
"""An hour, without an account, from one address: a whole meeting may write through the wifi of its centre social."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def argue(request: HttpRequest, debate_handle: str) -> HttpResponse:
    debate = debate_of(request, debate_handle)
    rules.may_argue(request.user, debate, today_here(request)).require()
    return _say(request, debate, None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, argument_id: str) -> HttpResponse:
    argument = argument_of(request, argument_id)
    rules.may_answer(request.user, argument, today_here(request)).require()
    return _say(request, argument.debate, argument)


def _say(request: HttpRequest, debate: Debate, answers: Argument | None) -> HttpResponse:
    by, is_read_first = request.user, not rules.is_published_at_once(request.user)
    initial = {"side": SLUGS.get(request.GET.get("cote", ""))}
    form = SayForm(
        posted(request), by=by, territory=territory_of(request), is_reply=answers is not None, initial=initial
    )
    if request.method == "POST":
        if is_read_first and is_beyond(request, "argue", REASONS):
            form.add_error(None, _("Beaucoup de raisons viennent d’être envoyées d’ici. Réessayez dans une heure."))
        elif form.is_valid() and (said := _said(form, debate, answers)):
            if not is_read_first:
                messages.success(request, _("C’est publié."))
            return redirect(_place_of(said))
    context = {"form": form, "is_read_first": is_read_first, **_around(debate, answers)}
    return render(request, "debates/say.html", context, status=422 if form.errors else 200)


def _said(form: SayForm, debate: Debate, answers: Argument | None) -> Argument | None:
    said = form.cleaned_data
    try:
        return services.argue(
            by=form.by,
            debate=debate,
            side=form.side_chosen,
            answers=answers,
            text=said["text"],
            entry=said["entry"],
            author_name=said.get("author_name", ""),
            body=said.get("body"),
        )
    except (Unavailable, Refused) as error:
        form.add_error(None, str(error))
        return None


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, debate_handle: str) -> HttpResponse:
    """One after the other: the day and how it came stay for the next one. `?sur=`: a reply to that reason."""
    debate, today = debate_of(request, debate_handle), today_here(request)
    rules.may_enter_for_others(request.user, debate, today).require()
    answers = argument_of(request, request.GET["sur"][:16]) if request.GET.get("sur") else None
    if answers is not None:
        rules.may_answer(request.user, answers, today).require()
    initial = {name: value for name in ("origin", "said_on") if (value := request.GET.get(name))}
    form = EnterForm(
        posted(request), by=request.user, territory=territory_of(request), is_reply=answers is not None,
        today=today, initial=initial,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and (said := _entered(request, form, debate, answers)):
        messages.success(request, _("C’est publié."))
        if "another" in request.POST:
            kept = {"origin": form.cleaned_data["origin"], "said_on": form.cleaned_data["said_on"].isoformat()}
            return redirect(f"{request.path}?{urlencode(kept)}")
        return redirect(_place_of(said))
    context = {"form": form, **_around(debate, answers)}
    return render(request, "debates/enter.html", context, status=422 if form.errors else 200)


def _entered(request: HttpRequest, form: EnterForm, debate: Debate, answers: Argument | None) -> Argument | None:
    said = form.cleaned_data
    try:
        return services.enter_argument(
            by=account_of(request),
            debate=debate,
            side=form.side_chosen,
            answers=answers,
            text=said["text"],
            entry=said["entry"],
            origin=Origin(said["origin"]),
            said_on=said["said_on"],
            author_name=said["author_name"],
            body=said.get("body"),
            is_first_voice=said["is_first_voice"],
        )
    except (Unavailable, Refused) as error:
        form.add_error(None, str(error))
        return None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, argument_id: str) -> HttpResponse:
    argument = argument_of(request, argument_id)
    rules.may_withdraw(request.user, argument).require()
    if request.method == "POST":
        services.withdraw_argument(by=account_of(request), argument=argument)
        messages.success(request, _("Les mots sont effacés. Ce que d’autres ont répondu reste."))
        return redirect(url_of(argument.debate.node))
    return render(request, "debates/withdraw.html", {"argument": argument, **_around(argument.debate, None)})


@require_POST
@login_required
def mark(request: HttpRequest, argument_id: str) -> HttpResponse:
    return _marked(request, argument_id, services.mark_useful)


@require_POST
@login_required
def unmark(request: HttpRequest, argument_id: str) -> HttpResponse:
    return _marked(request, argument_id, services.unmark_useful)


def _marked(request: HttpRequest, argument_id: str, act: Callable[..., None]) -> HttpResponse:
    """Back to where the person was reading."""
    argument = argument_of(request, argument_id)
    act(by=account_of(request), argument=argument)
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, None, require_https=False) or not back.startswith("/debats/"):
        back = reverse("debates:argument_page", args=[argument.public_id])
    return redirect(f"{back}#raison-{argument.public_id}")


def _place_of(argument: Argument) -> str:
    """Where one reads what one just said: a reply under its reason."""
    read = argument.answers if argument.answers is not None and argument.is_public else argument
    return reverse("debates:argument_page", args=[read.public_id])


def _around(debate: Debate, answers: Argument | None) -> dict[str, object]:
    return {
        "debate": debate,
        "handle": handle(debate.public_id, debate.question),
        "url": url_of(debate.node),
        "answers": answers,
    }
