"""The call for hands, and what one offers."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class CallForm(forms.Form):
    missing = forms.CharField(
        label=_("Que vous manque-t-il ?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Des bras, des outils, un savoir-faire, une salle… Ce sera public."),
    )
    people = forms.IntegerField(label=_("Combien de personnes ?"), min_value=1, max_value=1000, required=False)
    hours = forms.IntegerField(label=_("Combien d’heures, en tout ?"), min_value=1, max_value=5000, required=False)


class OfferForm(forms.Form):
    """`asks_name`: without an account, a name and how to reach the person."""

    name = forms.CharField(label=_("Votre nom"), max_length=80)
    contact = forms.CharField(
        label=_("Comment vous joindre ?"),
        max_length=200,
        help_text=_("Un téléphone, une adresse, « à l’accueil du centre social ». Jamais public."),
    )
    brings = forms.CharField(
        label=_("Ce que vous apportez"),
        max_length=200,
        required=False,
        help_text=_("« Le samedi matin », « une perceuse »."),
    )
    entry = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, asks_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("entry", uuid.uuid4())
        if not asks_name:
            del self.fields["name"], self.fields["contact"]
