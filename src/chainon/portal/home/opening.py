"""What is open now: where anyone may say something, take part or put their name, what ends first comes first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.models import Scope, Territory
from chainon.base.ui import typography
from chainon.deliberation.debates.models import Debate
from chainon.governance.processes.selectors import open_steps
from chainon.governance.volunteers.models import Volunteer, VolunteerList
from chainon.governance.volunteers.rules import may_enrol

SHOWN = 6


@dataclass(frozen=True)
class OpenRow:
    """`said`: what it is, and until when; `act`: the link."""

    sort: str
    title: str
    said: str
    url: str
    act: str
    until: date | None


def open_now(territory: Territory) -> list[OpenRow]:
    """Three queries, whatever their number."""
    today = clock.today(territory.time_zone)
    found = [*_steps(territory), *_debates(territory, today), *_lists(territory, today)]
    return sorted(found, key=lambda row: (row.until or date.max, row.title))[:SHOWN]


def _steps(territory: Territory) -> list[OpenRow]:
    said = _("« {step} », jusqu’au {day}.")
    return [
        OpenRow(
            "step",
            step.process.title,
            said.format(step=step.title, day=typography.day(step.last_on)),
            step.process.get_absolute_url(),
            _("Prendre part"),
            step.last_on,
        )
        for step in open_steps(territory.scope)
    ]


def _debates(territory: Territory, today: date) -> list[OpenRow]:
    running = Debate.objects.of(territory.scope).taking_words(today).select_related("node")
    return [
        OpenRow(
            "debate",
            debate.question,
            _("Débat, jusqu’au {day}.").format(day=typography.day(debate.until_on))
            if debate.until_on
            else _("Débat, tant qu’il reste des raisons à entendre."),
            url_of(debate.node),
            _("Donner ses raisons"),
            debate.until_on,
        )
        for debate in running.order_by(F("until_on").asc(nulls_last=True), "-opened_at")[:SHOWN]
    ]


def _lists(territory: Territory, today: date) -> list[OpenRow]:
    """Those on which anyone may still put their name."""
    open_lists = VolunteerList.objects.filter(
        body__scope__in=Scope.objects.within(territory.scope), closed_at=None, purged_at=None, form_until__gte=today
    )
    present = Volunteer.objects.filter(list=OuterRef("pk")).present().order_by().values("list")
    counted = Coalesce(Subquery(present.annotate(number=Count("pk")).values("number")), 0)
    lists = open_lists.annotate(present=counted).select_related("body__scope").order_by("form_until")[:SHOWN]
    said = _("On cherche des volontaires, jusqu’au {day}. Être tiré n’oblige à rien.")
    return [
        OpenRow(
            "list",
            each.body.name,
            said.format(day=typography.day(each.form_until)),
            reverse("volunteers:enrol", args=[each.public_id]),
            _("Dire oui"),
            each.form_until,
        )
        for each in lists
        if each.form_until and may_enrol(each, today=today, present=getattr(each, "present", 0))
    ]
