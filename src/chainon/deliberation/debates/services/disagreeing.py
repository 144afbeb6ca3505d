"""Disagreements: kept, shown with what is decided, and settled in so many words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.scopes.verdict import Unavailable
from chainon.deliberation.debates import rules, verbs
from chainon.deliberation.debates.models import Debate, Disagreement, DisagreementSide
from chainon.governance.bodies.models import Body

from .holding import changed, keep_line, locked


@dataclass(frozen=True)
class SideWords:
    """One side: what it wants, why, the bodies that hold it, how many people when somebody counted."""

    wants: str
    reasons: str
    people: int | None = None
    bodies: Sequence[Body] = ()


@transaction.atomic
def record_disagreement(
    *, by: User, debate: Debate, what: str, would_settle: str, sides: Sequence[SideWords], entry: UUID
) -> Disagreement:
    """What people do not agree about, side by side; also after the end of the debate. Sent twice, it is once.

    Raises `Refused`; `Unavailable` with fewer than two sides or with a body that is not from here.
    """
    debate = locked(debate)
    rules.may_facilitate(by, debate).require()
    if known := Disagreement.objects.filter(entry=entry).first():
        return known
    if len(sides) < 2:
        raise Unavailable(_("Un désaccord a au moins deux côtés."))
    if any(body.scope.root != debate.scope.root for side in sides for body in side.bodies):
        raise Unavailable(_("Cette instance n’est pas d’ici."))
    disagreement = Disagreement.objects.create(
        debate=debate, what=what, would_settle=would_settle, entry=entry, recorded_at=clock.now()
    )
    for position, side in enumerate(sides):
        kept = DisagreementSide.objects.create(
            disagreement=disagreement, position=position, wants=side.wants, reasons=side.reasons, people=side.people
        )
        kept.bodies.set(side.bodies)
    debate.disagreement_count = debate.disagreements.count()
    changed(debate, "disagreement_count")
    keep_line(verbs.DISAGREEMENT_RECORDED, debate, by, disagreement=disagreement.public_id, sides=len(sides))
    return disagreement


@transaction.atomic
def settle_disagreement(*, by: User, disagreement: Disagreement, how: str) -> Disagreement:
    """It stays on the page, with how it was settled. Raises `Refused`."""
    debate = locked(disagreement.debate)
    disagreement = Disagreement.objects.select_related("debate__scope", "debate__body__scope").get(pk=disagreement.pk)
    rules.may_settle(by, disagreement).require()
    disagreement.settled_at, disagreement.settled_how = clock.now(), how
    disagreement.save(update_fields=["settled_at", "settled_how"])
    changed(debate)
    keep_line(verbs.DISAGREEMENT_SETTLED, debate, by, disagreement=disagreement.public_id)
    return disagreement
