"""Queues for the team and the guarantor; what anyone reads of their decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import Count, Q

from chainon.base.accounts.models import Grant, User
from chainon.base.scopes.models import Scope
from chainon.deliberation.proposals.hooks import Overturned

from .models import Appeal, Case, Outcome, Report
from .models import Verdict as Answered
from .rules import READERS
from .things import Thing, label_of, thing_named

LATEST = 50


def open_cases(by: User, territory: Scope) -> list[Case]:
    """Where `by` reads them, the oldest first. The twin of `rules.may_see`."""
    cases = Case.objects.filter(territory=territory, decided_at=None).select_related("scope")[:200]
    paths = _held(by, territory)
    return [each for each in cases if _reads(paths, each.scope)]


def open_appeals(by: User, territory: Scope) -> list[Appeal]:
    appeals = Appeal.objects.filter(territory=territory, answered_at=None).select_related("scope")[:200]
    paths = _held(by, territory)
    return [each for each in appeals if _reads(paths, each.scope)]


def _held(by: User, territory: Scope) -> tuple[str, ...]:
    grants = Grant.objects.filter(user=by, role__in=READERS, scope__in=Scope.objects.within(territory))
    return tuple(grants.values_list("scope__path", flat=True))


def _reads(paths: tuple[str, ...], scope: Scope) -> bool:
    return bool(paths) and scope.path.startswith(paths)


def case_with_id(territory: Scope, public_id: str) -> Case | None:
    cases = Case.objects.filter(territory=territory, public_id=public_id)
    return cases.select_related("scope__territory", "territory__settings").first()


def appeal_with_id(territory: Scope, public_id: str) -> Appeal | None:
    appeals = Appeal.objects.filter(territory=territory, public_id=public_id)
    return appeals.select_related("scope__territory", "territory__settings").first()


def thing_of(row: Case | Appeal) -> Thing | None:
    return thing_named(row.territory, row.kind, row.thing)


@dataclass(frozen=True)
class Figures:
    """All since the beginning. `days`: the median between a first report and its decision."""

    reports: int
    waiting: int
    decided: dict[str, int]
    days: int | None
    appeals: int
    appeals_waiting: int
    upheld: int
    overturned: int


def figures(territory: Scope) -> Figures:
    cases = Case.objects.filter(territory=territory)
    by_outcome = dict(cases.exclude(decided_at=None).order_by().values_list("outcome").annotate(number=Count("pk")))
    times = cases.exclude(decided_at=None).order_by("-decided_at").values_list("opened_at", "decided_at")[:500]
    appeals = Appeal.objects.filter(territory=territory).aggregate(
        made=Count("pk"),
        waiting=Count("pk", filter=Q(answered_at=None)),
        upheld=Count("pk", filter=Q(verdict=Answered.UPHELD)),
        overturned=Count("pk", filter=Q(verdict=Answered.OVERTURNED)),
    )
    return Figures(
        reports=Report.objects.filter(case__territory=territory).count(),
        waiting=cases.filter(decided_at=None).count(),
        decided={str(each.label): by_outcome.get(each.value, 0) for each in Outcome},
        days=round(median((end - start).days for start, end in times if end)) if times else None,
        appeals=appeals["made"],
        appeals_waiting=appeals["waiting"],
        upheld=appeals["upheld"],
        overturned=appeals["overturned"],
    )


@dataclass(frozen=True)
class Decision:
    """What anyone reads: what was decided of what kind of thing, where, when, why; no link, no person. `against`: of
    the guarantor's, what the team had said."""

    label: str
    outcome: str
    where: str
    at: datetime
    reason: str
    against: str = ""


def decisions(territory: Scope) -> list[Decision]:
    """The team's, the latest first."""
    rows = Case.objects.filter(territory=territory).exclude(decided_at=None).order_by("-decided_at")
    return [
        Decision(label_of(each.kind), str(Outcome(each.outcome).label), each.scope.label, each.decided_at, each.reason)
        for each in rows.select_related("scope")[:LATEST]
        if each.decided_at
    ]


def answers(territory: Scope) -> list[Decision]:
    """The guarantor's, the latest first."""
    rows = Appeal.objects.filter(territory=territory).exclude(answered_at=None).order_by("-answered_at")
    return [
        Decision(
            label=label_of(each.kind),
            outcome=str(Answered(each.verdict).label),
            where=each.scope.label,
            at=each.answered_at,
            reason=each.answer,
            against=each.refusal,
        )
        for each in rows.select_related("scope")[:LATEST]
        if each.answered_at
    ]


def overturned(territory: Scope, proposal: str = "") -> list[Overturned]:
    """The refusals of proposals that the guarantor annulled, the latest first; of one of them, by its public id.

    Several appeals against one refusal have one answer.
    """
    rows = Appeal.objects.filter(territory=territory, kind="proposal", verdict=Answered.OVERTURNED)
    if proposal:
        rows = rows.filter(thing=proposal)
    found = {}
    for each in rows.select_related("scope").order_by("-answered_at", "pk")[:LATEST]:
        assert each.answered_at is not None, "a constraint says so"
        found[each.thing, each.refused_at] = Overturned(
            public_id=each.thing,
            where=each.scope.label,
            refused_at=each.refused_at,
            reason=each.refusal,
            overturned_at=each.answered_at,
            answer=each.answer,
        )
    return list(found.values())


def own(user: User) -> dict[str, object]:
    """For the person who takes their data away."""
    said = Report.objects.filter(user=user).select_related("case")
    asked = Appeal.objects.filter(user=user)
    return {
        "signalements": [
            {"quoi": label_of(each.case.kind), "raison": str(each.get_reason_display()), "mots": each.words}
            for each in said
        ],
        "recours": [{"quoi": label_of(each.kind), "mots": each.words, "réponse": each.answer} for each in asked],
    }
