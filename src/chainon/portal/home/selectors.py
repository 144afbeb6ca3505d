"""What is going on in a territory, as its front page tells it: plain rows, whatever their number in as many queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role
from chainon.base.scopes.models import Scope, Territory
from chainon.base.ui import typography
from chainon.governance.draws.models import Draw, State
from chainon.governance.volunteers.models import Volunteer, VolunteerList
from chainon.governance.volunteers.rules import may_enrol

DRAWS = 4


@dataclass(frozen=True)
class Ring:
    """A link of the chain. `state`: done, current or to-come; `value` stands in the ring, a tick where it is empty."""

    value: str
    label: str
    detail: str
    state: str = "done"


@dataclass(frozen=True)
class DrawCard:
    """A published draw. `state`: to-come, drawn or cancelled."""

    public_id: str
    url: str
    title: str
    body: str
    where: str
    state: str
    rings: list[Ring]


def draw_cards(territory: Territory) -> list[DrawCard]:
    """Those to come, the nearest first; then those done, the latest first; at most four."""
    draws = Draw.objects.public().filter(body__scope__in=Scope.objects.within(territory.scope))
    draws = draws.select_related("body__scope").defer("computation", "opening")
    to_come = draws.filter(state=State.FROZEN).order_by(F("ceremony_at").asc(nulls_last=True))[:DRAWS]
    done = draws.exclude(state=State.FROZEN).order_by(F("drawn_at").desc(nulls_last=True), "-frozen_at")[:DRAWS]
    return [_card(draw) for draw in [*to_come, *done][:DRAWS]]


def _card(draw: Draw) -> DrawCard:
    volunteers = int(draw.frozen["terms"]["volunteers"]) if draw.frozen else 0
    state = {State.FROZEN: "to-come", State.CANCELLED: "cancelled"}.get(State(draw.state), "drawn")
    return DrawCard(
        public_id=draw.public_id,
        url=draw.get_absolute_url(),
        title=_title(draw, volunteers),
        body=draw.body.name,
        where=draw.ceremony_place if state == "to-come" else "",
        state=state,
        rings=_rings(draw, volunteers, state),
    )


def _title(draw: Draw, volunteers: int) -> str:
    numbers = {"seats": typography.number(draw.seats), "volunteers": typography.number(volunteers)}
    if draw.drawn_at:
        said = ngettext(
            "%(seats)s personne tirée parmi %(volunteers)s volontaires",
            "%(seats)s personnes tirées parmi %(volunteers)s volontaires",
            draw.seats,
        )
    else:
        said = ngettext(
            "%(seats)s place à tirer parmi %(volunteers)s volontaires",
            "%(seats)s places à tirer parmi %(volunteers)s volontaires",
            draw.seats,
        )
    return said % numbers


def _rings(draw: Draw, volunteers: int, state: str) -> list[Ring]:
    drawn = draw.drawn_at or draw.ceremony_at
    seated = "done" if state == "drawn" else "to-come"
    return [
        Ring(typography.number(volunteers), _("Volontaires"), _("ont dit oui")),
        Ring("", _("Liste figée"), _day(draw.frozen_at)),
        Ring("", _("Tirage en public"), _day(drawn), {"drawn": "done", "to-come": "current"}.get(state, "to-come")),
        Ring(typography.number(draw.seats), _("Places"), _("un groupe à l’image d’ici"), seated),
    ]


def _day(moment: datetime | None) -> str:
    return typography.day(timezone.localtime(moment)) if moment else ""


@dataclass(frozen=True)
class OpenList:
    """A list on which anyone may still put their name."""

    public_id: str
    title: str
    until: date
    url: str


def open_lists(territory: Territory) -> list[OpenList]:
    today = clock.today(territory.time_zone)
    lists = VolunteerList.objects.filter(
        body__scope__in=Scope.objects.within(territory.scope), closed_at=None, purged_at=None, form_until__gte=today
    ).select_related("body__scope")
    found = []
    for each in lists.order_by("form_until")[:6]:
        present = Volunteer.objects.filter(list=each).present().count()
        if each.form_until and may_enrol(each, today=today, present=present):
            url = reverse("volunteers:enrol", args=[each.public_id])
            found.append(OpenList(each.public_id, each.body.name, each.form_until, url))
    return found


@dataclass(frozen=True)
class Watcher:
    name: str
    where: str


def watchers(territory: Territory) -> list[Watcher]:
    """The guarantors: they act in public, by their name."""
    grants = Grant.objects.filter(
        role=Role.GUARANTOR, scope__in=Scope.objects.within(territory.scope), user__is_active=True
    ).select_related("user", "scope")
    return [Watcher(str(grant.user), grant.scope.label) for grant in grants.order_by("scope__path", "pk")[:12]]
