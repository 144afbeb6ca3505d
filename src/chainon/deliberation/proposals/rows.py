"""Proposals in a list: the one component shown fifty at once, hence written here rather than in a template, which costs
ten times as much. Whatever people wrote goes through `escape`."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString

from .selectors import Card
from .standing import Standing


def listed(cards: Iterable[Card], *, level: int = 2) -> SafeString:
    """`level`: that of their headings."""
    return SafeString(f'<ul class="rows">{"".join(_row(card, level) for card in cards)}</ul>')


def _row(card: Card, level: int) -> str:
    standing = card.standing
    details = " · ".join(filter(None, (card.who, card.where, card.theme, card.day, card.supports)))
    turn = f" <span>{escape(standing.turn)}</span>" if standing.turn else ""
    return (
        f'<li><h{level}><a href="{escape(card.url)}">{escape(card.title)}</a></h{level}>{_tag(standing)}'
        f'<p class="small">{escape(details)}</p>'
        f'<p class="standing"><span class="mini mini--{standing.reached}" aria-hidden="true"></span>'
        f"<strong>{escape(standing.words)}</strong>{turn}</p></li>\n"
    )


def _tag(standing: Standing) -> str:
    if not standing.tag:
        return ""
    kind = f" tag--{standing.tag_kind}" if standing.tag_kind else ""
    return f'<span class="tag{kind}">{escape(standing.tag)}</span>'
