"""Disagreements, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone

from chainon.base.scopes.models import Scope
from chainon.base.ui import typography
from chainon.deliberation.debates.models import Disagreement, DisagreementSide
from chainon.governance.bodies.models import Body


@dataclass(frozen=True)
class SideRow:
    wants: str
    reasons: str
    people: int | None
    bodies: list[str]


@dataclass(frozen=True)
class DisagreementRow:
    """`settled`: the day, in words, or "" while it stands."""

    public_id: str
    what: str
    would_settle: str
    sides: list[SideRow]
    recorded: str
    settled: str
    settled_how: str


def disagreement_with_id(territory: Scope, public_id: str) -> Disagreement | None:
    related = ("debate__node__territory", "debate__scope", "debate__body__scope")
    found = Disagreement.objects.filter(debate__node__territory=territory.root, public_id=public_id)
    return found.select_related(*related).first()


def disagreements_of(debates: Iterable[int]) -> dict[int, list[DisagreementRow]]:
    """Key of the debate → its disagreements, those that stand first. Three queries, whatever their number."""
    bodies = Prefetch("bodies", Body.objects.select_related("scope").order_by("scope__label"))
    sides = Prefetch("sides", DisagreementSide.objects.prefetch_related(bodies))
    found: dict[int, list[DisagreementRow]] = defaultdict(list)
    rows = Disagreement.objects.filter(debate__in=list(debates)).prefetch_related(sides)
    for each in sorted(rows, key=lambda row: (row.settled_at is not None, row.recorded_at)):
        found[each.debate_id].append(_row(each))
    return found


def _row(disagreement: Disagreement) -> DisagreementRow:
    settled = disagreement.settled_at
    return DisagreementRow(
        public_id=disagreement.public_id,
        what=disagreement.what,
        would_settle=disagreement.would_settle,
        sides=[
            SideRow(side.wants, side.reasons, side.people, [body.name for body in side.bodies.all()])
            for side in disagreement.sides.all()
        ],
        recorded=typography.day(timezone.localtime(disagreement.recorded_at).date()),
        settled=typography.day(timezone.localtime(settled).date()) if settled is not None else "",
        settled_how=disagreement.settled_how,
    )
