"""The components of every page, as tags and filters that need no `{% load %}`. The gallery `/ui/` shows each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.contrib.messages import constants
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from chainon.base.ui import charts, maps, names, typography
from chainon.base.ui import prose as written
from chainon.base.ui.differences import Piece
from chainon.base.ui.menu import Shown
from chainon.base.ui.rings import Ring

register = template.Library()

SHOWN_STEPS = 3
NOTICES = {constants.SUCCESS: "kept", constants.WARNING: "wait", constants.ERROR: "late"}


# --- words and figures: what is not known yet is shown as nothing


@register.filter
def number(value: object, digits: int = 0) -> str:
    return "" if value in (None, "") else typography.number(typography.real(value), digits)


@register.filter
def percent(value: object, digits: int | None = None) -> str:
    """A share between 0 and 1 (a number, or "n/d") in percent."""
    return "" if value in (None, "") else typography.percent(typography.real(value), digits)


@register.filter(expects_localtime=True)
def day(value: date | None, style: str = "long") -> str:
    return typography.day(value, style) if value else ""


@register.filter(expects_localtime=True)
def hour(value: datetime | None) -> str:
    return typography.hour(value) if value else ""


@register.filter(expects_localtime=True)
def moment(value: datetime | None) -> str:
    return typography.moment(value) if value else ""


@register.simple_tag
def colon() -> str:
    return typography.colon()


@register.filter
def in_words(value: str) -> str:
    """A name in the language of the page, when the software itself wrote it."""
    return names.in_words(value)


@register.filter
def quoted(value: object) -> str:
    """In the quotation marks of the language of the page."""
    return typography.quoted(value)


@register.filter
def ordinal(value: int) -> str:
    return typography.ordinal(value)


@register.filter
def prose(value: str) -> SafeString:
    """What someone wrote, with the little Markdown that anyone may use; inside a `<div class="prose">`."""
    return written.prose(value)


@register.filter
def notice_kind(level: int) -> str:
    """The kind of notice for a level of Django's messages."""
    return NOTICES.get(level, "info")


# --- the frame


@register.filter
def menu_items(entries: Iterable[Shown]) -> SafeString:
    """A menu's entries, each a `<li>`."""
    return _menu_items(tuple(entries))


@lru_cache(maxsize=256)  # thirty entries on every page, the same ones but for the current one
def _menu_items(entries: tuple[Shown, ...]) -> SafeString:
    rows = ((entry.url, _current(entry), entry.label) for entry in entries)
    return format_html_join("", '<li><a href="{}"{}>{}</a></li>', rows)


def _current(entry: Shown) -> SafeString | str:
    return format_html(' aria-current="{}"', entry.current) if entry.current else ""


@register.simple_block_tag
def wrap(content: SafeString, tag: str, css_class: str = "") -> SafeString:
    """The content inside an element, or nothing at all where a page left the block empty."""
    inner = _stripped(content)
    if not inner:
        return inner
    if not css_class:
        return format_html("<{0}>{1}</{0}>", tag, inner)
    return format_html('<{0} class="{1}">{2}</{0}>', tag, css_class, inner)


@register.simple_tag
def refresh_without_script(seconds: int = 10) -> SafeString:
    """For the head of a page that waits: without JavaScript, the browser asks again by itself."""
    return format_html('<noscript><meta http-equiv="refresh" content="{}"></noscript>', seconds)


@register.simple_block_tag
def poll(content: SafeString, url: str, etag: str, running: bool, name: str = "etat") -> SafeString:
    """A fragment asked for again every two seconds while `running`; see `polling.py`."""
    return _part("poll", content=content, url=url, etag=etag, running=running, name=name)


# --- forms


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """What is wrong in the form, each line a link to its field; takes the focus; nothing when all is well."""
    lines = [
        (field.id_for_label or field.auto_id, field.label, error)
        for field in form
        if not field.is_hidden
        for error in field.errors
    ]
    hidden = [error for field in form.hidden_fields() for error in field.errors]
    return {"lines": lines, "general": [*form.non_field_errors(), *hidden]}


@register.inclusion_tag("ui/parts/steps.html")
def steps(names: Iterable[str | tuple[str, str]], current: int, label: str = "") -> dict[str, Any]:
    """The screens of a path: names, or (name, address): those done link back.

    `current` counts from 1; beyond the last, all are done. `label` names the path where a page shows several.
    """
    pairs = [(name, "") if isinstance(name, str) or not isinstance(name, tuple) else name for name in names]
    shown = [
        {"name": name, "url": url if place < current else "", "number": place, "state": _state(place, current)}
        for place, (name, url) in enumerate(pairs, start=1)
    ]
    now = next((step for step in shown if step["state"] == "current"), None)
    return {"steps": shown, "now": now, "count": len(shown), "label": label}


def _state(place: int, current: int) -> str:
    return "done" if place < current else "current" if place == current else "to-come"


@register.inclusion_tag("ui/parts/next_steps.html")
def next_steps(steps: Iterable[Any], shown: int = SHOWN_STEPS, quiet: bool = False) -> dict[str, Any]:
    """What one may do with a thing: the main acts and the first others are buttons, the rest is folded: what the page
    says comes before a wall of acts. Each has `label`, `url`, `is_main`. `quiet`: the page has its main button
    already."""
    ordered = sorted(steps, key=lambda step: not step.is_main)
    cut = shown if len(ordered) > shown + 1 else len(ordered)  # one alone is not worth folding
    return {"steps": ordered[:cut], "rest": ordered[cut:], "quiet": quiet}


