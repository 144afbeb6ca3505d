"""Form fields about places that other rooms use too."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from chainon.base.scopes.models import Scope
from chainon.base.ui.widgets import LongSelect

from .models import Place
from .outlines import LARGEST_FILE, OutlineError, read_json
from .selectors import tree


class ScopeField(forms.ChoiceField):
    """One of the territory's places, indented as the tree; cleans to its `Scope`.

    Call `offer(territory)` in the form's `__init__`: choices are public ids. The territory itself comes first unless
    `with_territory` is false.
    """

    widget: Any = LongSelect

    def __init__(self, *, with_territory: bool = True, **kwargs: Any) -> None:
        self.with_territory = with_territory
        self.territory: Scope | None = None
        super().__init__(**kwargs)

    def offer(self, territory: Scope) -> None:
        self.territory = territory
        rows = [(row.public_id, "\u2003" * (row.depth + self.with_territory) + row.name) for row in tree(territory)]
        itself = [(territory.public_id, territory.label)] if self.with_territory else []
        empty = [] if self.required else [("", "—")]
        self.choices = [*empty, *itself, *rows]

    def clean(self, value: Any) -> Any:
        public_id = super().clean(value)
        if not public_id or self.territory is None:
            return None
        if public_id == self.territory.public_id:
            return self.territory
        return Place.objects.of(self.territory).get(scope__public_id=public_id).scope


class GeoJSONField(forms.FileField):
    """A file of GeoJSON; cleans to what `json` reads of it. What it draws is judged by the service."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json"}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return None
        try:
            return read_json(file.read(LARGEST_FILE + 1))
        except OutlineError as error:
            raise ValidationError(str(error)) from None
