"""People of a list, in a line."""

from __future__ import annotations

from chainon.base import clock
from chainon.governance.volunteers.intake.identity import name_key
from chainon.governance.volunteers.models import CriterionValue, Volunteer, VolunteerList, VolunteerValue


def someone(volunteers: VolunteerList, name: str, household: str = "", address: str = "", **values: str) -> Volunteer:
    """`values`: criterion → label."""
    person = Volunteer.objects.create(
        list=volunteers,
        name=name,
        name_key=name_key(name),
        household=household,
        address=address,
        consented_at=clock.now(),
        consent="saisie-2026-11",
        origin="desk",
    )
    for criterion, label in values.items():
        value = CriterionValue.objects.get(criterion__list=volunteers, criterion__name=criterion, label=label)
        VolunteerValue.objects.create(volunteer=person, criterion_id=value.criterion_id, value=value)
    return person