@register.inclusion_tag("ui/parts/pagination.html", takes_context=True)
def pagination(context: template.Context, page_obj: Any, parameter: str = "page") -> dict[str, Any]:
    """Where one is in a list of Django's Paginator; the other parameters of the address stay."""
    query = context["request"].GET.copy()
    query.pop(parameter, None)
    before = query.urlencode()
    return {"page_obj": page_obj, "prefix": f"?{before}&{parameter}=" if before else f"?{parameter}="}


# --- things to read


@register.inclusion_tag("ui/parts/figure.html")
def figure(value: object, label: str, note: str = "", kind: str = "") -> dict[str, Any]:
    """A large figure under its label. `kind`: kept, wait or late colours it."""
    return {"value": value, "label": label, "note": note, "kind": kind}


@register.simple_block_tag
def figures(content: SafeString) -> SafeString:
    """A strip of `{% figure %}`."""
    return format_html('<dl class="figures">{}</dl>', content)


@register.inclusion_tag("ui/parts/progress.html")
def progress(percent_done: int | None, text: str = "", name: str = "") -> dict[str, Any]:
    """How far a slow work is (0 to 100; None where unknown) and what it is doing."""
    return {"percent_done": percent_done, "text": text, "name": name}


@register.inclusion_tag("ui/parts/fingerprint.html")
def fingerprint(value: str, label: str = "") -> dict[str, Any]:
    """A hash in groups of four; what one copies has no spaces."""
    return {"value": value, "groups": typography.groups(value), "label": label}


@register.simple_block_tag
def coupon(content: SafeString, title: str = "", code: str = "") -> SafeString:
    """What is cut along the dashes: a code to keep, or the box where one types it."""
    return _part("coupon", content=_stripped(content), title=title, code=code)


@register.inclusion_tag("ui/parts/empty.html")
def empty_state(title: str, text: str = "", url: str = "", label: str = "") -> dict[str, Any]:
    """A place where nothing is yet: what will be there, and the act that begins it unless the page's head has it."""
    return {"title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag("ui/parts/changes.html")
def changes(pieces: Sequence[Piece]) -> dict[str, Any]:
    """What changed between two texts (`differences`): struck out and underlined. The page links `ui/changes.css`."""
    return {"pieces": pieces}


@register.simple_block_tag
def definitions(content: SafeString) -> SafeString:
    """Rows of `{% definition label value %}`."""
    return format_html('<dl class="definitions">{}</dl>', content)


@register.simple_tag
def definition(label: str, value: object, note: str = "") -> SafeString:
    small = format_html("<small>{}</small>", note) if note else ""
    return format_html("<div><dt>{}</dt><dd>{} {}</dd></div>", label, value, small)


@register.inclusion_tag("ui/parts/thread.html")
def thread(links: Sequence[Any]) -> dict[str, Any]:
    """What followed what, as rings of one chain.

    Each link has `title` and may have `detail`, `text`, `parts` (a label and a text each), `url`, and `state`: done
    (the default), late (missing), current or to-come.
    """
    return {"links": [_link(link) for link in links]}


def _link(link: Any) -> dict[str, Any]:
    def read(name: str, otherwise: str) -> Any:
        return link.get(name, otherwise) if isinstance(link, dict) else getattr(link, name, otherwise)

    said = {name: read(name, "") for name in ("title", "detail", "text", "url", "parts")}
    return said | {"state": read("state", "done")}


# --- pictures


@register.inclusion_tag("ui/parts/rings.html", name="rings")
def rings_of(rings: Iterable[Ring]) -> dict[str, Any]:
    """The links of a chain and how many are at each. The page links `ui/rings.css`."""
    return {"rings": rings}


@register.inclusion_tag("ui/parts/composition.html")
def composition(rows: Iterable[charts.CompositionRow], caption: str, note: str = "") -> dict[str, Any]:
    """Who sits, beside what was aimed at and who lives here: a table whose rows carry their bar."""
    bars = charts.composition(rows)
    return {
        "groups": charts.grouped(bars),
        "caption": caption,
        "note": note,
        "has_seats": any(bar.row.seats is not None for bar in bars),
        "has_target": any(bar.row.low is not None for bar in bars),
        "has_population": any(bar.tick for bar in bars),
    }


@register.inclusion_tag("ui/parts/paired_bars.html")
def paired_bars(
    rows: Iterable[charts.PairRow],
    caption: str,
    first: str,
    second: str,
    *,
    description: str = "",
    name: str = "chances",
) -> dict[str, Any]:
    """Two shares a profile, one above the other, and the same in a table. `name` makes the picture's ids unique."""
    pairs = charts.pairs(rows)
    height = len(pairs) * charts.PAIR_HEIGHT
    return {
        "pairs": pairs, "caption": caption, "first": first, "second": second,
        "description": description, "name": name, "height": height,
    }  # fmt: skip


@register.inclusion_tag("ui/parts/map.html", name="map")
def map_of(shapes: Iterable[maps.MapShape], title: str, description: str = "", name: str = "carte") -> dict[str, Any]:
    """A map drawn here, and the list of what it shows."""
    return {"drawing": maps.draw(shapes), "title": title, "description": description, "name": name}


def _stripped(content: SafeString) -> SafeString:
    return mark_safe(content.strip())  # the template engine has escaped it


def _part(part: str, **context: Any) -> SafeString:
    return mark_safe(render_to_string(f"ui/parts/{part}.html", context))  # rendered, hence escaped
