from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.base import clock
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.models import Node
from chainon.base.slips.forms import CodeForm

from .rules import SHEET


class DeclareForm(forms.Form):
    """One press, without account or code."""

    entry = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("entry", uuid.uuid4())


class SlipForm(CodeForm):
    """The code of the half that was kept: its form was entered, so it stands for one person."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("Celui d’un coupon dont le papier a été rendu rempli. Trois groupes.")


class PersonForm(forms.Form):
    first_name = forms.CharField(
        label=gettext_lazy("Son prénom"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )
    digits = forms.RegexField(
        r"\A[0-9]{4}\Z",
        label=gettext_lazy("Quatre chiffres que la personne connaît par cœur"),
        help_text=gettext_lazy(
            "Les quatre derniers de son téléphone. Sans téléphone : le jour et le mois de sa naissance (0412)."
        ),
        error_messages={"invalid": gettext_lazy("Écrivez quatre chiffres, sans espace.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "maxlength": 4}),
    )

    def clean_first_name(self) -> str:
        name: str = self.cleaned_data["first_name"]
        if not any(mark.isalpha() for mark in name):
            raise forms.ValidationError(_("Écrivez un prénom."))
        return name


class SheetForm(forms.Form):
    number = forms.IntegerField(
        label=gettext_lazy("Combien de signatures ?"),
        min_value=1,
        max_value=SHEET,
        help_text=gettext_lazy("Comptez les lignes lisibles, une par personne."),
    )
    collected_on = forms.DateField(
        label=gettext_lazy("Quel jour ?"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    entry = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, node: Node, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = clock.today(zone_of(node.territory))
        self.initial.setdefault("entry", uuid.uuid4())
        self.initial.setdefault("collected_on", self.today)

    def clean_collected_on(self) -> date:
        day: date = self.cleaned_data["collected_on"]
        if day > self.today:
            raise forms.ValidationError(_("Ce jour n’est pas encore venu."))
        return day
