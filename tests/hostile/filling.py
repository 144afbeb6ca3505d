"""Reads the forms of a page as a browser would, and fills them with hostile words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import resolve

from chainon.base import clock

from . import corpus

WRITTEN = {"text", "search", "tel", "textarea", "password"}
EMAIL = '"<img/src=x/onerror=boo()>"@example.org'
LINK = "https://evil.test/?a='onmouseover='boo()"
OTHERWISE = ("", LINK, "12", "2024", "2024-03", "Léa", "75001", EMAIL)
"""What else may be written in a box that refuses hostile words."""


@dataclass
class Box:
    name: str
    kind: str
    value: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    options: list[str] = field(default_factory=list)

    @property
    def is_written(self) -> bool:
        return self.kind in WRITTEN | {"email", "url"}

    def hostile(self, number: int) -> str | list[str] | None:
        """What is sent for it at the `number`th time; None where nothing is."""
        if self.kind in WRITTEN:
            length = int(self.attributes.get("maxlength") or (8000 if self.kind == "textarea" else 200))
            return corpus.long(number, length) if self.kind == "textarea" else corpus.short(number, length)
        if self.kind == "url":
            return LINK
        return EMAIL if self.kind == "email" else self.usual(number)

    def usual(self, number: int = 0) -> str | list[str] | None:
        """What anyone would send for it."""
        chosen = [each for each in self.options if each]
        day = (clock.today() + timedelta(days=(0, 12, -3)[number % 3])).isoformat()
        least = self.attributes.get("min", "")
        usual: dict[str, str | list[str] | None] = {
            "email": "lea@example.org",
            "date": max(least, day) if "required" in self.attributes or number % 2 == 0 else "",
            "number": self.value or (least if least not in {"", "0"} else "1"),
            "select": chosen[number % len(chosen)] if chosen else "",
            "radio": chosen[number % len(chosen)] if chosen else "",
            "checkbox": self.options,
            "time": "18:00",
            "file": None,
            "url": "https://example.org/",
            **dict.fromkeys(WRITTEN, self.value.strip() or "Bonjour"),
        }
        return usual.get(self.kind, self.value)


@dataclass
class Form:
    action: str
    method: str
    boxes: dict[str, Box] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def shape(self) -> tuple[object, ...]:
        """Two forms of one shape are one form."""
        names = tuple(sorted((each.name.rstrip("0123456789-"), each.kind) for each in self.boxes.values()))
        return (resolve(urlsplit(self.action).path).route, self.method, tuple(dict.fromkeys(names)))

    def filled(self, number: int) -> dict[str, str | list[str]]:
        values = {name: box.hostile(number) for name, box in self.boxes.items()}
        return {name: value for name, value in values.items() if value is not None}


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.forms: dict[str, Form] = {}
        self.order: list[Form] = []
        self.now: Form | None = None
        self.area: Box | None = None
        self.select: tuple[Form, Box] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.now = Form(urljoin(self.path, given.get("action") or self.path), given.get("method", "get").lower())
            self.order.append(self.now)
            self.forms[given.get("id", "")] = self.now
        form = self.forms.get(given["form"]) if "form" in given else self.now
        if form is None:
            return
        if tag == "button" and given.get("type", "submit") == "submit":
            form.buttons.append((given.get("name", ""), given.get("value", "")))
        elif tag == "option" and self.select:
            self.select[1].options.append(given.get("value", ""))
        elif given.get("name") and "disabled" not in given:
            self._box(form, tag, given)

    def _box(self, form: Form, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text") if tag == "input" else tag
        if kind == "submit":
            form.buttons.append((given["name"], given.get("value", "")))
            return
        if tag not in {"input", "select", "textarea"}:
            return
        box = form.boxes.setdefault(given["name"], Box(given["name"], kind, given.get("value", ""), given))
        if kind in {"radio", "checkbox"}:
            box.options.append(given.get("value", "on"))
        self.area = box if kind == "textarea" else None
        self.select = (form, box) if kind == "select" else self.select

    def handle_data(self, data: str) -> None:
        if self.area:
            self.area.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.now = None
        elif tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None


def forms_of(page: str, path: str) -> list[Form]:
    reader = _Reader(path)
    for part in FORM.findall(page):
        reader.feed(part)
    for tag in OUTSIDE.findall(page):
        reader.feed(tag)
    return reader.order


FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
OUTSIDE = re.compile(r"<(?:input|button|select|textarea)\b[^>]*\sform=[^>]*>")
TAG = re.compile(r"""<[a-zA-Z](?:"[^"]*"|'[^']*'|[^>"'])*>|<[a-zA-Z][^>]*>""")
STRANGERS = frozenset({"iframe", "object", "embed", "base", "math", "style", "marquee", "plaintext", "xmp", "image"})
CARRIED = frozenset({"style", "srcdoc", "background", "xlink:href", "poster", "srcset"})
SCHEMES = frozenset({"", "http", "https", "mailto", "tel", "webcal"})


class _Tag(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.is_whole = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given, self.is_whole = dict(attrs), True
        self.bad += [name for name in given if name.startswith("on") or name in CARRIED]
        self.bad += [tag] if tag in STRANGERS else []
        for name in ("href", "src", "action", "formaction"):
            value = (given.get(name) or "").strip()
            outside = name != "href" and urlsplit(value).netloc
            if (urlsplit(value).scheme not in SCHEMES and not value.startswith("data:image/")) or outside:
                self.bad.append(name)
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.bad.append("script")


@cache
def is_ours(tag: str) -> bool:
    """Whether someone of the house may have written this tag."""
    read = _Tag()
    read.feed(tag)
    return read.is_whole and not read.bad and "<" not in tag[1:]


def faults_of(page: str) -> list[str]:
    """Tags of a page that hostile words have put there, and templates filled in by their author."""
    strange = [tag for tag in dict.fromkeys(TAG.findall(page)) if not is_ours(tag)]
    return strange + [corpus.COMPUTED] * (corpus.COMPUTED in page)
