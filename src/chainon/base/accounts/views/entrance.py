"""Coming in and going out: allauth's views under our templates; a refused form answers 422."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache

from chainon.base.accounts import services


def right_address(request: HttpRequest) -> str:
    """This page at the name of CHAINON_URL; empty where passkeys work, at that name and under it (not 127.0.0.1)."""
    name, here = urlsplit(settings.CHAINON_URL).hostname, split_domain_port(request.get_host())[0]
    return "" if here == name or here.endswith(f".{name}") else settings.CHAINON_URL + request.path


class KeysElsewhere:
    """Says where passkeys work, when it is not at the address where one is."""

    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # a mixin before Django's view
        return {**context, "right_address": right_address(self.request)}


class Answers422:
    """A refused form comes back filled, with the status that says so."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]  # a mixin before Django's FormView
        if isinstance(response, TemplateResponse):
            response.status_code = 422
        return response


class Enter(KeysElsewhere, Answers422, account.RequestLoginCodeView):  # type: ignore[misc]  # allauth ships no types
    template_name = "accounts/enter.html"

    def form_valid(self, form: Any) -> HttpResponse:
        if form._user is not None:
            services.note_address(user=form._user)
        response: HttpResponse = super().form_valid(form)
        return response


class EnterCode(Answers422, account.ConfirmLoginCodeView):  # type: ignore[misc]  # allauth ships no types
    template_name = "accounts/enter_code.html"


class SignUp(Answers422, account.SignupView):  # type: ignore[misc]  # allauth ships no types
    template_name = "accounts/sign_up.html"

    def form_valid(self, form: Any) -> HttpResponse:
        # One transaction, hence one wait for the disk, whether the e-mail has an account or not.
        with transaction.atomic():
            if form.account_already_exists:
                services.pretend_to_open_account(display_name=form.cleaned_data["display_name"])
            response: HttpResponse = super().form_valid(form)
        return response


class EmailCode(Answers422, account.ConfirmEmailVerificationCodeView):  # type: ignore[misc]  # allauth ships no types
    template_name = "accounts/email_code.html"


class Leave(account.LogoutView):  # type: ignore[misc]  # allauth ships no types
    template_name = "accounts/leave.html"


class Closed(account.AccountInactiveView):  # type: ignore[misc]  # allauth ships no types
    template_name = "accounts/inactive.html"


class SecondProof(KeysElsewhere, Answers422, mfa.AuthenticateView):  # type: ignore[misc]  # allauth ships no types
    """After the e-mail's code, for accounts that have a passkey: the passkey, or a recovery code."""

    template_name = "accounts/second_proof.html"


class ProveAgain(Answers422, mfa.ReauthenticateView):  # type: ignore[misc]  # allauth ships no types
    template_name = "accounts/prove_again_code.html"


class ProveAgainByKey(KeysElsewhere, webauthn.ReauthenticateWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    template_name = "accounts/prove_again_key.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        return TemplateResponse(self.request, self.template_name, self.get_context_data(form=form), status=422)


enter = Enter.as_view()
enter_code = never_cache(EnterCode.as_view())
enter_by_key = webauthn.login_webauthn
sign_up = SignUp.as_view()
email_code = never_cache(EmailCode.as_view())
leave = never_cache(Leave.as_view())
closed = Closed.as_view()
second_proof = SecondProof.as_view()
prove_again = never_cache(ProveAgain.as_view())
prove_again_by_key = never_cache(ProveAgainByKey.as_view())


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """`handler429`: what allauth answers beyond its limits."""
    response = render(request, "accounts/too_many.html", status=429)
    response["Retry-After"] = "60"
    return response
