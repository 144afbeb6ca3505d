"""Reading gatherings for pages: plain rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from chainon.base import clock
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.models import Scope
from chainon.base.ui import typography
from chainon.governance.bodies.models import Body

from .models import LEAST_PUBLISHED, Gathering, GatheringQuerySet, Outcome

PAGE = 30


@dataclass(frozen=True)
class GatheringRow:
    """A gathering in a list, its times in the territory's zone."""

    title: str
    url: str
    starts_at: datetime
    ends_at: datetime
    where: str
    organiser: str
    is_cancelled: bool
    has_minutes: bool


def gathering_with_id(territory: Scope, public_id: str) -> Gathering | None:
    related = ("node__territory__settings", "node__scope", "scope__territory", "body__scope__territory")
    found = Gathering.objects.of(territory).filter(node__public_id=public_id)
    return found.select_related(*related).first()


def decision_with_id(territory: Scope, public_id: str) -> Outcome | None:
    related = ("node__territory__settings", "node__scope", "gathering__node", "gathering__scope__territory")
    found = Outcome.objects.decisions().filter(node__public_id=public_id, node__territory=territory.root)
    return found.select_related(*related, "gathering__body__scope__territory").first()


def next_gatherings(
    territory: Scope, limit: int = PAGE, scope: Scope | None = None, body: Body | None = None
) -> list[GatheringRow]:
    """Those to come, the next first, for a territory, one of its places or a body. One query."""
    return rows(_narrowed(territory, scope, body).upcoming(clock.now()), territory, limit)


def past_gatherings(
    territory: Scope,
    limit: int = PAGE,
    scope: Scope | None = None,
    body: Body | None = None,
    before: datetime | None = None,
) -> list[GatheringRow]:
    """Those that were, the latest first; `before` begins the page after the last one read."""
    found = _narrowed(territory, scope, body).past(clock.now())
    if before is not None:
        found = found.filter(starts_at__lt=before)
    return rows(found, territory, limit)


def without_minutes(territory: Scope, limit: int = 20) -> list[GatheringRow]:
    """Held more than eight days ago, and nobody has told what was said: the oldest first."""
    overdue = Gathering.objects.of(territory).without_minutes(clock.now())
    return rows(overdue.order_by("ends_at", "pk"), territory, limit)


def rows(found: GatheringQuerySet, territory: Scope, limit: int) -> list[GatheringRow]:
    zone = ZoneInfo(zone_of(territory))
    return [row_of(each, zone) for each in found.select_related("node", "scope", "body__scope")[:limit]]


def _narrowed(territory: Scope, scope: Scope | None, body: Body | None) -> GatheringQuerySet:
    found = Gathering.objects.of(territory)
    if scope is not None and scope != territory:
        found = found.filter(scope__in=Scope.objects.within(scope))
    return found if body is None else found.filter(body=body)


def row_of(gathering: Gathering, zone: ZoneInfo) -> GatheringRow:
    return GatheringRow(
        title=gathering.title,
        url=url_of(gathering.node),
        starts_at=gathering.starts_at.astimezone(zone),
        ends_at=gathering.ends_at.astimezone(zone),
        where=", ".join(part for part in (gathering.address or gathering.link, gathering.scope.label) if part),
        organiser=gathering.organiser,
        is_cancelled=gathering.cancelled_at is not None,
        has_minutes=gathering.minutes_at is not None,
    )


BANDS = (
    _("{number} de moins de 16 ans"),
    _("{number} de 16 à 25 ans"),
    _("{number} de 26 à 60 ans"),
    _("{number} de plus de 60 ans"),
)


@dataclass(frozen=True)
class Headcount:
    """What is published of a count: `present` from eleven people on; the ages when none of them is fewer than that."""

    present: int | None
    is_small: bool = False
    bands: list[int] = field(default_factory=list)
    ages: str = ""


def headcount(gathering: Gathering, *, whole: bool = False) -> Headcount | None:
    """None where nobody counted. `whole`: for those who counted."""
    if gathering.present is None:
        return None
    counted = [(each, words) for each, words in zip(gathering.bands, BANDS, strict=True) if each is not None]
    bands = [each for each, _words in counted]
    if not whole and gathering.present < LEAST_PUBLISHED:
        return Headcount(None, is_small=True)
    if not whole and any(0 < each < LEAST_PUBLISHED for each in bands):
        return Headcount(gathering.present)
    ages = ", ".join(str(words).format(number=typography.number(each)) for each, words in counted)
    return Headcount(gathering.present, bands=bands, ages=ages)


def first_time(gathering: Gathering, *, whole: bool = False) -> int | None:
    """How many came for the first time, where that number and the rest are of eleven people at least."""
    count, present = gathering.first_time, gathering.present
    if count is None or whole:
        return count
    rest = None if present is None else present - count
    is_open = count >= LEAST_PUBLISHED and (rest is None or rest == 0 or rest >= LEAST_PUBLISHED)
    return count if is_open else None
