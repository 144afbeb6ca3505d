"""Letters to print: each is shown once, in the answer to the request that made its code."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chainon.base.ui.posting import posted
from chainon.base.ui.qr import qr
from chainon.governance.draws.models import Draw
from chainon.governance.seats import rules, selectors, services
from chainon.governance.seats.forms import TermsForm
from chainon.governance.seats.models import LIVE, Answer, Invitation, LetterTerms
from chainon.governance.seats.services.guards import today_of
from chainon.governance.seats.services.letters import Letter

from .fetching import draw_of, unavailable_goes_back


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@unavailable_goes_back
def write_letters(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the letters say, then the letters. `?place=<id>`: one person's letter again."""
    draw = draw_of(request, public_id)
    rules.may_run(request.user, draw).require()
    only = request.GET.getlist("place")
    waiting = Invitation.objects.filter(seat__draw=draw, volunteer__withdrawn_at=None, seat__emptied_on=None)
    to_write = waiting.filter(public_id__in=only, answer__in=LIVE) if only else waiting.filter(answer=Answer.TO_INVITE)
    terms = LetterTerms.objects.filter(draw=draw).first()
    form = TermsForm(posted(request), instance=terms, today=today_of(draw))
    if request.method == "POST" and form.is_valid():
        letters = services.write_letters(by=request.user, draw=draw, terms=form.terms(), only=only)
        return _sheets(request, "seats/letters.html", draw, letters)
    context = {
        "draw": draw,
        "form": form,
        "only": list(to_write.select_related("volunteer", "seat")) if only else [],
        "count": to_write.count(),
        "mails": to_write.exclude(volunteer__email="").count(),
        "minors": to_write.filter(volunteer__is_minor=True).count(),
    }
    return render(request, "seats/write_letters.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_safe
@unavailable_goes_back
def thanks(request: HttpRequest, public_id: str) -> HttpResponse:
    draw = draw_of(request, public_id)
    rules.may_run(request.user, draw).require()
    batches = selectors.batches(draw)
    context = {
        "draw": draw,
        "mails": selectors.to_mail(draw).count(),
        "mailed": selectors.mailed(draw),
        "letters": selectors.to_print(draw, everyone=False).count(),
        "everyone": selectors.to_print(draw, everyone=True).count(),
        "batches": batches,
        "next": batches[-1].number + 1 if batches else 1,
        "size": selectors.BATCH,
    }
    return render(request, "seats/thanks.html", context)


@never_cache
@login_required
@require_POST
@unavailable_goes_back
def send_thanks(request: HttpRequest, public_id: str) -> HttpResponse:
    count = services.send_thanks(by=request.user, draw=draw_of(request, public_id))
    text = ngettext("%(count)d courriel est prêt à partir.", "%(count)d courriels sont prêts à partir.", count)
    messages.success(request, text % {"count": count})
    return redirect("seats:thanks", public_id)


@never_cache
@login_required
@require_POST
@unavailable_goes_back
def print_thanks(request: HttpRequest, public_id: str) -> HttpResponse:
    """One batch of letters. Posted twice, it is the same batch with new codes."""
    draw = draw_of(request, public_id)
    asked = request.POST.get("batch", "")
    batch = int(asked) if asked.isdecimal() and 0 < int(asked) < 10_000 else 1
    letters = services.write_thanks(
        by=request.user, draw=draw, batch=batch, everyone=request.POST.get("everyone") == "yes"
    )
    if not letters:
        messages.info(request, _("Il n’y a pas de courrier à imprimer."))
        return redirect("seats:thanks", public_id)
    return _sheets(request, "seats/thanks_letters.html", draw, letters)


def _sheets(request: HttpRequest, template: str, draw: Draw, letters: Sequence[Letter]) -> HttpResponse:
    terms = LetterTerms.objects.filter(draw=draw).first()
    context = {
        "draw": draw,
        "body": draw.body,
        "terms": terms,
        "today": today_of(draw),
        "letters": [{"letter": letter, "qr": qr(letter.link)} for letter in letters],
    }
    return render(request, template, context)
