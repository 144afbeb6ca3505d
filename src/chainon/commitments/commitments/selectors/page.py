"""The page of a promise: both versions of what became of it, and all that was said."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse

from chainon.base import clock
from chainon.base.chain.calendar import zone_of
from chainon.commitments.commitments.models import (
    Commitment,
    CountedCheck,
    Evidence,
    HandsCall,
    Notice,
    Outcome,
    Step,
    Update,
    UpdateKind,
)
from chainon.commitments.commitments.money import in_euros
from chainon.commitments.commitments.recurring import silent_days

from .register import CommitmentRow, row_of
from .sums import Counts, checks_alone


@dataclass(frozen=True)
class Proof:
    """What shows it; `picture` is set where it can be shown at once."""

    shows: str
    shown_on: date
    url: str
    is_picture: bool


@dataclass(frozen=True)
class Said:
    """An update, with what shows it; or a « non tenu » that was announced and never said, with the reply (`notice`)."""

    at: datetime
    update: Update | None = None
    notice: Notice | None = None
    proofs: list[Proof] = field(default_factory=list)


@dataclass(frozen=True)
class Part:
    """A step; `late` counts days after its own day."""

    step: Step
    late: int
    proofs: list[Proof]


@dataclass(frozen=True)
class Time:
    """One time of a promise that comes back: what was said of it, or nothing (`said` empty) though its day has come."""

    on: date
    said: Update | None


@dataclass(frozen=True)
class Checks:
    online: Counts
    slips: Counts
    counted: list[CountedCheck]

    @property
    def has_any(self) -> bool:
        return bool(self.online.people or self.slips.people or self.counted)

    @property
    def keeps_some(self) -> bool:
        """Whether there are answers whose number alone is published."""
        return any(each.people and not each.is_told for each in (self.online, self.slips))


@dataclass(frozen=True)
class Hands:
    """The call for hands; `offered` counts people, whoever they are."""

    call: HandsCall
    offered: int


@dataclass(frozen=True)
class PromisePage:
    """Eight queries whatever was said. `last_word`: the owner's; `notice`: the announcement that stands."""

    row: CommitmentRow
    updates: list[Said]
    parts: list[Part]
    times: list[Time]
    notice: Notice | None
    checks: Checks
    hands: Hands | None
    planned: str
    spent: str
    last_word: Update | None
    today: date
    old_days: list[date] = field(default_factory=list)


def page_of(commitment: Commitment) -> PromisePage:
    today = clock.today(zone_of(commitment.territory))
    proofs = _proofs(commitment)
    updates, notices = list(commitment.updates.all()), list(commitment.notices.all())
    overtaken = [Said(each.announced_at, notice=each) for each in notices if each.withdrawn_at is not None]
    said = [Said(each.said_at, update=each, proofs=proofs["update", each.pk]) for each in updates]
    return PromisePage(
        row=row_of(commitment),
        updates=sorted([*said, *overtaken], key=lambda each: each.at, reverse=True),
        parts=[_part(each, today, proofs["step", each.pk]) for each in commitment.steps.all()],
        times=_times(commitment, updates, today),
        notice=next((each for each in notices if each.withdrawn_at is None), None),
        checks=checks_of(commitment),
        hands=_hands(commitment),
        planned=in_euros(commitment.planned_cents) if commitment.planned_cents is not None else "",
        spent=in_euros(commitment.spent_cents) if commitment.spent_cents is not None else "",
        last_word=next((each for each in updates if each.kind != UpdateKind.SAID_NOT_KEPT), None),
        today=today,
        old_days=sorted({each.old_due_on for each in updates if each.old_due_on is not None}),
    )


def _proofs(commitment: Commitment) -> dict[tuple[str, int], list[Proof]]:
    found: dict[tuple[str, int], list[Proof]] = defaultdict(list)
    for each in Evidence.objects.filter(commitment=commitment).select_related("file"):
        key = ("update", each.update_id) if each.update_id is not None else ("step", each.step_id or 0)
        found[key].append(_proof(each))
    return found


def _proof(evidence: Evidence) -> Proof:
    file = evidence.file
    url = reverse("files:file", args=[file.public_id, file.name]) if file else evidence.link
    return Proof(evidence.shows, evidence.shown_on, url, file is not None and file.is_picture)


def _part(step: Step, today: date, proofs: list[Proof]) -> Part:
    return Part(step, max((today - step.due_on).days, 0) if step.done_on is None else 0, proofs)


def _times(commitment: Commitment, updates: list[Update], today: date) -> list[Time]:
    if not commitment.comes_back:
        return []
    said = {each.occurrence_on: each for each in updates if each.occurrence_on is not None}
    silent = silent_days(commitment, len(said), today)
    times = [Time(day, said.get(day)) for day in sorted({*said, *silent})]
    is_coming = commitment.outcome == Outcome.OPEN and commitment.due_on >= today
    return [*times, Time(commitment.due_on, None)] if is_coming else times


def checks_of(commitment: Commitment) -> Checks:
    online, slips = checks_alone(commitment)
    return Checks(online, slips, list(commitment.counted_checks.all()))


def _hands(commitment: Commitment) -> Hands | None:
    call: HandsCall | None = getattr(commitment, "hands_call", None)
    return Hands(call, call.offers.filter(withdrawn_at=None).count()) if call is not None else None
