"""What one types about slips: a code, how to be called, how many to print and where."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.base.codes import code_hash
from chainon.base.scopes.models import Scope

from .services import LARGEST, SMALLEST


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Le code de votre coupon"),
        max_length=40,
        help_text=gettext_lazy(
            "Trois groupes de lettres et de chiffres. Majuscules, espaces et tirets ne comptent pas."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """Its last letter says whether one of them is wrong: that alone is said, whatever the code opens."""
        code: str = self.cleaned_data["code"]
        if not code_hash(code):
            raise ValidationError(_("Il y a une lettre ou un chiffre de travers : relisez le code, groupe par groupe."))
        return code


class CallForm(forms.Form):
    contact = forms.CharField(
        label=gettext_lazy("Votre téléphone, ou comment vous trouver"),
        max_length=200,
        help_text=gettext_lazy("Lu par les habitants-relais et l’animation seulement, effacé quand vous le demandez."),
    )


class PadForm(forms.Form):
    where = forms.ChoiceField(label=gettext_lazy("Pour quel lieu ?"))
    size = forms.IntegerField(
        label=gettext_lazy("Combien de coupons ?"),
        min_value=SMALLEST,
        max_value=LARGEST,
        initial=60,
        help_text=gettext_lazy("De 20 à 500, trois par page."),
    )
    entry = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: list[Scope], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = {each.public_id: each for each in places}
        field = self.fields["where"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.public_id, each.label) for each in places]
        self.fields["entry"].initial = uuid.uuid4

    def clean_where(self) -> Scope:
        return self._places[self.cleaned_data["where"]]
