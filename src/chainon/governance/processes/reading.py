"""A rule card as its page shows it: the version asked for, beside what it changed, and every other one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Node
from chainon.base.ui.differences import Piece, differences

from .models import RuleCard, Step
from .page import said
from .sentences import Sentence, count_words, fingerprint


@dataclass(frozen=True)
class CardReading:
    """`pieces`: what changed since `before`. `is_shown_as_text`: a past version, read as it was published."""

    card: RuleCard
    before: RuleCard | None
    is_current: bool
    said: list[Sentence]
    pieces: tuple[Piece, ...]
    links: list[tuple[str, str]]
    versions: list[RuleCard]
    words: int
    fingerprint: str


def reading(step: Step, version: int | None, *, reads_drafts: bool) -> CardReading | None:
    """The card in force (or, before the first one, its draft for those who may); or the version asked for."""
    nodes = Prefetch("nodes", Node.objects.public().select_related("scope"))
    cards = list(step.cards.prefetch_related(nodes).order_by("-version"))
    for each in cards:
        each.step = step
    published = [card for card in cards if card.published_at is not None]
    if version is not None:
        card = next((one for one in published if one.version == version), None)
    else:
        card = published[0] if published else (cards[0] if cards and reads_drafts else None)
    if card is None:
        return None
    before = next((one for one in published if one.version == card.version - 1), None)
    return CardReading(
        card=card,
        before=before,
        is_current=not published or card == published[0],
        said=said(card),
        pieces=tuple(differences(before.text, card.text)) if before is not None else (),
        links=[(node.title, url_of(node)) for node in card.nodes.all()],
        versions=published,
        words=count_words(card.text),
        fingerprint=fingerprint(card.text) if card.text else "",
    )
