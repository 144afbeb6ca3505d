"""What a sign-up asks besides the e-mail. A file of its own: allauth builds its forms on it, and ours come on top."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .models import User


class NameForm(forms.Form):
    display_name = forms.CharField(
        label=_("Votre nom ou prénom"),
        help_text=_("C’est ainsi que vous apparaîtrez aux autres. Un prénom suffit."),
        max_length=80,
        required=False,
        widget=forms.TextInput({"autocomplete": "name"}),
    )


class SignupName(NameForm):
    field_order = ["email", "display_name"]

    def signup(self, request: HttpRequest, user: User) -> None:
        user.display_name = self.cleaned_data["display_name"].strip()
        user.save(update_fields=["display_name"])
