"""« Courrier »: what would have been sent, in a demonstration; what became of it, for the administration elsewhere."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from . import rules, selectors, services
from .models import Mail


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def outbox(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _retry(request)
    page_obj = Paginator(Mail.objects.all(), 20).get_page(request.GET.get("page"))
    if rules.may_read_words():
        return render(request, "mail/demonstration.html", {"page_obj": page_obj})
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    rules.may_oversee(request.user).require()
    context = {
        "page_obj": page_obj,
        "rows": [selectors.state_row(mail) for mail in page_obj],
        "counts": selectors.counts(),
        "sends": settings.CHAINON_SENDS_MAIL,
    }
    return render(request, "mail/outbox.html", context)


def _retry(request: HttpRequest) -> HttpResponse:
    number = services.retry_failed(by=request.user)
    said = ngettext("%(count)s courriel va repartir.", "%(count)s courriels vont repartir.", number)
    messages.success(request, said % {"count": number} if number else _("Aucun courriel n’est en échec."))
    return redirect("mail:outbox")
