"""Reporting, the team's queue, the appeal and the guarantor's answer; what anyone reads of all of it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from chainon.base import codes
from chainon.base.accounts.models import User
from chainon.base.chain.fetching import account_of, territory_of
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.slips.limits import count_miss, is_blocked
from chainon.base.slips.selectors import slip_with_code
from chainon.base.ui.posting import posted

from . import links, rules, selectors, services
from .forms import AnswerForm, AppealForm, DecideForm, ReportForm
from .models import Appeal, Case, Quality
from .things import Thing, label_of, thing_named

AN_HOUR = 20
"""Reports, and appeals, from one address: a whole meeting may send through the wifi of its centre social."""


def _thing(request: HttpRequest, kind: str, thing_id: str) -> Thing:
    thing = thing_named(territory_of(request), kind, thing_id)
    if thing is None:
        raise Http404
    return thing


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, kind: str, thing_id: str) -> HttpResponse:
    thing, by = _thing(request, kind, thing_id), request.user
    rules.may_report(by, thing).require()
    form = ReportForm(posted(request), by=by)
    if request.method == "POST" and form.is_valid():
        if codes.count(request, "moderation.report") > AN_HOUR:
            form.add_error(None, _("Beaucoup de signalements viennent d’être envoyés d’ici. Réessayez dans une heure."))
        else:
            services.report(by=by, thing=thing, mark=_mark(request), **form.cleaned_data)
            messages.success(request, _("C’est reçu. L’équipe décide, et dit en public pourquoi."))
            return redirect(thing.standing.url)
    context = {"form": form, "thing": thing, "standing": thing.standing, "label": thing.of.label}
    return render(request, "moderation/report.html", context, status=422 if form.errors else 200)


def _mark(request: HttpRequest) -> str:
    """Tells two visitors apart while a case is open, and cannot be undone: their address under the server's key."""
    if isinstance(request.user, User):
        return ""
    said = f"{request.META.get('REMOTE_ADDR', '')} {request.headers.get('User-Agent', '')}"
    return salted_hmac("chainon.moderation.mark", said, algorithm="sha256").hexdigest()


