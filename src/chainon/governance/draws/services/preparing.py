"""Preparing a draw: its list, its places by profile, its date, its rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.rules import By
from chainon.base.journal.services import record
from chainon.governance.bodies.models import Body
from chainon.governance.draws import events, rules
from chainon.governance.draws.models import Draw, Places, State
from chainon.governance.draws.models import Path as DrawPath
from chainon.governance.volunteers.models import CriterionValue, VolunteerList
from chainon.governance.volunteers.services import keep_longer, open_list
from chainon.methods.randomness import source_from

from .guards import actor, locked_changeable, require_changeable, role_of

BALLS = 3
LEAST_AGE = 16


@transaction.atomic
def start_draw(*, by: By, body: Body, path: DrawPath) -> Draw:
    """Start a draw of a body upon its open list, or upon a new one; started twice at once, it is one."""
    rules.may_prepare(by, body).require()
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    lists = VolunteerList.objects.filter(body=body, closed_at=None, purged_at=None)
    volunteers = lists.first() or open_list(by=by, body=body, title=_("Volontaires"), min_age=LEAST_AGE)
    return create_draw(by=by, body=body, volunteers=volunteers, path=path)


@transaction.atomic
def create_draw(*, by: By, body: Body, volunteers: VolunteerList, path: DrawPath) -> Draw:
    """Start a draw of a body upon a list. The one already in preparation on this list is given back."""
    rules.may_prepare(by, body).require()
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    unfinished = Draw.objects.filter(body=body, volunteers=volunteers, state__in=[State.PREPARING, State.COMPUTED])
    if existing := unfinished.first():
        return existing
    draw = Draw.objects.create(
        body=body,
        volunteers=volunteers,
        path=path,
        title=_("Tirage au sort : %(body)s") % {"body": body.name},
        seats=body.seats or 1,  # a collective has no seats yet: the places will say
        purge_months=body.scope.root.settings.purge_months,
        created_at=clock.now(),
    )
    keep_longer(volunteer_list=volunteers)
    record(events.PREPARED, scope=body.scope, role=role_of(by, draw), by=actor(by), draw=draw.public_id)
    return draw


def set_places(*, by: By, draw: Draw, seats: int, bounds: Mapping[int, tuple[int, int]]) -> Draw:
    """Write how many seats there are and how many each value takes. The lottery must be computed again."""
    require_changeable(by, draw)
    with transaction.atomic():
        draw = locked_changeable(draw)
        known = set(
            CriterionValue.objects.filter(criterion__list=draw.volunteers, pk__in=bounds).values_list("pk", flat=True)
        )
        Places.objects.filter(draw=draw).delete()
        Places.objects.bulk_create(
            Places(draw=draw, value_id=value, minimum=low, maximum=high)
            for value, (low, high) in bounds.items()
            if value in known
        )
        draw.seats = seats
        _forget_lottery(draw)
        draw.save()
    return draw


def set_schedule(*, by: By, draw: Draw, ceremony_at: datetime, ceremony_place: str) -> Draw:
    """When and where the balls are drawn. With them alone as the source of chance when the draw is a simple one."""
    require_changeable(by, draw)
    with transaction.atomic():
        draw = locked_changeable(draw)
        draw.ceremony_at, draw.ceremony_place = ceremony_at, ceremony_place.strip()
        if draw.path == DrawPath.SIMPLE or not draw.sources:
            draw.sources = [{"kind": "balls", "label": _("Trois boules tirées en public"), "digits": BALLS}]
        draw.save()
    return draw


def set_rules(
    *,
    by: By,
    draw: Draw,
    title: str,
    objective: str,
    one_per_household: bool,
    panels: int,
    open_table: bool,
    purge_months: int,
    sources: Sequence[Mapping[str, Any]],
) -> Draw:
    """The rules of a complete draw. What the lottery depends on makes it be computed again.

    Raises `RandomnessError` when a source is not one that a number can be drawn from.
    """
    require_changeable(by, draw)
    plain = [source_from(source).as_dict() for source in sources]
    with transaction.atomic():
        draw = locked_changeable(draw)
        computed_from = (draw.objective, draw.one_per_household, draw.panels)
        draw.title, draw.objective, draw.one_per_household = title.strip(), objective, one_per_household
        draw.panels, draw.open_table, draw.purge_months, draw.sources = panels, open_table, purge_months, plain
        if computed_from != (draw.objective, draw.one_per_household, draw.panels):
            _forget_lottery(draw)
        draw.save()
    return draw


def _forget_lottery(draw: Draw) -> None:
    draw.state, draw.inputs_hash, draw.computation, draw.lottery = State.PREPARING, "", {}, None
