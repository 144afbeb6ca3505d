"""The table of past promises."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from chainon.governance.volunteers.intake.sheets import MAX_BYTES


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Le tableau des promesses"),
        help_text=_("Un fichier .csv ou .xlsx, une promesse par ligne, les titres en haut."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        allow_empty_file=True,
        max_length=200,
    )

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(_t("Ce fichier est trop lourd : 15 Mo au plus."))
        return file
