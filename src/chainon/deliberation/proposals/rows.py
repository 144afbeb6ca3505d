"""Proposals in a list: the one component shown fifty at once, hence written here rather than in a template, which costs
three times as much."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .selectors import Card
from .standing import Standing

_ROW = (
    '<li><h{level}><a href="{url}">{title}</a></h{level}>{tag}'
    '<p class="small">{details}</p>'
    '<p class="standing"><span class="mini mini--{reached}" aria-hidden="true"></span>'
    "<strong>{words}</strong>{turn}</p></li>\n"
)


def listed(cards: Iterable[Card], *, level: int = 2) -> SafeString:
    """`level`: that of their headings."""
    return format_html('<ul class="rows">{}</ul>', format_html_join("", "{}", ((_row(card, level),) for card in cards)))


def _row(card: Card, level: int) -> SafeString:
    details = (card.who, card.where, card.theme, card.day, card.supports)
    return format_html(
        _ROW,
        level=level,
        url=card.url,
        title=card.title,
        tag=_tag(card.standing),
        details=" · ".join(filter(None, details)),
        reached=card.standing.reached,
        words=card.standing.words,
        turn=format_html(" <span>{}</span>", card.standing.turn) if card.standing.turn else "",
    )


def _tag(standing: Standing) -> SafeString | str:
    if not standing.tag:
        return ""
    kind = f" tag--{standing.tag_kind}" if standing.tag_kind else ""
    return format_html('<span class="tag{}">{}</span>', kind, standing.tag)
