"""Passkeys and the recovery codes that go with them."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import flows as recovery
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from .entrance import Answers422, right_address


def key_id(key: Authenticator) -> str:
    """What stands for a passkey in addresses, instead of its integer."""
    return salted_hmac("accounts.key", str(key.pk)).hexdigest()[:12]


class OwnKey:
    """The passkey of the address, among those of the person."""

    request: HttpRequest
    kwargs: dict[str, Any]

    def get_object(self, queryset: object = None) -> Authenticator:
        for key in Authenticator.objects.filter(user=self.request.user, type=Authenticator.Type.WEBAUTHN):
            if key_id(key) == self.kwargs["key"]:
                return key
        raise Http404


class AddKey(Answers422, webauthn.AddWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    template_name = "accounts/key_add.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = FormView.get_context_data(self, **kwargs)
        context["js_data"] = {"creation_options": auth.begin_registration(self.request.user, True)}
        context["right_address"] = right_address(self.request)
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        # Making the key was the proof of presence that seeing the recovery codes asks for.
        record_authentication(self.request, self.request.user, "mfa", type="webauthn", reauthenticated=True)
        return response


class RenameKey(OwnKey, Answers422, webauthn.EditWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    template_name = "accounts/key_rename.html"


class RemoveKey(OwnKey, webauthn.RemoveWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    template_name = "accounts/key_remove.html"
    success_url = reverse_lazy("mfa_list_webauthn")


add_key = never_cache(AddKey.as_view())
rename_key = never_cache(RenameKey.as_view())
remove_key = never_cache(RemoveKey.as_view())


@never_cache
@login_required
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    own = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN).order_by("pk")
    rows = [
        {"id": key_id(key), "name": key.wrap().name, "added": key.created_at, "used": key.last_used_at} for key in own
    ]
    return render(request, "accounts/keys.html", {"keys": rows, "right_address": right_address(request)})


@never_cache
@login_required
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """How many are left; the codes themselves are shown by a POST, once."""
    codes = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.RECOVERY_CODES).first()
    if request.method == "POST":
        shown: HttpResponse = _show_codes(request)
        return shown
    if codes is None:
        return redirect("mfa_list_webauthn")
    wrapped = codes.wrap()
    context = {"left": len(wrapped.get_unused_codes()), "was_shown": wrapped.did_view}
    return render(request, "accounts/recovery_codes.html", context)


@require_POST
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]  # allauth ships no types
def _show_codes(request: HttpRequest) -> HttpResponse:
    if not Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN).exists():
        return redirect("mfa_list_webauthn")
    codes, may_show = recovery.view_recovery_codes(request)
    if codes is None or not may_show:
        codes = recovery.generate_recovery_codes(request).wrap()
        codes.mark_as_viewed()
    return render(request, "accounts/recovery_codes_shown.html", {"codes": codes.get_unused_codes()})
