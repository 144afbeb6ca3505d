"""Hostile files in every box for a file: refused with a reason beside it, the rest of the form as it was filled; or
kept without what they hid."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.forms.forms import BaseForm
from django.test import Client
from django.utils.html import escape

from chainon.base.files.kinds import PAPERS, Accepted
from chainon.base.files.models import File
from chainon.base.files.services import read_bytes
from chainon.base.files.tests.pictures import SECRET_PLACE

from .bombs import BOMBS, MARK
from .filling import Form, forms_of
from .sending import name_of, subclasses

HIDDEN = (MARK, SECRET_PLACE, b"PK\x03\x04", b"GPS")
NOT_RECEIVED = {"base.ui.gallery.ExampleForm.file": "the gallery shows it and receives nothing"}


REPLACED = {"source": "the lines of a file take the place of those typed, to be corrected on the screen"}


class Bomber:
    """`boxes`: those that were tried; `faults`: what went wrong."""

    def __init__(self, cleaned: list[BaseForm]) -> None:
        self.cleaned = cleaned
        self.boxes: set[str] = set()
        self.faults: list[str] = []
        self.shapes: set[object] = set()
        self.files = {what: (name, make()) for what, (name, make) in BOMBS.items()}

    def send_all(self, client: Client, path: str, page: str) -> None:
        for form in forms_of(page, path) if 'type="file"' in page else ():
            box = next((box.name for box in form.boxes.values() if box.kind == "file"), None)
            if box is not None and form.method == "post" and form.shape not in self.shapes:
                self.shapes.add(form.shape)
                for what, (name, data) in self.files.items():
                    found = self._send(client, form, box, SimpleUploadedFile(name, data))
                    self.faults += [f"{form.action}, {what}: {fault}" for fault in found]

    def untried(self) -> list[str]:
        every = {
            f"{name_of(kind)}.{box}"
            for kind in subclasses(BaseForm)
            if kind.__module__.startswith("chainon.") and not kind.__subclasses__()
            for box, field in kind.base_fields.items()
            if isinstance(field, forms.FileField)
        }
        return sorted(every - self.boxes - NOT_RECEIVED.keys())

    def _send(self, client: Client, form: Form, box: str, sent: SimpleUploadedFile) -> list[str]:
        cache.clear()
        self.cleaned.clear()
        values = {name: value for name, each in form.boxes.items() if (value := each.usual()) is not None}
        button = next((dict([each]) for each in form.buttons if each[0] and "publish" in each[1]), {})
        last = File.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        with transaction.atomic():
            answer = client.post(form.action, {**values, **button, box: sent})
            faults = [f"answers {answer.status_code}"] if answer.status_code not in {302, 422} else []
            if answer.status_code == 302:
                there = client.get(answer.headers["Location"])
                faults += [f"leads to {there.status_code}"] if there.status_code >= 400 else []
            for file in File.objects.live().filter(pk__gt=last, content_type__in=PAPERS):
                faults += _hidden_in(file.content_type, read_bytes(file))
            transaction.set_rollback(True)
        page = answer.content.decode()
        for read in self.cleaned:
            for name, field in read.fields.items():
                if isinstance(field, forms.FileField) and read.add_prefix(name) == box:
                    self.boxes.add(f"{name_of(type(read))}.{name}")
                    faults += _judged(read, name, page)
        return faults + (_lost(form, values, page) if answer.status_code == 422 else [])


def _judged(read: BaseForm, name: str, page: str) -> list[str]:
    """Refused: the reason is in the page. Accepted: nothing is left of what it hid."""
    if errors := read.errors.get(name):
        return [] if all(escape(str(error)) in page for error in errors) else [f"does not say {errors}"]
    kept = read.cleaned_data.get(name)
    return _hidden_in(kept.content_type, kept.content) if isinstance(kept, Accepted) else []


def _hidden_in(content_type: str, data: bytes) -> list[str]:
    found = [each for each in HIDDEN if each in data]
    return [f"keeps {found} in {content_type}"] if found else []


def _lost(form: Form, values: dict[str, Any], page: str) -> list[str]:
    """What was typed and is no longer there."""
    again = next((each for each in forms_of(page, form.action) if each.boxes.keys() >= form.boxes.keys()), None)
    if again is None:
        return ["the form does not come back"]
    written = [box for box in form.boxes.values() if box.is_written]
    kept = {name: box.value.strip() for name, box in again.boxes.items()}
    return [f"lost {box.name}" for box in written if values[box.name] != kept[box.name] and box.name not in REPLACED]
