"""The ages at which bands start, typed as a list: « 16, 26, 41, 61 »."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.governance.volunteers.intake.ages import bands


class StartsField(forms.CharField):
    """Cleans to a growing list of ages."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("label", gettext_lazy("Une tranche d’âge commence à"))
        kwargs.setdefault("help_text", gettext_lazy("Des âges séparés par des virgules : 16, 26, 41, 61."))
        super().__init__(max_length=80, **kwargs)  # type: ignore[arg-type]  # the options of every field

    def clean(self, value: object) -> list[int]:
        text = super().clean(value)
        starts = [int(number) for number in re.findall(r"\d{1,3}", text)]
        if text and re.sub(r"[\d\s,;.]+|ans|et", "", text):
            raise forms.ValidationError(_("Écrivez seulement des âges séparés par des virgules : 16, 26, 41, 61."))
        if starts:
            try:
                bands(starts)
            except ValueError as error:
                raise forms.ValidationError(_("Ces âges doivent aller du plus petit au plus grand.")) from error
        return starts


def written(starts: list[int]) -> str:
    return ", ".join(str(start) for start in starts)
