"""The chain as one says it: rows for the `thread` component, and whose turn it is in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from math import floor

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from chainon.base.ui import typography
from chainon.base.ui.names import in_words

from .kinds import asks_answer, kinds, state_in_words
from .models import Node, Relation, Stage, ToldBack
from .notes import Note, notes_of
from .selectors import Expected, Joined, Step, Thread, Turn
from .unheard import days_unheard, team_turn


@dataclass(frozen=True)
class ThreadRow:
    """A ring of the thread. `state`: done, late, current or to-come."""

    title: str
    detail: str = ""
    text: str = ""
    url: str = ""
    state: str = "done"
    parts: Sequence[tuple[str, str]] = ()


EXPECTED = {
    Relation.SYNTHESIS: gettext_lazy("Une synthèse est attendue"),
    Relation.ANSWER: gettext_lazy("Une réponse est attendue"),
    Relation.REPLY: gettext_lazy("On attend leur réponse"),
    Relation.DECISION: gettext_lazy("Une décision est attendue"),
    Relation.COMMITMENT: gettext_lazy("Un engagement est attendu"),
    Relation.UPDATE: gettext_lazy("Des nouvelles sont attendues"),
    Relation.EFFECT: gettext_lazy("On attend de savoir ce que cela a changé"),
    Relation.LESSON: gettext_lazy("On attend ce qu’il faut en retenir"),
}
AFTERWARDS = {
    Relation.SYNTHESIS: gettext_lazy("Ensuite : la porter à qui décide"),
    Relation.ANSWER: gettext_lazy("Ensuite : un engagement et une date, si la réponse est oui"),
    Relation.DECISION: gettext_lazy("Ensuite : un engagement, avec une date"),
    Relation.COMMITMENT: gettext_lazy("Ensuite : ce qui a été fait, à vérifier sur place"),
    Relation.UPDATE: gettext_lazy("Ensuite : ce qui a été fait, à vérifier sur place"),
}


def thread_rows(thread: Thread, *, said_above: bool = False) -> list[ThreadRow]:
    """From the first word to today, then what is expected, then what comes after.

    `said_above`: the page is the node's own and has its words already; in the thread its title is enough.
    """
    notes = notes_of([step.node for step in thread.steps])
    rows = _past(thread, notes, said_above=said_above)
    turns = sorted(thread.turns, key=lambda turn: turn.due_on)
    rows.extend(_turn(turn) for turn in turns)
    if after := _after(turns):
        rows.append(ThreadRow(after, state="to-come"))
    elif (
        not turns
        and not any(note.is_open for note in notes)
        and max(step.stage for step in thread.steps) <= Stage.DELIBERATION
        and any(asks_answer(step.node) for step in thread.steps)
    ):
        rows.append(_to_hand_over(thread))
    return rows


def _to_hand_over(thread: Thread) -> ThreadRow:
    """Nobody has to answer yet: the team's turn, for the words that it may hand over now; else, what comes later."""
    nobody = _("Personne ne s’est encore engagé à répondre.")
    words = [step.node.pk for step in thread.steps if step.stage == Stage.VOICE]
    idle = days_unheard(thread.here.territory, words) if words else {}
    if not idle:
        return ThreadRow(_("Ensuite : la transmettre à qui peut répondre"), nobody, state="to-come")
    days = idle.get(thread.here.pk, max(idle.values()))
    return ThreadRow(_("À transmettre à qui peut répondre"), text=f"{team_turn(days)} {nobody}", state="current")


Moment = tuple[date, bool, datetime]
"""Where a row stands: its day; of what is known by its day alone, after the rest of that day; its moment."""


def _past(thread: Thread, notes: list[Note], *, said_above: bool) -> list[ThreadRow]:
    """In the order in which it happened: the nodes, what is said around them, the requests made one, who was told."""
    here, placed = thread.here, list[tuple[Moment, ThreadRow]]()
    for step in thread.steps:
        is_here = step.node == here
        placed.append((_at(step.node.opened_at), _step(step, is_here=is_here, says_it=not (is_here and said_above))))
        placed += [((told.told_on, True, told.recorded_at), _told(told)) for told in step.told]
    placed += [(_at(each.at), _note(each, says_it=not (said_above and each.key == here.pk))) for each in notes]
    placed += [(_at(each.at), _joined(each)) for each in thread.joined]
    return [row for _moment, row in sorted(placed, key=lambda pair: pair[0])]


def _at(moment: datetime) -> Moment:
    return timezone.localtime(moment).date(), False, moment


def _after(turns: list[Turn]) -> str:
    """What comes after what is expected first; of a request of the guarantor, the reply is the end of it."""
    if not turns or (turns[0].expects == Relation.ANSWER and not asks_answer(turns[0].node)):
        return ""
    return str(AFTERWARDS.get(turns[0].expects, ""))


def _step(step: Step, *, is_here: bool, says_it: bool) -> ThreadRow:
    node = step.node
    day = typography.day(timezone.localtime(node.opened_at).date())
    said = [day, in_words(node.who), step.more.detail, step.state if step.has_own_title else ""]
    if node.since:
        said.insert(0, _("depuis {period}").format(period=typography.period(node.since)))
    return ThreadRow(
        title=node.title if step.has_own_title else " : ".join(part for part in (step.kind, step.state) if part),
        detail=" · ".join(part for part in said if part),
        text=" ".join(part for part in (node.said if says_it else "", step.why) if part),
        url="" if is_here else step.url,
        parts=step.more.parts if says_it else (),
    )


