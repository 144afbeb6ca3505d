"""A promise as one says it: « Habitat Valmont devait réparer l’ascenseur avant le 3 mars ; le 12 avril, ce n’est pas
fait. »"""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext as _

from chainon.base.ui import typography

from .models import Commitment, Every, Moved, Outcome
from .recurring import silent_days

NOUNS = re.compile(
    r"(arb|cad|cent|chap|chiff|cont|ent|fen[êe]t|heu|lett|liv|lumi[èe]|mani[èe]|m[èe]t|not|ordinai|ord|premi[èe]|prop"
    r"|quat|regist|rivi[èe]|squa|ter|th[ée][âa]t|tit|toitu|vot|aut|fibr|offr|mai)re?"
    r"|(ateli|avan|cahi|chanti|cloch|courri|derni|escali|fichi|foy|hiv|loy|m[ée]ti|pani|papi|premi|quarti|senti)er"
    r"|(aven|plais)ir"
)
"""First words that end like a verb and are none."""


def begins_with_a_verb(what: str) -> bool:
    """« Réparer l’ascenseur », « Ne plus fermer », « Se réunir ». A promise is best said so; it need not be."""
    words = re.split(r"[\s\u00a0’']+", what.strip().lower())
    while len(words) > 1 and words[0] in {"ne", "n", "plus", "pas", "se", "s", "y", "en"}:
        words = words[1:]
    return re.fullmatch(r"\w{2,}(er|ir|re)", words[0]) is not None and NOUNS.fullmatch(words[0]) is None


def in_running_text(what: str) -> str:
    """Its first letter in lower case, unless it is a name in capitals; without a full stop."""
    plain = what.strip().rstrip(".")
    return plain if plain[1:2].isupper() else plain[:1].lower() + plain[1:]


def sentence(commitment: Commitment, today: date) -> str:
    """One sentence, two at most."""
    if commitment.comes_back:
        return f"{_start_of_series(commitment)} {_rest_of_series(commitment, today)}"
    return f"{_joined(_start(commitment, today), _rest(commitment, today))}."


def _joined(first: str, rest: str) -> str:
    return _("{first} ; {rest}").format(first=first, rest=rest) if first and rest else first or rest


def _names(commitment: Commitment) -> dict[str, str]:
    """`closed`: what is promised, before more words: « une permanence, le mardi, avant le 16 mars »."""
    owner, what = commitment.owner.strip(), in_running_text(commitment.what)
    return {
        "owner": owner[:1].upper() + owner[1:],
        "what": what,
        "closed": f"{what}," if "," in what else what,
        "due": typography.day(commitment.first_due_on),
        "every": str(Every(commitment.every_months).label),
    }


def _is_many(owner: str) -> bool:
    return owner.lower().startswith(("les ", "des "))


def _start(commitment: Commitment, today: date) -> str:
    names, is_many = _names(commitment), _is_many(commitment.owner)
    if not begins_with_a_verb(commitment.what):
        said = _("{owner} : {what}, promis pour le {due}")
    elif commitment.outcome == Outcome.OPEN and not commitment.moved and commitment.due_on >= today:
        said = _("{owner} doivent {closed} avant le {due}") if is_many else _("{owner} doit {closed} avant le {due}")
    else:
        said = _("{owner} devaient {closed} avant le {due}") if is_many else _("{owner} devait {closed} avant le {due}")
    return said.format(**names)


def _rest(commitment: Commitment, today: date) -> str:
    if commitment.outcome != Outcome.OPEN:
        assert commitment.ended_on is not None
        said = {
            Outcome.KEPT: _("c’est fait depuis le {day}"),
            Outcome.PARTLY_KEPT: _("au {day}, c’est fait en partie"),
            Outcome.NOT_KEPT: _("le {day}, on a dit que ce n’était pas tenu"),
        }[Outcome(commitment.outcome)]
        return said.format(day=typography.day(commitment.ended_on))
    moved = {
        Moved.NO: "",
        Moved.POSTPONED: _("c’est repoussé au {day}"),
        Moved.REVISED: _("revu avec les habitants, c’est maintenant pour le {day}"),
    }[Moved(commitment.moved)].format(day=typography.day(commitment.due_on))
    if commitment.due_on >= today:
        return moved
    late = _("le {day}, ce n’est pas fait").format(day=typography.day(today))
    return _joined(moved, late)


def _start_of_series(commitment: Commitment) -> str:
    names, is_many = _names(commitment), _is_many(commitment.owner)
    if not begins_with_a_verb(commitment.what):
        return _("{owner} : {what}, {every}.").format(**names)
    said = _("{owner} doivent {what}, {every}.") if is_many else _("{owner} doit {what}, {every}.")
    return said.format(**names)


def _rest_of_series(commitment: Commitment, today: date) -> str:
    if commitment.outcome != Outcome.OPEN:
        assert commitment.ended_on is not None
        said = {
            Outcome.KEPT: _("Tenu chaque fois, jusqu’au {day}."),
            Outcome.PARTLY_KEPT: _("Tenu une partie des fois ; c’est fini depuis le {day}."),
            Outcome.NOT_KEPT: _("Non tenu ; c’est fini depuis le {day}."),
        }[Outcome(commitment.outcome)]
        return said.format(day=typography.day(commitment.ended_on))
    if commitment.due_on < today:
        silent = silent_days(commitment, 0, commitment.due_on) or [commitment.due_on]
        return _("De la fois du {day}, on n’a pas de nouvelles.").format(day=typography.day(silent[0]))
    return _("La prochaine fois : le {day}.").format(day=typography.day(commitment.due_on))
