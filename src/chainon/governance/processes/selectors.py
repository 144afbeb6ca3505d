"""Reading processes for pages, and for the slices above: plain rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By
from chainon.base.chain.models import Follow, Node
from chainon.base.scopes.models import Scope
from chainon.base.ui import typography
from chainon.governance.bodies.models import Body

from . import days
from .days import Standing
from .models import Means, Process, ProcessPause, ProcessQuerySet, RuleCard, Step, StepKind, Unclear, WayToDecide
from .questions import ASKED, UNANSWERED, Question
from .sentences import MOST_WORDS, count_words, text_of

MOST_POINTERS = 12
NOTICE = timedelta(days=183)


def today_in(territory: Scope) -> date:
    return clock.today(territory.root.settings.time_zone)


def process_with_id(territory: Scope, public_id: str) -> Process | None:
    related = ("node__territory", "scope__parent", "scope__territory__settings")
    return Process.objects.of(territory).select_related(*related).filter(node__public_id=public_id).first()


# --- for the slices above


def open_steps(territory: Scope, kind: StepKind | None = None) -> list[Step]:
    """The published steps that run today (no pause, not stopped): where something may be attached, oldest first."""
    today = today_in(territory)
    steps = Step.objects.of(territory).public().filter(first_on__lte=today, last_on__gte=today)
    if kind is not None:
        steps = steps.filter(kind=kind)
    paused = ProcessPause.objects.filter(first__lte=today, last__gte=today).values("process")
    running = steps.filter(process__stopped_on=None).exclude(process__in=paused)
    return list(running.select_related("process__node", "process__scope"))


@dataclass(frozen=True)
class Changed:
    """A rule changed while its step ran: what the guarantor of the participation looks at."""

    process: Process
    step: Step
    version: int
    published_at: datetime
    reason: str
    url: str


def changed_after_opening(territory: Scope, *, scope: Scope | None = None) -> list[Changed]:
    """The latest first; in one of its scopes when one is given."""
    cards = RuleCard.objects.published().filter(after_opening=True, step__process__node__territory=territory.root)
    if scope is not None and scope != territory:
        cards = cards.filter(step__process__scope__in=Scope.objects.within(scope))
    related = ("step__process__node", "step__process__scope")
    return [
        Changed(
            process=card.step.process,
            step=card.step,
            version=card.version,
            published_at=card.published_at,
            reason=card.change_reason,
            url=card.get_absolute_url(),
        )
        for card in cards.select_related(*related).order_by("-published_at", "-pk")
        if card.published_at is not None
    ]


def steps_waiting(territory: Scope) -> list[Step]:
    """Steps of public processes whose first day came, and that have no published rule card."""
    waiting = Step.objects.of(territory).without_rule(today_in(territory))
    return list(waiting.select_related("process__node", "process__scope"))


def ending_funds(territory: Scope, *, within: timedelta = NOTICE) -> list[Means]:
    """The public processes whose funding ends within six months: for the desk of the team."""
    means = Means.objects.of(territory).ending(today_in(territory), within)
    return list(means.select_related("process__node", "process__scope").order_by("funded_until", "pk"))


def ends_soon(process: Process) -> bool:
    """Its funding ends within six months."""
    means = Means.objects.filter(process=process).values_list("funded_until", flat=True).first()
    return means is not None and timedelta(0) <= means - today_in(process.scope) <= NOTICE


# --- the list


@dataclass(frozen=True)
class ProcessRow:
    """A process in a list. `when` says in a few words which step runs and until when."""

    title: str
    url: str
    about: str
    where: str
    carried_by: str
    standing: Standing
    when: str


def rows(territory: Scope, by: By) -> list[ProcessRow]:
    """Those that `by` may see, in five queries: what ends first comes first."""
    return _rows(Process.objects.of(territory).visible_to(by), today_in(territory))


def rows_of_body(body: Body) -> list[ProcessRow]:
    """The public processes that a body carries."""
    return _rows(Process.objects.public().filter(bodies=body), today_in(body.scope))


def _rows(found: ProcessQuerySet, today: date) -> list[ProcessRow]:
    related = found.select_related("node", "scope__parent").prefetch_related(
        "pauses", Prefetch("steps", Step.objects.order_by("first_on", "pk")), "bodies__scope"
    )
    dated = [(process, _counted(process)) for process in related.order_by("-created_at")]
    dated.sort(key=lambda each: max((step.last_on for step in each[1]), default=date.max))
    return [_row(process, steps, today) for process, steps in dated]


def _counted(process: Process) -> list[Step]:
    """The steps that count: the published ones, once the process is."""
    return [step for step in process.steps.all() if step.published_at is not None or not process.is_public]


def _row(process: Process, steps: list[Step], today: date) -> ProcessRow:
    pauses = list(process.pauses.all())
    where = days.standing(process, steps, pauses, today)
    return ProcessRow(
        title=process.title,
        url=process.get_absolute_url(),
        about=process.about,
        where=process.scope.parent.label if process.scope.parent else "",
        carried_by=", ".join(body.name for body in process.bodies.all()),
        standing=where,
        when=when(process, steps, pauses, today),
    )


def when(process: Process, steps: list[Step], pauses: list[ProcessPause], today: date) -> str:
    """Where it stands, in one sentence that a neighbour would say."""
    where = days.standing(process, steps, pauses, today)
    if where is Standing.STOPPED and process.stopped_on:
        return _("Arrêtée le {day}.").format(day=typography.day(process.stopped_on))
    if where is Standing.PAUSED:
        pause = days.pause_on(pauses, today)
        assert pause is not None
        return _("En pause jusqu’au {day} : {reason}").format(day=typography.day(pause.last), reason=pause.reason)
    if not steps:
        return _("Ses étapes ne sont pas encore écrites.")
    if where is Standing.ENDED:
        return _("Terminée le {day}.").format(day=typography.day(max(step.last_on for step in steps)))
    if running := days.current(steps, today):
        step = min(running, key=lambda each: each.last_on)
        return _("« {step} », jusqu’au {day}.").format(step=step.title, day=typography.day(step.last_on))
    step = days.following(steps, today) or steps[0]
    return _("« {step} » commence le {day}.").format(step=step.title, day=typography.day(step.first_on))


def follows(user: User, process: Process) -> bool:
    return Follow.objects.filter(user=user, node=process.node).exists()


# --- rule cards


def pointed(card: RuleCard) -> set[int]:
    return set(card.pointers.values_list("node", flat=True))


def text(card: RuleCard) -> str:
    """What the card says now, in French."""
    return text_of(card, pointers=len(pointed(card)))


def what_is_missing(card: RuleCard) -> str:
    """Why a card cannot be published, in a sentence; empty when it can."""
    if question := first_unanswered(card):
        return str(UNANSWERED[question])
    words = count_words(text(card))
    if words <= MOST_WORDS:
        return ""
    said = ngettext(
        "la fiche compte %(words)s mots : enlevez-en au moins %(more)s.",
        "la fiche compte %(words)s mots : enlevez-en au moins %(more)s.",
        words,
    )
    return said % {"words": typography.number(words), "more": typography.number(words - MOST_WORDS)}


def first_unanswered(card: RuleCard) -> Question | None:
    """The first of the five questions that has no answer."""
    decides = card.way == WayToDecide.NOTHING or (card.way and card.decider and card.legitimacy)
    if not card.levels.get("residents"):
        return Question.WHO
    if not decides:
        return Question.DECIDES
    if not (card.weight and card.answered_by and card.answer_days):
        return Question.WEIGHS
    if not card.not_decided:
        return Question.NOT_DECIDED
    return None if says_what_was_said(card) else Question.ALREADY


def says_what_was_said(card: RuleCard) -> bool:
    """The fifth question has an answer: something found, or « rien trouvé », signed."""
    return bool(card.already or card.nothing_by or pointed(card))


def cards_in_force(steps: Iterable[Step]) -> dict[int, RuleCard]:
    """For each step, the card that holds: the latest published, or else the draft. By key of the step."""
    found: dict[int, RuleCard] = {}
    cards = RuleCard.objects.filter(step__in=list(steps)).order_by("version")
    for card in cards.prefetch_related(Prefetch("nodes", Node.objects.select_related("scope"))):
        if card.published_at is not None or card.step_id not in found:
            found[card.step_id] = card
    return found


def nodes_near(process: Process) -> list[Node]:
    """What was said and promised around, that a card may point to: what reached farthest first, then the latest."""
    around = process.scope.parent or process.scope
    nodes = Node.objects.of(process.scope).public().filter(scope__in=Scope.objects.within(around))
    return list(nodes.exclude(pk=process.node.pk).order_by("-stage", "-opened_at")[:MOST_POINTERS])


@dataclass(frozen=True)
class UnclearRow:
    """How many did not understand a card; `questions`: by question, 0 for the whole."""

    step: Step
    version: int
    count: int
    questions: dict[int, int]

    @property
    def worst(self) -> str:
        """The question that most of them pointed at, if they did."""
        pointed = {question: count for question, count in self.questions.items() if question}
        return str(ASKED[Question(max(pointed, key=lambda each: pointed[each]))]) if pointed else ""


def unclear_of(process: Process) -> list[UnclearRow]:
    """By card in force or past, the most misunderstood first. For the team and the guarantor."""
    counts: dict[RuleCard, dict[int, int]] = defaultdict(dict)
    rows = Unclear.objects.filter(card__step__process=process, count__gt=0).select_related("card__step")
    for row in rows:
        counts[row.card][row.question] = row.count
    found = [UnclearRow(card.step, card.version, sum(each.values()), each) for card, each in counts.items()]
    return sorted(found, key=lambda row: (-row.count, row.step.first_on, row.version))


def unclear_count(territory: Scope) -> int:
    """How many times someone did not understand a card, in the whole territory."""
    counted = Unclear.objects.filter(card__step__process__node__territory=territory.root)
    return counted.aggregate(Sum("count"))["count__sum"] or 0
