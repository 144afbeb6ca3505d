"""The forms of accounts: allauth's, in our words, and our own."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Role
from .signup import NameForm

EMAIL_LABEL = _("Votre adresse électronique")
CODE_HELP = _("Huit chiffres, reçus par courriel. Il sert une fois, pendant quinze minutes.")


def _email(field: forms.Field, label: Any = EMAIL_LABEL) -> None:
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs["autocomplete"] = "email"


def _code(field: forms.Field, label: Any, help_text: Any) -> None:
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update({"inputmode": "numeric", "autofocus": True, "autocapitalize": "off", "size": "12"})


class RequestCodeForm(account_forms.RequestLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _email(self.fields["email"])


class LoginCodeForm(account_forms.ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Le code reçu"), CODE_HELP)


class EmailCodeForm(account_forms.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Le code reçu"), CODE_HELP)


class SignupForm(account_forms.SignupForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _email(self.fields["email"])


class ChangeEmailForm(account_forms.AddEmailForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _email(self.fields["email"], _("Votre nouvelle adresse électronique"))


class AddKeyForm(webauthn_forms.SignupWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A passkey always opens the account by itself; allauth's other form also makes keys that only come second."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Le nom de cette clé")
        self.fields["name"].help_text = _("Pour la reconnaître : « téléphone », « ordinateur du centre »…")


class RenameKeyForm(webauthn_forms.EditWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Le nom de cette clé")
        self.fields["name"].max_length = 60


def _recovery_code(form: forms.Form) -> None:
    _code(form.fields["code"], _("Un code de secours"), _("Huit chiffres, sur la feuille que vous avez gardée."))
    form.fields["code"].widget.attrs["autocomplete"] = "off"


class AuthenticateForm(mfa_forms.AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _recovery_code(self)


class ReauthenticateForm(mfa_forms.ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _recovery_code(self)


class CloseForm(forms.Form):
    sure = forms.BooleanField(
        label=_("Je comprends que mon compte sera vidé et que cela ne peut pas être défait."),
        error_messages={"required": _("Cochez la case pour fermer votre compte.")},
    )


class SetupForm(NameForm):
    email = forms.EmailField(label=EMAIL_LABEL, widget=forms.EmailInput({"autocomplete": "email"}))
    field_order = ["email", "display_name"]


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("Adresse électronique de la personne"), widget=forms.EmailInput({"autocomplete": "off"})
    )
    role = forms.ChoiceField(label=_("Son rôle"), widget=forms.RadioSelect)
    scope = forms.ChoiceField(label=_("Où"), help_text=_("Le rôle vaut là et pour tout ce qui en dépend."))
    message = forms.CharField(
        label=_("Un mot pour elle"),
        help_text=_("Il sera dans le courriel, après la présentation du rôle."),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, roles: list[tuple[str, str]], scopes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles  # type: ignore[attr-defined]  # a ChoiceField, two lines above
        self.fields["scope"].choices = scopes  # type: ignore[attr-defined]  # a ChoiceField, two lines above

    def chosen_role(self) -> Role:
        return Role(self.cleaned_data["role"])