@login_required
@never_cache
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits: reports for the team, appeals for the guarantor; each reads both."""
    territory, by = territory_of(request), account_of(request)
    rules.may_see_queue(by, territory).require()
    context = {
        "cases": [(each, label_of(each.kind)) for each in selectors.open_cases(by, territory)],
        "appeals": [(each, label_of(each.kind)) for each in selectors.open_appeals(by, territory)],
    }
    return render(request, "moderation/queue.html", context)


def _case(request: HttpRequest, case_id: str) -> Case:
    case = selectors.case_with_id(territory_of(request), case_id)
    if case is None:
        raise Http404
    return case


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, case_id: str) -> HttpResponse:
    case, by = _case(request, case_id), account_of(request)
    rules.may_see(by, case.scope).require()
    thing, may = selectors.thing_of(case), rules.may_decide(by, case)
    form = DecideForm(posted(request), outcomes=rules.outcomes_for(thing))
    if request.method == "POST":
        may.require()
        if form.is_valid() and _decided(request, form, case, by):
            return redirect("moderation:queue")
    context = {
        "case": case,
        "label": label_of(case.kind),
        "standing": thing.standing if thing is not None else None,
        "reports": case.said.select_related("user"),
        "may_decide": bool(may),
        "form": form,
    }
    return render(request, "moderation/decide.html", context, status=422 if form.errors else 200)


def _decided(request: HttpRequest, form: DecideForm, case: Case, by: User) -> bool:
    try:
        services.decide(by=by, case=case, **form.cleaned_data)
    except (Refused, Unavailable) as error:
        form.add_error("passage" if "passage" in form.fields and form.cleaned_data["passage"] else None, str(error))
        return False
    messages.success(request, _("C’est tranché. Votre raison est publique, et envoyée à qui a laissé un courriel."))
    return True


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, kind: str, refused_id: str) -> HttpResponse:
    """To the guarantor, against a refusal."""
    thing, by = _thing(request, kind, refused_id), request.user
    standing = thing.standing
    is_theirs = links.shows_author(kind, refused_id, request.GET.get("lien", ""))
    if standing.refused_at is None:
        if not is_theirs:
            raise Http404
        return render(request, "moderation/keep.html", {"standing": standing, "address": request.build_absolute_uri()})
    has_slip = standing.node is not None and standing.author is None and not is_theirs
    form = AppealForm(posted(request), by=by, has_slip=has_slip, is_picture=bool(standing.picture))
    if request.method == "POST" and form.is_valid() and _appealed(request, form, thing, is_theirs):
        messages.success(request, _("C’est envoyé au garant de la participation. Sa réponse sera publique."))
        return redirect("moderation:decisions")
    context = {"form": form, "standing": standing, "label": thing.of.label}
    return render(request, "moderation/appeal.html", context, status=422 if form.errors else 200)


def _appealed(request: HttpRequest, form: AppealForm, thing: Thing, is_theirs: bool) -> bool:
    if codes.count(request, "moderation.appeal") > AN_HOUR:
        form.add_error(None, _("Beaucoup de recours viennent d’être envoyés d’ici. Réessayez dans une heure."))
        return False
    quality = Quality.LINK if is_theirs else _quality(request, form, thing)
    if quality is None:
        return False
    said = {"words": form.cleaned_data["words"], "email": form.cleaned_data.get("email", "")}
    try:
        services.appeal(by=request.user, thing=thing, quality_of=quality, **said)
    except Refused as error:
        form.add_error(None, str(error))
        return False
    return True


def _quality(request: HttpRequest, form: AppealForm, thing: Thing) -> Quality | None:
    """Whose words they are: the account's, the slip's, or somebody else's. None: the code opens something else."""
    standing, code = thing.standing, form.cleaned_data.get("code", "")
    if isinstance(request.user, User) and standing.author == request.user:
        return Quality.AUTHOR
    if not code:
        return Quality.OTHER
    slip = None if is_blocked(request) else slip_with_code(territory_of(request), code)
    if slip is None or standing.node is None or slip.node_id != standing.node.pk:
        count_miss(request)
        form.add_error("code", _("Ce code n’est pas celui de ces mots."))
        return None
    return Quality.SLIP


def _appeal(request: HttpRequest, appeal_id: str) -> Appeal:
    found = selectors.appeal_with_id(territory_of(request), appeal_id)
    if found is None:
        raise Http404
    return found


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def appeal_answer(request: HttpRequest, appeal_id: str) -> HttpResponse:
    """What was refused, why, what is said against it; and the guarantor's answer."""
    found, by = _appeal(request, appeal_id), account_of(request)
    rules.may_see(by, found.scope).require()
    may, thing = rules.may_answer(by, found), selectors.thing_of(found)
    form = AnswerForm(posted(request), is_picture=found.kind == "picture")
    if request.method == "POST":
        may.require()
        if form.is_valid():
            services.answer_appeal(by=by, appeal=found, **form.cleaned_data)
            messages.success(request, _("Votre réponse est publique."))
            return redirect("moderation:decisions")
    context = {
        "appeal": found,
        "label": label_of(found.kind),
        "standing": thing.standing if thing is not None else None,
        "may_answer": bool(may),
        "form": form,
    }
    return render(request, "moderation/answer.html", context, status=422 if form.errors else 200)


@require_safe
@unchanged_since
def decisions(request: HttpRequest) -> HttpResponse:
    """Figures and decisions, with their reasons."""
    territory = territory_of(request)
    context = {
        "figures": selectors.figures(territory),
        "decisions": selectors.decisions(territory),
        "answers": selectors.answers(territory),
        "reads": isinstance(request.user, User) and bool(rules.may_see_queue(request.user, territory)),
    }
    return render(request, "moderation/decisions.html", context)
