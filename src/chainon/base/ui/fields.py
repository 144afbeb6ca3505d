"""A choice among objects that have a public id, read in one query; an address, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Protocol

from django import forms
from django.utils.translation import gettext_lazy as _

from .widgets import LongSelect


class Thing(Protocol):
    @property
    def public_id(self) -> Any: ...


class AddressField(forms.URLField):
    """The address of a page, as one copies it; https where the beginning was left out."""

    default_error_messages: ClassVar[Any] = {
        "invalid": _("Cette adresse ne se lit pas. Copiez-la entière, comme https://www.ma-ville.fr/page.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"assume_scheme": "https", **kwargs})


class PickField(forms.ChoiceField):
    """One of the things offered; cleans to it, or to None. Call `offer` in the form's `__init__`."""

    widget: Any = LongSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})
        self.things: dict[str, Thing] = {}

    def offer(self, things: Iterable[Thing], none: Any, say: Callable[[Any], str] = str) -> None:
        """`none`: what stands for no choice at all; `say`: how each is named."""
        self.things = {str(thing.public_id): thing for thing in things}
        self.choices = [("", none), *((key, say(thing)) for key, thing in self.things.items())]

    def clean(self, value: Any) -> Any:
        return self.things.get(super().clean(value))
