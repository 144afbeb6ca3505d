"""Fields that several forms share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from chainon.base.files.forms import SentFileField
from chainon.base.ui.fields import AddressField
from chainon.commitments.commitments.money import AmountError, read_cents
from chainon.commitments.commitments.services import Shown

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class EurosField(forms.CharField):
    """« 12 000,50 »; cleans to whole cents, or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=24, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def clean(self, value: Any) -> Any:
        try:
            return read_cents(super().clean(value))
        except AmountError:
            raise forms.ValidationError(_("Écrivez une somme en euros : 12000, ou 12 000,50.")) from None


class ShownFields(forms.Form):
    """A picture, a document or an address, what one sees there, and which day it was so. All of it may be left out."""

    file = SentFileField(required=False)
    link = AddressField(max_length=400, required=False)
    shows = forms.CharField(max_length=200, required=False)
    shown_on = forms.DateField(widget=DAY, required=False)

    proof_fields = ("file", "link", "shows", "shown_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _("Une photo ou un document")
        self.fields["file"].help_text = _(
            "Public. Sur une photo, personne que l’on puisse reconnaître sans son accord."
        )
        self.fields["link"].label = _("Ou l’adresse d’une page")
        self.fields["shows"].label = _("Ce que l’on y voit")
        self.fields["shown_on"].label = _("Quel jour ?")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        has_proof = bool(cleaned.get("file") or cleaned.get("link"))
        if has_proof and not cleaned.get("shows"):
            self.add_error("shows", _("Dites en quelques mots ce que l’on y voit."))
        if has_proof and not cleaned.get("shown_on") and "shown_on" not in self.errors:
            self.add_error("shown_on", _("Écrivez de quel jour cela date."))
        return cleaned

    @property
    def shown(self) -> Shown | None:
        given = self.cleaned_data
        if not (given.get("file") or given.get("link")):
            return None
        return Shown(given["shows"], given["shown_on"], given.get("file"), given.get("link") or "")

    def said(self) -> dict[str, Any]:
        """What the other fields say, and the proof."""
        others = {name: value for name, value in self.cleaned_data.items() if name not in self.proof_fields}
        return {**others, "shown": self.shown}
