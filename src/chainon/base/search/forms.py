"""What one looks for; names of the address in French."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .kinds import search_kinds
from .selectors import LONGEST


class SearchForm(forms.Form):
    q = forms.CharField(
        label=gettext_lazy("Que cherchez-vous ?"),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "enterkeyhint": "search"}),
    )
    sorte = forms.ChoiceField(label=gettext_lazy("Parmi"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = sorted((str(kind.label).capitalize(), kind.name) for kind in search_kinds().values())
        kind = self.fields["sorte"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [("", _("Tout")), *((name, label) for label, name in kinds)]
