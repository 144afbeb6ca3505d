"""What a thread says of a promise: the day promised for, the news, what residents saw of what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from chainon.base.chain.calendar import noon
from chainon.base.chain.kinds import More
from chainon.base.chain.models import Node
from chainon.base.chain.notes import Note
from chainon.base.ui import typography

from .models import Check, Commitment, CountedCheck, Outcome, Update, UpdateKind
from .selectors.sums import Counts, answered_alone


def of_promises(keys: Sequence[int]) -> Mapping[int, More]:
    """The day promised for; whether it is the first one. One query."""
    found = Commitment.objects.filter(pk__in=keys).values_list("pk", "due_on", "first_due_on", "outcome")
    return {key: More(_promised_for(due, first, outcome)) for key, due, first, outcome in found}


def _promised_for(due: date, first: date, outcome: str) -> str:
    said = _("promis pour le {day}").format(day=typography.day(first))
    if due != first:
        said = _("{said}, puis pour le {day}").format(said=said, day=typography.day(due))
    return _("{said}, non tenu").format(said=said) if outcome == Outcome.NOT_KEPT else said


def of_kept(keys: Sequence[int]) -> Mapping[int, More]:
    """At a glance, what residents saw: each channel apart. Two queries."""
    asked = CountedCheck.objects.filter(commitment__kept__in=keys).order_by()
    rows = asked.values_list("commitment__kept").annotate(Sum("yes"), Sum("partly"), Sum("no"))
    counted = {key: Counts(*numbers) for key, *numbers in rows}
    alone = answered_alone(Check.objects.filter(commitment__kept__in=keys), by="commitment__kept")
    return {
        key: More(ring=_seen(counted.get(key, Counts()), *alone.get(key, (Counts(), Counts()))))
        for key in {*counted, *alone}
    }


def _seen(counted: Counts, online: Counts, slips: Counts) -> str:
    said = [(counted, _("vu sur place : {counts}")), *_alone(online, slips)]
    return " ; ".join(words.format(counts=in_words(each)) for each, words in said if each.people)


def _alone(online: Counts, slips: Counts) -> list[tuple[Counts, str]]:
    """Fewer people than `LEAST` are left out: nobody's own word is worked out."""
    said = [(online, _("dit en ligne : {counts}")), (slips, _("dit par coupon : {counts}"))]
    return [(each, words) for each, words in said if each.is_told]


def in_words(counts: Counts) -> str:
    """« oui 8, en partie 1 »."""
    said = ((_("oui"), counts.yes), (_("en partie"), counts.partly), (_("non"), counts.no))
    return ", ".join(f"{word} {typography.number(number)}" for word, number in said if number)


def news_notes(nodes: Sequence[Node]) -> list[Note]:
    """What was said since, and what residents saw; what ended it by being done is a ring of its own."""
    names = {node.pk: node.title for node in nodes if node.kind == "commitment"}
    if not names:
        return []
    of_one = "" if len(names) == 1 else _("{title} ({what})")
    territory = nodes[0].territory
    updates = Update.objects.filter(commitment__in=names, kept=None)
    found = [_note(each, of_one, names[each.commitment_id]) for each in updates]
    for each in CountedCheck.objects.filter(commitment__in=names).select_related("commitment__kept"):
        said, at = in_words(Counts(each.yes, each.partly, each.no)), noon(each.counted_on, territory)
        kept = getattr(each.commitment, "kept", None)
        key = kept.pk if kept is not None else each.commitment_id
        found.append(Note(at, _("Des habitants sont allés voir"), each.where, said, key=key))
    return [*found, *_answers(names)]


def _note(update: Update, of_one: str, what: str) -> Note:
    title = update.label
    if update.occurrence_on is not None:
        title = _("{said}, la fois du {day}").format(said=title, day=typography.day(update.occurrence_on))
    elif update.kind == UpdateKind.POSTPONED and update.new_due_on is not None:
        title = _("Repoussé au {day}").format(day=typography.day(update.new_due_on))
    if of_one:
        title = of_one.format(title=title, what=what)
    return Note(update.said_at, title, update.signed_by, update.text, key=update.commitment_id)


def _answers(names: Mapping[int, str]) -> list[Note]:
    """Those who answered alone, on the day of the last of them, once they are enough."""
    checks = Check.objects.filter(commitment__in=names)
    told = {key: said for key, counts in answered_alone(checks).items() if (said := _alone(*counts))}
    if not told:
        return []
    days = checks.order_by().values_list("commitment_id").annotate(Max("said_at"))
    title = _("Des habitants ont dit ce qu’ils ont vu")
    return [
        Note(at, title, text=" ; ".join(words.format(counts=in_words(each)) for each, words in told[key]), key=key)
        for key, at in days.filter(commitment__in=told)
    ]
