"""From a list of volunteers to a draw frozen and published, by the services behind the screens."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from chainon.base.accounts.models import User
from chainon.base.scopes.verdict import Unavailable
from chainon.governance.bodies.models import Body, BodyKind
from chainon.governance.draws import services
from chainon.governance.draws.models import Draw, Path, State
from chainon.governance.draws.proposals import proposed_bounds
from chainon.governance.draws.services.freezing import obstacles
from chainon.governance.volunteers.models import CriterionValue, VolunteerList
from chainon.governance.volunteers.selectors import available_by_value, criteria_of

from .profiles import GENDER
from .story import Inline

BALLS = {"kind": "balls", "label": "Trois boules tirées en public", "digits": 3}
PANELS = 1000


def prepare(by: User, body: Body, volunteers: VolunteerList, *, title: str, path: Path, margin: int) -> Draw:
    """Its rules, and its places, which follow the residents to within `margin` seats."""
    draw = services.create_draw(by=by, body=body, volunteers=volunteers, path=path)
    services.set_rules(
        by=by,
        draw=draw,
        title=title,
        objective=draw.objective,
        one_per_household=True,
        panels=PANELS,
        open_table=False,
        purge_months=12,
        sources=[BALLS],
    )
    criteria, available = criteria_of(volunteers), available_by_value(volunteers)
    seats = body.seats or 0
    bounds = proposed_bounds(criteria, available, seats, margin=margin)
    if body.kind == BodyKind.CITIZENS_COUNCIL:
        bounds |= _as_many_women_as_men(volunteers, seats)
    return services.set_places(by=by, draw=draw, seats=seats, bounds=bounds)


def _as_many_women_as_men(volunteers: VolunteerList, seats: int) -> dict[int, tuple[int, int]]:
    """As the law wants of a conseil citoyen (see `bodies.legal`)."""
    values = CriterionValue.objects.filter(criterion__list=volunteers, criterion__name=GENDER)
    return {value.pk: (seats // 2, seats // 2) for value in values}


def compute(draw: Draw) -> None:
    services.compute(Inline(draw.public_id))
    _require(draw, State.COMPUTED)


def submit(by: User, draw: Draw, *, ceremony_at: datetime, ceremony_place: str) -> None:
    """The date, then the seal: the draw waits for the guarantor."""
    draw = services.set_schedule(by=by, draw=draw, ceremony_at=ceremony_at, ceremony_place=ceremony_place)
    if found := obstacles(draw):
        raise Unavailable(" ".join(found))
    services.seal_draw(Inline(draw.public_id))
    _require(draw, State.SUBMITTED)


def _require(draw: Draw, state: State) -> None:
    draw.refresh_from_db()
    if draw.state != state:
        raise Unavailable(_("Le tirage de démonstration n’est pas à l’étape attendue : {state}.").format(state=state))
