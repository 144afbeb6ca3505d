"""The rule card in plain sentences, in the order in which one asks: who, who decides, what it weighs, what not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chainon.base.ui import typography
from chainon.methods.evidence import sha256_hex

from .models import Participants, ParticipationLevel, RuleCard, WayToDecide, Weight

MOST_WORDS = 120
_LINE_ENDS = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")


@dataclass(frozen=True)
class Sentence:
    """`question`: which of the five it answers (1 to 5). `picture`: the pictogram beside it."""

    question: int
    picture: str
    text: str


def sentences(card: RuleCard, *, pointers: int) -> list[Sentence]:
    """What the card says, in the language of the page; only what is answered. `pointers`: how many nodes it names."""
    said = [*_who(card.levels), *_decides(card), *_weighs(card), *_not_decided(card), *_already(card, pointers)]
    return [each for each in said if each.text]


def text_of(card: RuleCard, *, pointers: int) -> str:
    """The French sentences, a line each: what is counted, published, hashed and compared."""
    with translation.override("fr"):
        return "\n".join(each.text for each in sentences(card, pointers=pointers))


def count_words(text: str) -> int:
    """As one counts by hand: « aujourd’hui » is one, « l’avis » too, a number is one, signs are none."""
    return len(_WORD.findall(text))


def fingerprint(text: str) -> str:
    """The hash of a published card, as the journal keeps it: SHA-256 of its text in UTF-8."""
    return sha256_hex(text.encode())


def _who(levels: Mapping[str, str]) -> list[Sentence]:
    """One sentence a level, the residents' first: who is asked the same is said together."""
    alike: dict[str, list[str]] = {}
    for who in Participants:
        if level := levels.get(who.value):
            alike.setdefault(level, []).append(str(who.label))
    said = []
    for level, names in alike.items():
        told = _("{who} : {level}.").format(who=", ".join(names), level=ParticipationLevel(level).label)
        said.append(Sentence(1, level, told[0].upper() + told[1:]))
    return said


def _decides(card: RuleCard) -> list[Sentence]:
    if card.way == WayToDecide.NOTHING:
        nothing = _("À cette étape, on ne décide rien.")
        return [Sentence(2, "decide", " ".join(part for part in (nothing, _full(card.way_detail)) if part))]
    if not (card.way and card.decider):
        return []
    said = _("Qui décide : {who}, {how}.").format(who=card.decider, how=WayToDecide(card.way).label)
    legitimacy = _("Au nom de quoi : {why}").format(why=_full(card.legitimacy)) if card.legitimacy else ""
    return [Sentence(2, "decide", " ".join(part for part in (said, _full(card.way_detail), legitimacy) if part))]


def _weighs(card: RuleCard) -> list[Sentence]:
    said = []
    if card.weight:
        said.append(_("Ce que pèse le résultat : {weight}.").format(weight=Weight(card.weight).label))
    if card.answered_by and card.answer_days:
        days = ngettext("%(days)s jour", "%(days)s jours", card.answer_days) % {
            "days": typography.number(card.answer_days)
        }
        said.append(_("Qui répond : {who}, en {days} au plus.").format(who=card.answered_by, days=days))
    return [Sentence(3, "weigh", " ".join(said))]


def _not_decided(card: RuleCard) -> list[Sentence]:
    told = _("Ce qui n’est pas décidé ici : {what}").format(what=_full(card.not_decided)) if card.not_decided else ""
    return [Sentence(4, "not", told)]


def _already(card: RuleCard, pointers: int) -> list[Sentence]:
    if card.nothing_by and card.nothing_on:
        told = _("Déjà dit ou promis ici : rien trouvé ({name}, {day}).").format(
            name=card.nothing_by, day=typography.day(card.nothing_on)
        )
        return [Sentence(5, "already", told)]
    said = [_("Déjà dit ou promis ici : {what}").format(what=_full(card.already))] if card.already else []
    if pointers:
        told = ngettext("%(count)s page à relire.", "%(count)s pages à relire.", pointers)
        numbered = told % {"count": typography.number(pointers)}
        said.append(numbered if said else _("Déjà dit ou promis ici : {what}").format(what=numbered))
    return [Sentence(5, "already", " ".join(said))]


def _full(text: str) -> str:
    """What someone wrote, ended as a sentence."""
    trimmed = _LINE_ENDS.sub(" ", text).strip()
    return trimmed if not trimmed or trimmed[-1] in ".!?…" else trimmed + "."
