"""What one says to prepare a process: its name, what it is about, where, who carries it, from which day."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.base.accounts.models import Role
from chainon.base.accounts.rules import By, has_role
from chainon.base.scopes.models import Scope
from chainon.governance.bodies.models import Body
from chainon.governance.processes.framing import LARGEST, Frame, FrameError, dumped, parsed
from chainon.governance.processes.rules import TEAM
from chainon.territory.places.fields import ScopeField


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), **kwargs)


def text_field(label: Any, most: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, **kwargs)


def long_field(label: Any, most: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)


class BodiesField(forms.MultipleChoiceField):
    """Bodies of the territory, as boxes; cleans to the bodies."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, label=gettext_lazy("Qui la porte ?"), **kwargs)
        self.bodies: dict[str, Body] = {}

    def offer(self, bodies: Iterable[Body]) -> None:
        self.bodies = {body.public_id: body for body in bodies}
        self.choices = [(key, body.name) for key, body in self.bodies.items()]

    def clean(self, value: Any) -> Any:
        return [self.bodies[key] for key in super().clean(value)]


def bodies_to_carry(by: By, territory: Scope) -> list[Body]:
    """The open bodies that `by` may say carry a process: those of their team's places, or of which they are members."""
    active = Body.objects.of(territory).active().select_related("scope__territory")
    return [body for body in active if has_role(by, *TEAM, Role.MEMBER, scope=body.scope)]


class SayForm(forms.Form):
    """What a process is called and about, and who carries it."""

    title = text_field(
        gettext_lazy("Comment s’appelle-t-elle ?"),
        120,
        help_text=gettext_lazy("Par exemple : La place du Marché, autrement."),
    )
    about = long_field(
        gettext_lazy("De quoi s’agit-il, en une phrase ?"),
        300,
        help_text=gettext_lazy("Comme vous le diriez à une voisine."),
    )
    bodies = BodiesField(help_text=gettext_lazy("Une instance, plusieurs, ou aucune."))

    def __init__(self, *args: Any, by: By, territory: Scope, kept: Iterable[Body] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = self.fields["bodies"]
        assert isinstance(bodies, BodiesField)
        offered = {body.pk: body for body in [*kept, *bodies_to_carry(by, territory)]}
        bodies.offer(offered.values())
        if not offered:
            del self.fields["bodies"]

    @property
    def carried_by(self) -> list[Body]:
        return list(self.cleaned_data.get("bodies", []))


class OpenForm(SayForm):
    """The same, where, and from which day; `frame` is carried along where it came from a file."""

    place = ScopeField(label=gettext_lazy("Où ?"))
    starts_on = day_field(
        gettext_lazy("Quel jour commence-t-elle ?"),
        help_text=gettext_lazy("Les dates des étapes en sont déduites ; vous pourrez les changer une à une."),
    )
    entry = forms.UUIDField(widget=forms.HiddenInput)
    frame = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LARGEST * 2)
    field_order = ("title", "about", "place", "starts_on", "bodies")

    def __init__(self, *args: Any, territory: Scope, frame: Frame | None = None, **kwargs: Any) -> None:
        super().__init__(*args, territory=territory, **kwargs)
        self.initial.setdefault("entry", uuid.uuid4())
        if frame is not None:
            self.initial.setdefault("frame", dumped(frame))
            self.initial.setdefault("about", frame.about)
        place = self.fields["place"]
        assert isinstance(place, ScopeField)
        place.offer(territory)
        self.territory = territory
        if place.is_no_question:
            del self.fields["place"]

    def clean_frame(self) -> Frame | None:
        return frame_in(self.cleaned_data["frame"]) if self.cleaned_data["frame"] else None

    @property
    def parent(self) -> Scope:
        chosen: Scope = self.cleaned_data.get("place") or self.territory
        return chosen


def frame_in(text: str) -> Frame:
    """Raises `ValidationError`, one fault a line."""
    try:
        return parsed(text)
    except FrameError as error:
        raise forms.ValidationError([forms.ValidationError(fault) for fault in error.faults]) from None


class FrameFileForm(forms.Form):
    """A frame that someone exported, here or elsewhere."""

    file = forms.FileField(
        label=gettext_lazy("Le fichier du cadre"),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        help_text=gettext_lazy("Un fichier .json exporté d’une démarche, d’ici ou d’un autre territoire."),
    )

    def clean_file(self) -> Frame:
        sent = self.cleaned_data["file"]
        assert isinstance(sent, UploadedFile)
        try:
            return frame_in(sent.read(LARGEST * 4 + 1).decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError(_("Ce fichier n’est pas du texte : choisissez un cadre exporté.")) from None


class LayOutForm(forms.Form):
    """A frame for a draft that exists: its text as it was previewed, and the first day."""

    frame = forms.CharField(widget=forms.HiddenInput, max_length=LARGEST * 2)
    starts_on = day_field(gettext_lazy("Quel jour commence-t-elle ?"))

    def clean_frame(self) -> Frame:
        return frame_in(self.cleaned_data["frame"])
