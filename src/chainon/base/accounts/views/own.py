"""A person's own account."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from allauth.account.views import EmailView
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from chainon.base.accounts import rules, selectors, services
from chainon.base.accounts.forms import CloseForm
from chainon.base.accounts.models import User
from chainon.base.accounts.signup import NameForm
from chainon.base.ui.posting import posted

from .entrance import Answers422


class SignedIn(HttpRequest):
    """A request that `login_required` let through."""

    user: User


class ChangeEmail(Answers422, EmailView):  # type: ignore[misc]  # allauth ships no types
    template_name = "accounts/email.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method in {"GET", "HEAD"}:  # allauth writes a missing row here: a GET never writes
            self._did_send_verification_email = False
            return FormView.dispatch(self, request, *args, **kwargs)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


change_email = never_cache(login_required(ChangeEmail.as_view()))


@never_cache
@login_required
def home(request: SignedIn) -> HttpResponse:
    form = NameForm(posted(request), initial={"display_name": request.user.display_name})
    if request.method == "POST" and form.is_valid():
        services.rename_account(by=request.user, display_name=form.cleaned_data["display_name"])
        messages.success(request, _("Votre nom est enregistré."))
        return redirect("accounts:home")
    context = {
        "form": form,
        "roles": selectors.roles_held(request.user),
        "keys": Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN).count(),
        "is_asked_for_a_key": selectors.is_asked_for_a_key(request.user),
    }
    return render(request, "accounts/home.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def leave_everywhere(request: SignedIn) -> HttpResponse:
    services.log_out_everywhere(by=request.user)
    logout(request)
    messages.success(request, _("Vous êtes déconnecté de tous les appareils."))
    return redirect("account_login")


@never_cache
@require_safe
@login_required
def own_data(request: SignedIn) -> HttpResponse:
    response = JsonResponse(selectors.own_data(request.user), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    return response


@never_cache
@login_required
@reauthentication_required(allow_get=True, app="allauth.account")  # type: ignore[untyped-decorator]  # allauth ships no types
def close(request: SignedIn) -> HttpResponse:
    verdict = rules.may_erase(request.user, request.user)
    form = CloseForm(posted(request))
    if request.method == "POST" and verdict and form.is_valid():
        territory = getattr(request, "territory", None)
        services.erase_account(by=request.user, user=request.user, scope=territory.scope if territory else None)
        logout(request)
        messages.success(request, _("Votre compte est supprimé. Merci pour ce que vous avez apporté."))
        return redirect("account_login")
    status = 200 if request.method != "POST" else 422 if verdict else 403
    return render(request, "accounts/close.html", {"form": form, "verdict": verdict}, status=status)
