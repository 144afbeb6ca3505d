"""Form fields about places that other rooms use too."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from chainon.base.scopes.models import Scope, ScopeQuerySet
from chainon.base.ui.widgets import LongSelect

from .models import Place
from .outlines import LARGEST_FILE, OutlineError, read_json
from .selectors import tree


class ScopeField(forms.ChoiceField):
    """One of the territory's places, indented as the tree; cleans to its `Scope`.

    Call `offer(territory)` in the form's `__init__`: choices are public ids. The territory itself comes first unless
    `with_territory` is false. `only`: those where the person may act; another one is refused by its name.
    """

    widget: Any = LongSelect

    def __init__(self, *, with_territory: bool = True, **kwargs: Any) -> None:
        self.with_territory = with_territory
        self.territory: Scope | None = None
        self.elsewhere: dict[str, str] = {}
        super().__init__(**kwargs)

    def offer(self, territory: Scope, *, only: ScopeQuerySet | None = None) -> None:
        self.territory = territory
        itself = [(0, territory.public_id, territory.label)] if self.with_territory else []
        rows = [(row.depth + self.with_territory, row.public_id, row.name) for row in tree(territory)]
        offered = [*itself, *rows]
        if only is not None:
            here = set(only.values_list("public_id", flat=True))
            self.elsewhere = {public_id: name for _depth, public_id, name in offered if public_id not in here}
            offered = [row for row in offered if row[1] in here]
        first = min((depth for depth, _public_id, _name in offered), default=0)
        empty = [] if self.required else [("", "—")]
        self.choices = [*empty, *((public_id, "\u2003" * (depth - first) + name) for depth, public_id, name in offered)]

    @property
    def is_no_question(self) -> bool:
        """There is only the territory itself."""
        offered = [value for value, _name in self.widget.choices if value]
        return offered == [self.territory and self.territory.public_id]

    def validate(self, value: Any) -> None:
        if value in self.elsewhere:
            said = _("Ce lieu n’est pas l’un des vôtres : {place}. Choisissez-en un de la liste.")
            raise ValidationError(said.format(place=self.elsewhere[value]))
        super().validate(value)

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
