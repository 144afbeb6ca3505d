from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from chainon.commitments.answers.models import Answerer

from .models import Commitment, UpdateKind

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class WhatForm(forms.Form):
    what = forms.CharField(
        label=_("Quoi ?"), max_length=160, help_text=_("Une phrase : « Réparer l’ascenseur de la tour B ».")
    )
    due_on = forms.DateField(
        label=_("Pour quand ?"),
        widget=DAY,
        help_text=_("Ce jour sera public. Vous pourrez le repousser en disant pourquoi."),
    )
    for_whom = forms.CharField(label=_("Pour qui ?"), max_length=160, required=False)
    details = forms.CharField(
        label=_("Plus précisément"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class PromiseForm(WhatForm):
    signed_by = forms.CharField(
        label=_("Signé par"), max_length=120, help_text=_("Le nom et la fonction de qui s’engage : ils seront publics.")
    )


class RecordForm(PromiseForm):
    answerer = forms.ModelChoiceField(
        label=_("Qui s’engage ?"), queryset=Answerer.objects.none(), to_field_name="public_id"
    )
    field_order = ("answerer", "what", "due_on", "for_whom", "details", "signed_by")

    def __init__(self, *args: Any, answerers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["answerer"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = answerers


class TakeOnForm(WhatForm):
    owner = forms.CharField(
        label=_("Qui s’en occupe ?"),
        max_length=120,
        help_text=_("Le nom du groupe, tel que tout le monde le lira : « Le collectif du 12 »."),
    )
    field_order = ("owner", "what", "due_on", "for_whom", "details")


class NewsForm(forms.Form):
    kind = forms.ChoiceField(label=_("Où en est-on ?"), choices=UpdateKind.choices, widget=forms.RadioSelect)
    new_due_on = forms.DateField(
        label=_("Nouveau jour"),
        widget=DAY,
        required=False,
        help_text=_("Seulement si c’est repoussé. L’ancien jour reste affiché."),
    )
    text = forms.CharField(
        label=_("En quelques phrases"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Ce qui a été fait, ce qui reste, ou pourquoi non. Ce texte sera public."),
    )
    signed_by = forms.CharField(label=_("Signé par"), max_length=120)

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._commitment = commitment

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("kind") != UpdateKind.POSTPONED:
            found["new_due_on"] = None
        elif not found.get("new_due_on"):
            if "new_due_on" not in self.errors:
                self.add_error("new_due_on", _t("Écrivez le nouveau jour."))
        elif found["new_due_on"] <= self._commitment.due_on:
            self.add_error("new_due_on", _t("Le nouveau jour vient après l’ancien."))
        return found
