"""The legal pages, and the form that fills them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from chainon.base.accounts.models import User
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.models import Scope, Territory
from chainon.base.ui.asked import is_elsewhere
from chainon.base.ui.posting import posted

from . import rules, selectors, services
from .forms import NoticeForm
from .keeping import kept

View = Callable[[HttpRequest], HttpResponse]
TITLES = {
    "mentions": gettext_lazy("Mentions légales"),
    "data": gettext_lazy("Données personnelles"),
    "accessibility": gettext_lazy("Accessibilité"),
    "keepers": gettext_lazy("Qui tient cette plateforme"),
}


def told_elsewhere(view: View) -> View:
    """At the address of the platform itself: who answers for each territory, and where its own page is."""

    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        if not is_elsewhere(request):
            return view(request)
        rows = selectors.notices_elsewhere(request.path)
        return render(request, "legal/elsewhere.html", {"title": TITLES[view.__name__], "rows": rows})

    return wrapped


@require_safe
@unchanged_since
@told_elsewhere
def mentions(request: HttpRequest) -> HttpResponse:
    return _page(request, "mentions")


@require_safe
@unchanged_since
@told_elsewhere
def data(request: HttpRequest) -> HttpResponse:
    return _page(request, "data", kept=kept(_territory(request).scope))


@require_safe
@unchanged_since
@told_elsewhere
def accessibility(request: HttpRequest) -> HttpResponse:
    return _page(request, "accessibility")


@require_safe
@unchanged_since
@told_elsewhere
def keepers(request: HttpRequest) -> HttpResponse:
    counts = selectors.role_counts(_territory(request).scope)
    return _page(request, "keepers", sights=selectors.SIGHTS, counts=counts)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    scope = _territory(request).scope
    rules.may_edit_legal(request.user, scope).require()
    notice = selectors.notice_of(scope)
    form = NoticeForm(
        posted(request),
        instance=notice,
        initial={"purge_months": scope.settings.purge_months},
    )
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, User)
        notice = services.fill_notice(
            by=request.user, territory=scope, answers=form.answers(), purge_months=form.cleaned_data["purge_months"]
        )
        _say_what_is_missing(request, selectors.missing(notice))
        return redirect("legal:keepers")
    return render(request, "legal/edit.html", {"form": form}, status=422 if form.errors else 200)


def _say_what_is_missing(request: HttpRequest, missing: list[str]) -> None:
    if missing:
        messages.warning(request, _("C’est enregistré. Il manque encore : {what}.").format(what=", ".join(missing)))
    else:
        messages.success(request, _("C’est enregistré : les pages légales sont complètes."))


def _page(request: HttpRequest, page: str, **more: object) -> HttpResponse:
    scope: Scope = _territory(request).scope
    notice = selectors.notice_of(scope)
    context = {
        "notice": notice,
        "missing": selectors.missing(notice, page),
        "may_edit": bool(rules.may_edit_legal(request.user, scope)),
        "read_on": selectors.READ_ON,
        **more,
    }
    return render(request, f"legal/{page}.html", context)


def _territory(request: HttpRequest) -> Territory:
    territory: Territory | None = getattr(request, "territory", None)
    if territory is None:
        raise Http404
    return territory
