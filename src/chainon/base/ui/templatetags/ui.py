"""The components of every page, as tags and filters that need no `{% load %}`."""

from __future__ import annotations

from django import template
from django.contrib.messages import constants
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

NOTICES = {constants.SUCCESS: "kept", constants.WARNING: "wait", constants.ERROR: "late"}


@register.filter
def notice_kind(level: int) -> str:
    """The kind of notice for a level of Django's messages."""
    return NOTICES.get(level, "info")


@register.simple_block_tag
def wrap(content: SafeString, tag: str, css_class: str = "") -> SafeString:
    """The content inside an element, or nothing at all where a page left the block empty."""
    inner = mark_safe(content.strip())  # noqa: S308  # already rendered by the template engine
    if not inner:
        return mark_safe("")
    if not css_class:
        return format_html("<{0}>{1}</{0}>", tag, inner)
    return format_html('<{0} class="{1}">{2}</{0}>', tag, css_class, inner)
