"""Pictures, each with what it shows, for those who do not see it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from chainon.base.files.forms import SentFileField
from chainon.base.files.kinds import PICTURES
from chainon.deliberation.proposals.services import NewPicture


class PicturesForm(forms.Form):
    """As many as there is room for."""

    def __init__(self, *args: Any, room: int = 4, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = range(1, room + 1)
        for number in self.numbers:
            self.fields[f"picture_{number}"] = SentFileField(
                allowed=PICTURES, required=False, label=_("Image {number}").format(number=number)
            )
            self.fields[f"alt_{number}"] = forms.CharField(
                max_length=200,
                required=False,
                label=_("Ce que montre l’image {number}").format(number=number),
                help_text=_("En quelques mots, pour qui ne la voit pas.") if number == 1 else "",
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in self.numbers:
            if cleaned.get(f"picture_{number}") and not cleaned.get(f"alt_{number}"):
                self.add_error(f"alt_{number}", _("Dites ce que montre l’image : tout le monde ne la voit pas."))
        return cleaned

    @property
    def pairs(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"picture_{number}"], self[f"alt_{number}"]) for number in self.numbers]

    @property
    def pictures(self) -> list[NewPicture]:
        said = self.cleaned_data
        return [
            NewPicture(said[f"picture_{number}"], said[f"alt_{number}"])
            for number in self.numbers
            if said.get(f"picture_{number}")
        ]
