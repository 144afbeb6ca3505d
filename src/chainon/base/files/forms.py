"""The field by which a person sends a photo or a PDF: what it refuses is said beside it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from .kinds import PAPERS, PDF, Accepted
from .services import examine_upload


class SentFileField(forms.FileField):
    """Cleans to an `Accepted` (or None), ready for `keep_file`."""

    def __init__(self, *, allowed: frozenset[str] = PAPERS, **kwargs: Any) -> None:
        self.allowed = allowed
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Accepted | None:
        uploaded = super().clean(data, initial)
        return examine_upload(uploaded, allowed=self.allowed) if isinstance(uploaded, UploadedFile) else None

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        accept = (["image/*"] if self.allowed - {PDF} else []) + ([PDF] if PDF in self.allowed else [])
        return {**super().widget_attrs(widget), "accept": ",".join(accept)}
