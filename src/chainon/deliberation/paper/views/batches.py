"""The piles: opened, checked, closed; who may help."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chainon.base.chain.fetching import account_of, territory_of
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.ui.posting import posted
from chainon.base.ui.qr import qr
from chainon.deliberation.paper import links, rules, selectors, services
from chainon.deliberation.paper.forms import BatchForm, HelpForm
from chainon.deliberation.paper.models import Batch, Helper
from chainon.deliberation.proposals.rules import may_review

from .fetching import batch_of


@login_required
@never_cache
@require_safe
def batch_list(request: HttpRequest) -> HttpResponse:
    territory, by = territory_of(request), account_of(request)
    rules.may_see_batches(by, territory).require()
    return render(request, "paper/batches.html", {"batches": selectors.batches_for(by, territory)})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_batch(request: HttpRequest) -> HttpResponse:
    territory, by = territory_of(request), account_of(request)
    rules.may_see_batches(by, territory).require()
    form = BatchForm(posted(request), by=by, territory=territory)
    if request.method == "POST" and form.is_valid():
        try:
            batch = services.open_batch(by=by, **form.said)
        except (Refused, Unavailable) as error:
            form.add_error(None, str(error))
        else:
            return redirect("paper:type", batch.public_id)
    return render(request, "paper/open.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def batch_page(request: HttpRequest, batch_id: str) -> HttpResponse:
    """Is the count right? And who helps: a link to copy, ended in one press."""
    batch, by = batch_of(request, batch_id), account_of(request)
    rules.may_see(by, batch).require()
    form = HelpForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.give_help(by=by, batch=batch, **form.cleaned_data)
        except Unavailable as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Le lien est prêt : copiez-le, ou faites-le scanner."))
            return redirect("paper:batch", batch.public_id)
    return render(request, "paper/batch.html", _batch(request, batch, form), status=422 if form.errors else 200)


def _batch(request: HttpRequest, batch: Batch, form: HelpForm) -> dict[str, object]:
    may_ask = bool(rules.may_ask_for_help(request.user, batch))
    helpers = selectors.helpers_of(batch) if may_ask else []
    return {
        "batch": batch,
        "missing": batch.missing,
        "too_many": -batch.missing,
        "to_read": selectors.to_read(batch),
        "may_review": bool(may_review(request.user, batch.scope)),
        "typed": selectors.last_typed(batch, limit=200),
        "may_type": bool(rules.may_type(request.user, batch)),
        "may_ask": may_ask,
        "helpers": [(each, link, qr(link)) for each in helpers for link in (links.address_of(each),)],
        "form": form,
    }


@require_POST
@login_required
def close_batch(request: HttpRequest, batch_id: str) -> HttpResponse:
    batch = batch_of(request, batch_id)
    services.close_batch(by=account_of(request), batch=batch)
    messages.success(request, _("La pile « %(name)s » est close.") % {"name": batch.name})
    return redirect("paper:batches")


@require_POST
@login_required
def end_help(request: HttpRequest, helper_id: str) -> HttpResponse:
    mine = Helper.objects.filter(public_id=helper_id, batch__territory=territory_of(request))
    helper = mine.select_related("batch__scope", "batch__territory").first()
    if helper is None:
        raise Http404
    services.end_help(by=account_of(request), helper=helper)
    messages.success(request, _("Le lien de %(name)s n’ouvre plus rien.") % {"name": helper.name})
    return redirect("paper:batch", helper.batch.public_id)
