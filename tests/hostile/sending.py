"""Every form of every page, sent with hostile words; each act is undone, save those that begin what is nowhere yet."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from typing import Any

import pytest
from django import forms
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import transaction
from django.forms.forms import BaseForm
from django.http import HttpResponse
from django.test import Client

from chainon.base import clock
from chainon.base.mail.models import Mail

from .filling import OTHERWISE, Form, faults_of, forms_of
from .poisoning import columns

ATTEMPTS = 5
HEADERS = {"Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date", "Message-ID"}


@dataclass
class Report:
    """What was sent: fields of forms that had hostile words, forms that were accepted so, and what went wrong."""

    bound: dict[str, set[str]] = field(default_factory=dict)
    hostile: set[str] = field(default_factory=set)
    heard: set[tuple[str, str]] = field(default_factory=set)
    accepted: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    sent: int = 0


def name_of(form: type[BaseForm]) -> str:
    return f"{form.__module__.removeprefix('chainon.')}.{form.__qualname__}"


@contextmanager
def listening(report: Report) -> Iterator[list[BaseForm]]:
    """Which forms read hostile words, whatever view made them. The forms of the last request are given."""
    cleaned: list[BaseForm] = []
    clean = BaseForm.full_clean

    def heard(form: BaseForm) -> None:
        clean(form)
        if form.is_bound:
            cleaned.append(form)
            name = name_of(type(form))
            report.bound.setdefault(name, set()).update(form.fields)
            report.heard |= {(name, each) for each in form.fields if form.add_prefix(each) in report.hostile}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseForm, "full_clean", heard)
        yield cleaned


class Sender:
    def __init__(self, report: Report, cleaned: list[BaseForm]) -> None:
        self.report, self.cleaned = report, cleaned
        self.shapes: set[object] = set()
        self.empty = {column.model for column in columns().values() if not column.model._base_manager.exists()}

    def send_all(self, client: Client, path: str, page: str) -> None:
        for form in forms_of(page, path):
            if form.shape not in self.shapes:
                self.shapes.add(form.shape)
                for button in form.buttons or [("", "")]:
                    try:
                        self._until_accepted(client, form, button)
                    except Exception as error:
                        error.add_note(f"{form.method.upper()} {form.action} from {path}")
                        raise

    def _until_accepted(self, client: Client, form: Form, button: tuple[str, str]) -> None:
        """Boxes that refuse hostile words are filled otherwise, one try after another, and the others stay hostile."""
        mended: dict[str, str] = {}
        for attempt in range(ATTEMPTS):
            values = {**form.filled(len(self.shapes) + attempt), **mended}
            if button[0]:
                values[button[0]] = button[1]
            self.report.hostile = {box.name for box in form.boxes.values() if box.is_written} - mended.keys()
            errors = self._send(client, form, values)
            if errors is None:
                return
            for name in errors.keys() & form.boxes.keys():
                if form.boxes[name].kind == "date":
                    mended[name] = (clock.today() + timedelta(days=(-3, 0, 20)[attempt % 3])).isoformat()
                elif name in self.report.hostile:
                    mended[name] = form.boxes[name].value
                elif name in mended:
                    mended[name] = OTHERWISE[attempt % len(OTHERWISE)]

    def _send(self, client: Client, form: Form, values: dict[str, Any]) -> dict[str, Any] | None:
        """The errors by name of box, or None once it was accepted."""
        self.cleaned.clear()
        cache.clear()
        self.report.sent += 1
        client = copy.copy(client)
        client.cookies = copy.deepcopy(client.cookies)
        where = f"{form.method.upper()} {form.action}"
        last = Mail.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        with transaction.atomic():
            send: Callable[..., Any] = client.post if form.method == "post" else client.get
            answer = send(form.action, values)
            self._judge(where, answer)
            done = form.method == "post" and answer.status_code in {302, 200} and self._all_valid()
            if done and answer.status_code == 302 and answer.headers["Location"].startswith("/"):
                self._judge(f"{where}, then", client.get(answer.headers["Location"]))
            self.report.faults += [f"{where}: {each}" for each in faults_of_mails(last)]
            begun = {model for model in self.empty if done and model._base_manager.exists()}
            self.empty -= begun
            transaction.set_rollback(not begun)
        return self._outcome(done, answer)

    def _all_valid(self) -> bool:
        return not any(form.errors for form in self.cleaned)

    def _outcome(self, done: bool, answer: HttpResponse) -> dict[str, Any] | None:
        errors = {form.add_prefix(name): said for form in self.cleaned for name, said in form.errors.items()}
        for form in self.cleaned:
            if done:
                self.report.accepted.add(name_of(type(form)))
            else:
                self.report.refused[name_of(type(form))] = f"{answer.status_code} {dict(form.errors)}"[:300]
        return None if done or not errors else errors

    def _judge(self, where: str, answer: Any) -> None:
        if answer.status_code >= 500:
            self.report.faults.append(f"{where} answers {answer.status_code}")
        elif "text/html" in answer.headers.get("Content-Type", "") and not answer.streaming:
            page = answer.content.decode()
            self.report.faults += [f"{where} shows {each[:200]}" for each in faults_of(page)]
            if "script-src 'self'" not in answer.headers.get("Content-Security-Policy", ""):
                self.report.faults.append(f"{where} has no policy of contents")


def faults_of_mails(since: int) -> Iterator[str]:
    for mail in Mail.objects.filter(pk__gt=since):
        message = EmailMessage(mail.subject, mail.body, "chainon@example.org", [mail.to]).message()
        read = message_from_bytes(message.as_bytes())
        if set(read.keys()) - HEADERS or read.get_content_type() != "text/plain" or read.is_multipart():
            yield f"a mail has other headers: {read.keys()}"
        if any(ord(letter) < 32 for letter in mail.subject + mail.to):
            yield f"a mail is addressed {mail.to!r}, its subject is {mail.subject!r}"


def subclasses(kind: type[BaseForm]) -> Iterator[type[BaseForm]]:
    for each in kind.__subclasses__():
        yield each
        yield from subclasses(each)


def unheard(report: Report, besides: dict[str, str]) -> list[str]:
    """The boxes of words of the house's forms that nothing hostile was ever written in."""

    missing = []
    for kind in subclasses(BaseForm):
        name = name_of(kind)
        is_ours = kind.__module__.startswith("chainon.") and ".tests." not in kind.__module__
        if not is_ours or (kind.__subclasses__() and name not in report.bound):
            continue
        shown = report.bound.get(name, set(kind.base_fields))
        for box, each in kind.base_fields.items():
            written = isinstance(each, forms.CharField) and not isinstance(each.widget, forms.HiddenInput)
            if written and box in shown and (name, box) not in report.heard:
                missing.append(f"{name}.{box}")
    return sorted(each for each in missing if each not in besides and each.rpartition(".")[0] not in besides)