def last_said(nodes: Sequence[Node]) -> dict[int, str]:
    """What was last said of each of these nodes, which they do not say: « Des nouvelles : c’est commandé. »"""
    notes = [note for note in notes_of(nodes) if note.key and note.text]
    return {note.key: _("{title} : {text}").format(title=note.title, text=note.text) for note in notes}


def news_in_words(news: Node) -> str:
    """What came of a word, in one line to say aloud: whoever brings it back needs no other page."""
    kind = kinds()[news.kind]
    name = str(kind.label).capitalize()
    title = _("{kind} : « {title} »").format(kind=name, title=news.title) if kind.has_own_title else name
    return " · ".join(part for part in (title, state_in_words(news), in_words(news.who)) if part)


def _note(note: Note, *, says_it: bool) -> ThreadRow:
    day = typography.day(timezone.localtime(note.at).date())
    detail = " · ".join(part for part in (day, note.detail) if part)
    return ThreadRow(note.title, detail, note.text if says_it else "", state="current" if note.is_open else "done")


def _joined(joined: Joined) -> ThreadRow:
    title = _("Deux demandes réunies : « {gone} » et « {kept} »")
    day = typography.day(timezone.localtime(joined.at).date())
    return ThreadRow(title.format(gone=joined.gone.title, kept=joined.kept.title), day, joined.why)


def _told(told: ToldBack) -> ThreadRow:
    people = ngettext("à %(number)s personne", "à %(number)s personnes", told.people) % {"number": told.people}
    return ThreadRow(_("Rendu de vive voix le {day}").format(day=typography.day(told.told_on)), people)


def _turn(turn: Turn) -> ThreadRow:
    return ThreadRow(
        title=str(EXPECTED[turn.expects]),
        text=f"{whose_turn(turn)} {promised(turn)}",
        state="late" if turn.is_late else "current",
    )


def whose_turn(turn: Expected) -> str:
    """« C’est au tour d’Habitat Valmont depuis 34 jours. »"""
    whose = in_words(turn.whose)
    names = {"whose": whose, "of": typography.of(whose), "days": typography.number(turn.running)}
    if turn.running == 0:
        return _("C’est au tour {of} depuis aujourd’hui.").format(**names)
    said = ngettext(
        "C’est au tour %(of)s depuis %(days)s jour.", "C’est au tour %(of)s depuis %(days)s jours.", turn.running
    )
    return said % names


def promised(turn: Expected) -> str:
    """The delay promised, and the day it ends; the pause in which it stands still; or the day promised, that no pause
    moves."""
    if turn.is_fixed:
        said = _("C’était promis pour le {due}.") if turn.is_late else _("C’est promis pour le {due}.")
        return said.format(due=typography.day(turn.due_on))
    if turn.pause is not None:
        last = typography.day(turn.pause.last)
        return _("Pause annoncée jusqu’au {last} : le délai ne court pas.").format(last=last)
    if turn.expects == Relation.REPLY:
        due = typography.day(turn.due_on)
        return _("Ils n’ont pas promis de délai ; on espère leur réponse avant le {due}.").format(due=due)
    days = ngettext("%(days)s jour", "%(days)s jours", turn.days) % {"days": typography.number(turn.days)}
    names = {"days": days, "due": _due(turn)}
    if turn.is_late:
        return _("Le délai promis était de {days} ; il s’est terminé le {due}.").format(**names)
    return _("Le délai promis est de {days} ; il se termine le {due}.").format(**names)


def _due(turn: Expected) -> str:
    """« 6 février 2027, avec 16 jours de pause (fin d’année) »: why it is farther than the days promised."""
    due = typography.day(turn.due_on)
    if not turn.stopped:
        return due
    said = ngettext(
        "%(due)s, avec %(days)s jour de pause (%(why)s)",
        "%(due)s, avec %(days)s jours de pause (%(why)s)",
        turn.stopped,
    )
    return said % {"due": due, "days": typography.number(turn.stopped), "why": ", ".join(turn.stopped_for)}


def turn_said(turn: Turn) -> tuple[Turn, str, str, str]:
    """As `chain/_turn_rows.html` shows it: whose turn, what was promised, the tag."""
    return turn, whose_turn(turn), promised(turn), time_left(turn)


def time_left(turn: Expected) -> str:
    """A few words for a tag: « depuis 34 jours », « encore 8 jours »."""
    if turn.is_late:
        return ngettext("en retard de %(days)s jour", "en retard de %(days)s jours", -turn.left) % {
            "days": typography.number(-turn.left)
        }
    if turn.left == 0:
        return _("dernier jour")
    return ngettext("encore %(days)s jour", "encore %(days)s jours", turn.left) % {"days": typography.number(turn.left)}


def days_taken(median: Fraction) -> str:
    """A median delay: « 34 jours », « 5,5 jours »."""
    said = ngettext("%(days)s jour", "%(days)s jours", floor(median))
    return said % {"days": typography.number(median, 1, trim=True)}
