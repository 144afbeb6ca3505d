"""A process as a frame, and what differs between two frames."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chainon.base.ui import typography
from chainon.base.ui.differences import SAME, Piece, differences

from .framing import Frame, FrameStep
from .models import Process, RuleCard, Step, StepKind
from .sentences import text_of


@dataclass(frozen=True)
class Change:
    """What differs somewhere: `where` says where, `pieces` what was removed and added."""

    where: str
    pieces: tuple[Piece, ...]


def frame_of(process: Process) -> Frame:
    """A process without its place and its days: what one hands on. Its cards as they hold, or as they are prepared."""
    steps = list(process.steps.all())
    cards: dict[int, RuleCard] = {}
    for card in RuleCard.objects.filter(step__in=steps).order_by("version"):
        if card.published_at is not None or card.step_id not in cards:
            cards[card.step_id] = card
    start = steps[0].first_on if steps else None
    laid = [_step(step, cards[step.pk], (step.first_on - start).days) for step in steps if start]
    source = process.frame or {}
    return Frame(
        name=process.title[:120],
        purpose="",
        about=process.about,
        steps=tuple(laid),
        adapted_from=source.get("adapted_from", ""),
    )


def _step(step: Step, card: RuleCard, starts: int) -> FrameStep:
    lasts = (step.last_on - step.first_on).days + 1
    return FrameStep(kind=step.kind, title=step.title, starts=starts, lasts=lasts, card=card.facts)


def changes(before: Frame, after: Frame) -> list[Change]:
    """What one frame became in another: what it is about, then step by step; nothing where nothing differs."""
    found = [_change(_("De quoi il s’agit"), before.about, after.about)]
    alike = SequenceMatcher(None, [step.title for step in before.steps], [step.title for step in after.steps], False)
    for tag, from_old, to_old, from_new, to_new in alike.get_opcodes():
        old, new = before.steps[from_old:to_old], after.steps[from_new:to_new]
        paired = len(old) if tag == "equal" else min(len(old), len(new))
        for one, other in zip(old[:paired], new[:paired], strict=True):
            found.append(_change(other.title, told(one), told(other)))
        gone, come = _("Étape retirée : {title}"), _("Étape ajoutée : {title}")
        found += [_change(gone.format(title=step.title), told(step), "") for step in old[paired:]]
        found += [_change(come.format(title=step.title), "", told(step)) for step in new[paired:]]
    return [change for change in found if any(piece.kind != SAME for piece in change.pieces)]


def told(step: FrameStep) -> str:
    """A step of a frame in plain lines: what it is called, when it is, and its card."""
    starts = ngettext("commence %(days)s jour après le début", "commence %(days)s jours après le début", step.starts)
    lasts = ngettext("dure %(days)s jour", "dure %(days)s jours", step.lasts)
    days = (starts % {"days": typography.number(step.starts)}, lasts % {"days": typography.number(step.lasts)})
    first = f"{step.title} ({StepKind(step.kind).label.lower()}, {days[0]}, {days[1]})."
    card = text_of(RuleCard(**step.card), pointers=0)
    return f"{first}\n{card}" if card else first


def _change(where: str, before: str, after: str) -> Change:
    return Change(where, tuple(differences(before, after)))
