"""What the page of a process shows: plain rows, read once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from chainon.base.chain.models import Stage
from chainon.base.ui import typography

from . import days, rules, selectors
from .cards import StepTool, nodes_of, tools_of
from .days import Standing, StepStanding
from .models import DateChange, Process, ProcessPause, RuleCard, Step
from .questions import Question
from .sentences import Sentence, sentences


@dataclass(frozen=True)
class StepRow:
    """A step in the line of a process. `changed`: its rule changed after it opened."""

    step: Step
    url: str
    dates: str
    state: StepStanding
    version: int
    changed: bool
    missing: str
    question: int
    date_changes: list[DateChange]

    @property
    def is_public(self) -> bool:
        return self.step.published_at is not None


@dataclass(frozen=True)
class Running:
    """A step that runs today, or the next one when none does: its rule, and what one may do."""

    step: Step
    url: str
    said: list[Sentence]
    tools: list[StepTool]
    is_running: bool


@dataclass(frozen=True)
class Rings:
    """How many of the words of a process came at least so far; how many wait for what comes next, and are late."""

    stages: list[tuple[Stage, int]]
    waiting: int
    late: int


@dataclass(frozen=True)
class ProcessPage:
    standing: Standing
    when: str
    next: str
    rows: list[StepRow]
    running: list[Running]
    line: list[tuple[str, str]]
    here: int
    rings: Rings | None
    to_move: list[ProcessPause]

    @property
    def tools(self) -> list[StepTool]:
        return [tool for each in self.running for tool in each.tools]


def between(first: date, last: date) -> str:
    return _("du {first} au {last}").format(first=typography.day(first), last=typography.day(last))


def page_of(process: Process, request: HttpRequest) -> ProcessPage:
    """The steps shown are the public ones, and all of them to those who prepare it or watch over it."""
    today = selectors.today_in(process.scope)
    every = list(process.steps.prefetch_related("date_changes"))
    for step in every:
        step.process = process
    reads_drafts = bool(rules.may_read_drafts(request.user, process))
    shown = [step for step in every if step.published_at is not None or reads_drafts]
    counted = [step for step in every if step.published_at is not None] if process.is_public else every
    cards = selectors.cards_in_force(shown)
    pauses = list(process.pauses.all())
    standing = days.standing(process, counted, pauses, today)
    drafts = {card.step_id: card for card in RuleCard.objects.drafts().filter(step__in=shown)} if reads_drafts else {}
    return ProcessPage(
        standing=standing,
        when=selectors.when(process, counted, pauses, today),
        next=_next(standing, counted, today),
        rows=[_row(step, cards[step.pk], drafts.get(step.pk), today) for step in shown],
        running=_running(standing, counted, cards, today, request),
        line=[(step.title, step.get_absolute_url()) for step in counted],
        here=_here(counted, today),
        rings=_rings(process, today) if process.is_public else None,
        to_move=[] if not process.is_public or standing.is_over else days.to_move(pauses, every, today),
    )


def _row(step: Step, card: RuleCard, draft: RuleCard | None, today: date) -> StepRow:
    is_unready = draft is not None and step.published_at is None
    return StepRow(
        step=step,
        url=step.get_absolute_url(),
        dates=between(step.first_on, step.last_on),
        state=days.step_standing(step, today),
        version=card.version,
        changed=card.after_opening,
        missing=selectors.what_is_missing(card) if is_unready else "",
        question=(selectors.first_unanswered(card) or Question.WHO).value if is_unready else Question.WHO.value,
        date_changes=list(step.date_changes.all()),
    )


def _running(
    standing: Standing, steps: list[Step], cards: dict[int, RuleCard], today: date, request: HttpRequest
) -> list[Running]:
    if standing.is_over or not steps:
        return []
    found = days.current(steps, today)
    following = days.following(steps, today)
    asked = found or ([following] if following is not None else [])
    may_act = standing is Standing.OPEN
    return [
        Running(
            step=step,
            url=step.get_absolute_url(),
            said=said(cards[step.pk]),
            tools=tools_of(step, request) if may_act and found else [],
            is_running=bool(found),
        )
        for step in asked
    ]


def said(card: RuleCard) -> list[Sentence]:
    """The card as one reads it: the way it was published, in the language of the page."""
    return sentences(card, pointers=len(card.nodes.all()))


def _next(standing: Standing, steps: list[Step], today: date) -> str:
    following = days.following(steps, today)
    if following is not None and not days.current(steps, today) and not standing.is_over:
        return ""  # said already: nothing runs before it
    if following is not None and not standing.is_over:
        return _("« {step} », à partir du {day}.").format(step=following.title, day=typography.day(following.first_on))
    if standing.is_over:
        return _("Tout ce qui a été dit et promis reste suivi, dans son fil.")
    return _("C’est la dernière étape prévue.")


def _here(steps: list[Step], today: date) -> int:
    """The number of the step where one is, from 1; beyond the last one when all are over."""
    return next((number for number, step in enumerate(steps, start=1) if step.last_on >= today), len(steps) + 1)


def _rings(process: Process, today: date) -> Rings | None:
    """How far what was said in this process went, in one query; None while nothing was said."""
    far = {f"s{stage.value}": Count("pk", filter=Q(reached__gte=stage)) for stage in Stage}
    waits = {"waiting": Count("pk", filter=Q(due_on__isnull=False)), "late": Count("pk", filter=Q(due_on__lt=today))}
    found = nodes_of(process).aggregate(**far, **waits)
    if not found["s1"]:
        return None
    return Rings([(stage, found[f"s{stage.value}"]) for stage in Stage], found["waiting"], found["late"])
