"""What is going on in a territory, as its front page tells it: plain rows, whatever their number in as many queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chainon.base.accounts.models import Grant, Role
from chainon.base.scopes.models import Scope, Territory
from chainon.base.ui import typography
from chainon.base.ui.rings import Ring
from chainon.governance.draws.models import Draw, State

DRAWS, RECENT = 2, 12
VOLUNTEERS = "frozen__terms__volunteers"


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
    """Those to come, the nearest first; then those done or cancelled, the latest first; at most two."""
    draws = Draw.objects.public().filter(body__scope__in=Scope.objects.within(territory.scope))
    fields = ("public_id", "state", "seats", "ceremony_at", "ceremony_place", "frozen_at", "drawn_at")
    rows = draws.order_by("-frozen_at").values(*fields, people=F(VOLUNTEERS), body_name=F("body__scope__label"))
    return [_card(row) for row in sorted(rows[:RECENT], key=_rank)[:DRAWS]]


def _rank(row: dict[str, Any]) -> tuple[int, float]:
    if row["state"] == State.FROZEN:
        return 0, row["ceremony_at"].timestamp() if row["ceremony_at"] else 0.0
    return 1, -(row["drawn_at"] or row["frozen_at"]).timestamp()


def _card(row: dict[str, Any]) -> DrawCard:
    volunteers = int(row["people"] or 0)
    state = {State.FROZEN: "to-come", State.CANCELLED: "cancelled"}.get(State(row["state"]), "drawn")
    return DrawCard(
        public_id=row["public_id"],
        url=reverse("draws:detail", args=[row["public_id"]]),
        title=_title(row["seats"], volunteers, is_drawn=row["drawn_at"] is not None),
        body=row["body_name"],
        where=row["ceremony_place"] if state == "to-come" else "",
        state=state,
        rings=_rings(row, volunteers, state),
    )


def _title(seats: int, volunteers: int, *, is_drawn: bool) -> str:
    numbers = {"seats": typography.number(seats), "volunteers": typography.number(volunteers)}
    if is_drawn:
        said = ngettext(
            "%(seats)s personne tirée parmi %(volunteers)s volontaires",
            "%(seats)s personnes tirées parmi %(volunteers)s volontaires",
            seats,
        )
    else:
        said = ngettext(
            "%(seats)s place à tirer parmi %(volunteers)s volontaires",
            "%(seats)s places à tirer parmi %(volunteers)s volontaires",
            seats,
        )
    return said % numbers


def _rings(row: dict[str, Any], volunteers: int, state: str) -> list[Ring]:
    drawn = row["drawn_at"] or row["ceremony_at"]
    seated = "done" if state == "drawn" else "to-come"
    return [
        Ring(typography.number(volunteers), _("Volontaires"), _("ont dit oui")),
        Ring("", _("Liste figée"), _day(row["frozen_at"])),
        Ring("", _("Tirage en public"), _day(drawn), {"drawn": "done", "to-come": "current"}.get(state, "to-come")),
        Ring(typography.number(row["seats"]), _("Places"), _("un groupe à l’image d’ici"), seated),
    ]


def _day(moment: datetime | None) -> str:
    return typography.day(timezone.localtime(moment)) if moment else ""


@dataclass(frozen=True)
class Watcher:
    name: str
    where: str


def watchers(territory: Territory) -> list[Watcher]:
    """The guarantors: they act in public, by their name."""
    grants = Grant.objects.filter(
        role=Role.GUARANTOR, scope__in=Scope.objects.within(territory.scope), user__is_active=True
    )
    rows = grants.order_by("scope__path", "pk").values_list("user__display_name", "scope__label")
    return [Watcher(name or _("Une personne sans nom affiché"), label) for name, label in rows[:12]]
