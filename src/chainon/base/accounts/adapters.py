"""What allauth asks of the house: its mails, its messages, its addresses, in our words."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chainon.base.scopes.models import Territory

from . import letters
from .landing import landing_of
from .models import User

MESSAGES: dict[str, str | Promise] = {
    "account/messages/email_confirmed.txt": _("Votre adresse électronique est confirmée."),
    "account/messages/logged_out.txt": _("Vous êtes déconnecté."),
    "mfa/messages/webauthn_added.txt": _("La clé d’accès est ajoutée."),
    "mfa/messages/webauthn_removed.txt": _("La clé d’accès est retirée."),
}
"""The messages of allauth that we keep, by its template; the others say what the next page shows."""

ERRORS: dict[str, str | Promise] = {
    "account_inactive": _("Ce compte est fermé."),
    "duplicate_email": _("C’est déjà l’adresse de votre compte."),
    "email_taken": _("Cette adresse ne peut pas être utilisée."),
    "incorrect_code": _("Ce code n’est pas le bon. Vérifiez-le, ou demandez-en un autre."),
    "invalid_login": _("La connexion n’a pas abouti. Recommencez."),
    "rate_limited": _("Trop de demandes à la suite : attendez une minute, puis recommencez."),
    "same_as_current": _("C’est déjà l’adresse de votre compte."),
    "too_many_login_attempts": _("Trop d’essais à la suite : attendez quelques minutes, puis recommencez."),
    "unverified_email": _("Confirmez d’abord votre adresse électronique."),
    "unverified_primary_email": _("Confirmez d’abord votre adresse électronique."),
}


def territory_of(request: HttpRequest | None) -> Territory | None:
    return getattr(request, "territory", None)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    error_messages = {**DefaultAccountAdapter.error_messages, **ERRORS}

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Our own template of the same name; nothing of allauth's context that could tell more than needed."""
        territory = territory_of(allauth_context.request)
        scope = territory.scope if territory is not None else None
        letters.write(
            template_prefix.rsplit("/", 1)[-1],
            to=email,
            territory=territory,
            code=context.get("code", ""),
            address=context.get("to_email", ""),
            login_url=letters.address(reverse("account_login"), scope),
            signup_url=letters.address(reverse("account_signup"), scope),
            account_url=letters.address(reverse("accounts:home"), scope),
        )

    def send_account_already_exists_mail(self, email: str) -> None:
        self.send_mail("account/email/account_already_exists", email, {})

    def add_message(
        self, request: HttpRequest, level: int, message_template: str = "", *args: Any, message: str = "", **kwargs: Any
    ) -> None:
        text = message or MESSAGES.get(message_template)
        if text:
            messages.add_message(request, level, str(text))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return landing_of(request)

    def get_email_verification_redirect_url(self, email_address: object) -> str:
        return reverse("accounts:home")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """The passkey first: the recovery codes are few."""
        methods = super().get_reauthentication_methods(user)
        return sorted(methods, key=lambda method: not method["id"].endswith("webauthn"))


class KeysAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    error_messages = {**DefaultMFAAdapter.error_messages, **ERRORS}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to the name of CHAINON_URL, whatever address the request was sent to.

        One identity for all territories, for the account is one: a key made for one address would lock its owner out
        of the others. Browsers let it serve under that name too (`quartier.ma-ville.fr` for `ma-ville.fr`).
        """
        territory = territory_of(allauth_context.request)
        name = territory.name if territory is not None else "Chaînon"
        return {"id": urlsplit(settings.CHAINON_URL).hostname or "localhost", "name": name}

    def generate_authenticator_name(self, user: User, type: str) -> str:
        count = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Ma clé") if count == 0 else gettext("Ma clé {number}").format(number=count + 1)
