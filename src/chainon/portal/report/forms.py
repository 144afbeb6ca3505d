"""Which place, which period."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chainon.base.scopes.models import Scope
from chainon.base.ui.widgets import LongSelect
from chainon.territory.places.selectors import PlaceRow

from .periods import Period

EVERYWHERE = "partout"


class LookForm(forms.Form):
    def __init__(
        self, *args: Any, territory: Scope, periods: list[Period], places: list[PlaceRow], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["periode"] = forms.ChoiceField(
            label=_("Quand"), widget=LongSelect, choices=[(each.code, each.label) for each in periods]
        )
        rows = [(EVERYWHERE, territory.label), *((each.public_id, f"{each.indent}{each.name}") for each in places)]
        self.fields["lieu"] = forms.ChoiceField(label=_("Où"), widget=LongSelect, choices=rows)
