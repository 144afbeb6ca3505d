"""The page of an answerer, by their own signed link: all that is theirs, late first."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from chainon.base.chain.fetching import territory_of
from chainon.base.scopes.verdict import Refused
from chainon.base.ui.posting import posted
from chainon.base.ui.typography import number
from chainon.commitments.answers import links, selectors, services
from chainon.commitments.answers.forms import AnswerForm
from chainon.commitments.answers.models import Answerer, Handover
from chainon.commitments.answers.owners import cards_of_owner

from .drafting import drafted

CHOSEN = "choisi"


@never_cache
@require_safe
def own_page(request: HttpRequest, own_token: str) -> HttpResponse:
    answerer = _answerer(request, own_token)
    rows = selectors.own_rows(answerer)
    context = {
        "answerer": answerer,
        "rows": rows,
        "late": sum(row.is_late for row in rows),
        "given": selectors.given_by(answerer),
        "cards": cards_of_owner(answerer, request),
        "token": own_token,
    }
    return render(request, "answers/own.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_several(request: HttpRequest, own_token: str) -> HttpResponse:
    """Several words alike, chosen on the page before; one answer."""
    answerer = _answerer(request, own_token)
    handovers = selectors.chosen(answerer, request.GET.getlist(CHOSEN))
    back = reverse("answers:own_page", args=[own_token])
    if not handovers:
        messages.info(request, _("Cochez au moins une demande."))
        return redirect(back)
    form = AnswerForm(posted(request), answerer=answerer)
    if request.method == "POST" and form.is_valid():
        try:
            services.answer_several(handovers=handovers, **form.cleaned_data)
        except Refused as error:
            form.add_error("pass_to" if form.cleaned_data["pass_to"] else None, str(error))
        else:
            messages.success(request, _published(handovers))
            return redirect(back)
    context = {"form": form, "answerer": answerer, "asked": [each.node for each in handovers], "back": back}
    context["draft_url"] = f"{reverse('answers:draft_several', args=[own_token])}?{request.GET.urlencode()}"
    return render(request, "answers/several.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def draft_several(request: HttpRequest, own_token: str) -> HttpResponse:
    answerer = _answerer(request, own_token)
    handovers = selectors.chosen(answerer, request.GET.getlist(CHOSEN))
    back = reverse("answers:own_page", args=[own_token])
    return drafted(request, handovers, back=back) if handovers else redirect(back)


def _published(handovers: Sequence[Handover]) -> str:
    count = len(handovers)
    return ngettext(
        "Votre réponse est publiée, pour %(count)s demande.",
        "Votre réponse est publiée, pour %(count)s demandes.",
        count,
    ) % {"count": number(count)}


def _answerer(request: HttpRequest, token: str) -> Answerer:
    answerer = links.answerer_of(token)
    if answerer is None or answerer.territory_id != territory_of(request).pk:
        raise Http404
    return answerer
