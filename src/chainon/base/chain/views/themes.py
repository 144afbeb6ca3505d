"""The everyday words of a territory, in public, with the decisions that changed them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chainon.base.chain import rules, selectors, services
from chainon.base.chain.fetching import account_of, territory_of
from chainon.base.chain.forms import ChangeThemeForm, ThemeForm
from chainon.base.chain.models import Theme
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.verdict import Unavailable
from chainon.base.ui.posting import posted


@require_safe
@unchanged_since
def theme_list(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    context = {
        "used": selectors.themes_in_use(territory),
        "retired": Theme.objects.filter(territory=territory).exclude(retired_on=None),
        "changes": selectors.theme_changes(territory),
        "may": rules.may_set_themes(request.user, territory),
    }
    return render(request, "chain/themes.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    rules.may_set_themes(request.user, territory).require()
    form = ThemeForm(posted(request), territory=territory)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_theme(by=account_of(request), territory=territory, **form.cleaned_data)
        except Unavailable as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("Le thème est ajouté."))
            return redirect("chain:themes")
    return render(request, "chain/theme.html", {"form": form, "theme": None}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, theme_id: str) -> HttpResponse:
    territory = territory_of(request)
    rules.may_set_themes(request.user, territory).require()
    theme = Theme.objects.filter(territory=territory, public_id=theme_id).select_related("territory__settings").first()
    if theme is None:
        raise Http404
    form = ChangeThemeForm(posted(request), territory=territory, theme=theme)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_theme(by=account_of(request), theme=theme, **form.cleaned_data)
        except Unavailable as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("Le thème est changé ; ce qui le porte le porte toujours."))
            return redirect("chain:themes")
    return render(request, "chain/theme.html", {"form": form, "theme": theme}, status=422 if form.errors else 200)
