"""One person at a time: by the public form, at the desk, corrected, withdrawn, set aside; and their households."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.rules import By
from chainon.base.codes import code_hash
from chainon.base.scopes.verdict import Unavailable
from chainon.governance.volunteers import events, rules
from chainon.governance.volunteers.intake import identity, keeping
from chainon.governance.volunteers.models import (
    CriterionValue,
    Origin,
    SetAside,
    Volunteer,
    VolunteerList,
    VolunteerValue,
)
from chainon.governance.volunteers.previews import today_of
from chainon.governance.volunteers.wording import CONSENT_DESK, CONSENT_FORM

from .lists import note

BUILDING = 8
"""More people than this at one address live in a building, not in one household."""


@dataclass(frozen=True)
class Details:
    """A person as a form gives them. `values`: primary key of the criterion → answer, or None for no answer yet."""

    name: str
    values: Mapping[int, CriterionValue | None]
    first_name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    is_minor: bool = False
    first_name_public: bool = False


@dataclass(frozen=True)
class Enrolled:
    """What the form answers: the code to withdraw with, and the person. The same whether or not they were there."""

    code: str
    is_minor: bool


@transaction.atomic
def enrol(*, volunteer_list: VolunteerList, details: Details, entry: UUID) -> Enrolled:
    """Someone signs up by themselves. Sent twice (`entry` is the form's own id), it counts once and answers the same.

    Someone who resembles an entry of the list is kept aside until the team has looked; they are not told.
    Raises `Refused` when the form is closed.
    """
    volunteer_list = (
        VolunteerList.objects.select_for_update(no_key=True).select_related("body__scope").get(pk=volunteer_list.pk)
    )
    people = Volunteer.objects.filter(list=volunteer_list)
    rules.may_enrol(volunteer_list, today=today_of(volunteer_list), present=people.present().count()).require()
    code = keeping.withdraw_code(volunteer_list.public_id, str(entry))
    if not people.filter(entry=entry).exists():
        _create(
            volunteer_list,
            details,
            origin=Origin.FORM,
            consent=CONSENT_FORM,
            entry=entry,
            withdraw_hash=code_hash(code),
            set_aside=SetAside.RESEMBLES if resembling(volunteer_list, details) else "",
        )
    return Enrolled(code, details.is_minor)


@transaction.atomic
def add_person(*, by: By, volunteer_list: VolunteerList, details: Details, entry: UUID) -> Volunteer:
    """Someone added at the desk, by the team. Raises `Unavailable` when someone of that name and contact is there."""
    rules.may_change(by, volunteer_list).require()
    VolunteerList.objects.select_for_update(no_key=True).get(pk=volunteer_list.pk)
    if existing := Volunteer.objects.filter(list=volunteer_list, entry=entry).first():
        return existing
    if others := resembling(volunteer_list, details):
        raise Unavailable(
            _(
                "{name} est déjà sur la liste. Si c’est une autre personne, ajoutez ce qui les distingue à son nom."
            ).format(name=others[0].name)
        )
    return _create(volunteer_list, details, origin=Origin.DESK, consent=CONSENT_DESK, entry=entry)


@transaction.atomic
def correct_person(*, by: By, volunteer: Volunteer, details: Details) -> None:
    """Write a person anew, as the form gives them."""
    rules.may_change(by, volunteer.list).require()
    _require_present(volunteer)
    for field, value in _fields(details).items():
        setattr(volunteer, field, value)
    volunteer.is_incomplete = not all(details.values.values())
    volunteer.save()
    VolunteerValue.objects.filter(volunteer=volunteer).delete()
    _write_values(volunteer, details)


@transaction.atomic
def set_aside(*, by: By, volunteer: Volunteer, reason: SetAside | None) -> None:
    """Out of the draw, or back in it (None), without leaving the list."""
    rules.may_change(by, volunteer.list).require()
    _require_present(volunteer)
    volunteer.set_aside = reason or ""
    volunteer.save(update_fields=["set_aside"])


@transaction.atomic
def withdraw_person(*, by: By, volunteer: Volunteer) -> None:
    """Someone asked the team to leave the list: name, contact and answers are erased at once. Cannot be undone."""
    rules.may_withdraw(by, volunteer.list).require()
    _withdraw(volunteer, by)


@transaction.atomic
def withdraw_by_code(*, volunteer_list: VolunteerList, code: str) -> bool:
    """The holder of a code leaves the list; False when the code opens nothing. The caller limits attempts."""
    wanted = code_hash(code)
    people = Volunteer.objects.select_for_update(no_key=True).filter(list=volunteer_list)
    volunteer = people.present().filter(withdraw_hash=wanted).first() if wanted else None
    if volunteer is None:
        return False
    _withdraw(volunteer, AnonymousUser())
    return True


@transaction.atomic
def group_households(*, by: By, volunteer_list: VolunteerList) -> tuple[int, int]:
    """People at one address become one household, save where more than eight live there (a building).

    Returns how many households of several people there are, and how many addresses were left alone.
    """
    rules.may_change(by, volunteer_list).require()
    people = list(Volunteer.objects.filter(list=volunteer_list).present().exclude(address=""))
    keys = {person.pk: identity.address_key(person.address) for person in people}
    shared = Counter(key for key in keys.values() if key)
    for person in people:
        key = keys[person.pk]
        is_one = bool(key) and 2 <= shared[key] <= BUILDING
        person.household = keeping.household(volunteer_list.public_id, key) if is_one else ""
    Volunteer.objects.bulk_update(people, ["household"], batch_size=500)
    sizes = shared.values()
    return sum(2 <= size <= BUILDING for size in sizes), sum(size > BUILDING for size in sizes)


@transaction.atomic
def forget_households(*, by: By, volunteer_list: VolunteerList) -> None:
    rules.may_change(by, volunteer_list).require()
    Volunteer.objects.filter(list=volunteer_list).exclude(household="").update(household="")


def resembling(volunteer_list: VolunteerList, details: Details) -> list[Volunteer]:
    """Those present with the same name and no other contact, or the same name and one contact in common."""
    same_name = Volunteer.objects.filter(list=volunteer_list, name_key=identity.name_key(details.name)).present()
    return [
        other
        for other in same_name[:20]
        if not ((details.email and other.email) or (details.phone and other.phone))
        or (details.email and details.email == other.email)
        or (details.phone and details.phone == other.phone)
    ]


def _create(volunteer_list: VolunteerList, details: Details, **fields: object) -> Volunteer:
    volunteer = Volunteer.objects.create(
        list=volunteer_list,
        consented_at=clock.now(),
        is_incomplete=not all(details.values.values()),
        **_fields(details),
        **fields,
    )
    _write_values(volunteer, details)
    return volunteer


def _fields(details: Details) -> dict[str, object]:
    return {
        "name": details.name,
        "name_key": identity.name_key(details.name),
        "first_name": details.first_name,
        "email": details.email,
        "phone": details.phone,
        "address": details.address,
        "is_minor": details.is_minor,
        "first_name_public": details.first_name_public,
    }


def _write_values(volunteer: Volunteer, details: Details) -> None:
    VolunteerValue.objects.bulk_create(
        VolunteerValue(volunteer=volunteer, criterion_id=criterion, value=value)
        for criterion, value in details.values.items()
        if value is not None
    )


def _withdraw(volunteer: Volunteer, by: By) -> None:
    if volunteer.withdrawn_at is not None:
        return
    volunteer.withdrawn_keys = keeping.withdrawn_marks(
        volunteer.list.public_id, volunteer.name_key, volunteer.email, volunteer.phone
    )
    for field in (
        "name",
        "name_key",
        "first_name",
        "email",
        "phone",
        "address",
        "household",
        "withdraw_hash",
        "set_aside",
    ):
        setattr(volunteer, field, "")
    volunteer.withdrawn_at, volunteer.source_line, volunteer.entry = clock.now(), None, None
    volunteer.save()
    VolunteerValue.objects.filter(volunteer=volunteer).delete()
    left = Volunteer.objects.filter(list=volunteer.list_id).present().count()
    note(events.WITHDRAWN, volunteer.list, by, left=left)


def _require_present(volunteer: Volunteer) -> None:
    if volunteer.withdrawn_at is not None:
        raise Unavailable(_("Cette personne s’est retirée de la liste."))
