"""The page of a list and its export: plain rows, counts, search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from chainon.base.ui.typography import NO_BREAK, number

from .intake.identity import plain
from .models import Origin, SetAside, Volunteer, VolunteerList, VolunteerValue
from .selectors import available_by_value, criteria_of

STATES = ("tirables", "a-completer", "ecartees")


@dataclass(frozen=True)
class Counts:
    present: int
    eligible: int
    incomplete: int
    set_aside: int
    withdrawn: int
    minors: int
    households: int
    """Households of several people."""


@dataclass(frozen=True)
class PersonRow:
    public_id: str
    name: str
    contact: str
    answers: str
    """The labels, in the order of the criteria."""

    state: str
    kind: str
    """Of the tag: kept, wait, late."""


def counts_of(volunteer_list: VolunteerList) -> Counts:
    people = Volunteer.objects.filter(list=volunteer_list)
    here = Q(withdrawn_at=None)
    row = people.aggregate(
        present=Count("pk", filter=here),
        eligible=Count("pk", filter=here & Q(set_aside="", is_incomplete=False)),
        incomplete=Count("pk", filter=here & Q(set_aside="", is_incomplete=True)),
        set_aside=Count("pk", filter=here & ~Q(set_aside="")),
        withdrawn=Count("pk", filter=~here),
        minors=Count("pk", filter=here & Q(is_minor=True)),
    )
    homes = people.present().exclude(household="").order_by().values("household").annotate(people=Count("pk"))
    return Counts(**row, households=homes.filter(people__gt=1).count())


def value_counts(volunteer_list: VolunteerList) -> list[tuple[str, str]]:
    """For each criterion, how many people a draw may draw by answer: « Femme 66 · Homme 70 »."""
    available = available_by_value(volunteer_list)
    return [
        (
            criterion.name,
            " · ".join(
                f"{value.label}{NO_BREAK}: {number(available.get(value.pk, 0))}" for value in criterion.values.all()
            ),
        )
        for criterion in criteria_of(volunteer_list)
    ]


def searched(volunteer_list: VolunteerList, query: str, state: str, *, with_contacts: bool) -> QuerySet[Volunteer]:
    people = Volunteer.objects.filter(list=volunteer_list).present().order_by("name_key", "pk")
    if state == "tirables":
        people = people.eligible()
    elif state == "a-completer":
        people = people.filter(set_aside="", is_incomplete=True)
    elif state == "ecartees":
        people = people.exclude(set_aside="")
    for word in plain(query).split()[:6]:
        found = Q(name_key__contains=word)
        if with_contacts:
            found |= Q(email__contains=word) | Q(phone__contains=word)
        people = people.filter(found)
    return people


def person_rows(volunteer_list: VolunteerList, people: Iterable[Volunteer], *, with_contacts: bool) -> list[PersonRow]:
    people = list(people)
    answers = _answers(volunteer_list, people)
    return [
        PersonRow(
            public_id=person.public_id,
            name=person.name,
            contact=" · ".join(filter(None, (person.email, person.phone))) or person.address if with_contacts else "",
            answers=" · ".join(filter(None, answers[person.pk])),
            state=state_of(person),
            kind="late" if person.set_aside else "wait" if person.is_incomplete else "kept",
        )
        for person in people
    ]


def state_of(person: Volunteer) -> str:
    if person.set_aside:
        return str(SetAside(person.set_aside).label)
    return _("à compléter") if person.is_incomplete else _("oui")


def export_rows(volunteer_list: VolunteerList, *, with_contacts: bool) -> Iterator[list[str]]:
    """The header, then everyone present. Households are numbered: their fingerprints mean nothing outside."""
    criteria = criteria_of(volunteer_list)
    contacts = [_("Adresse électronique"), _("Téléphone"), _("Adresse postale")] if with_contacts else []
    yield [
        _("Prénom et nom"),
        *contacts,
        *(criterion.name for criterion in criteria),
        _("Foyer"),
        _("Origine"),
        _("A accepté le"),
        _("État"),
    ]
    people = list(Volunteer.objects.filter(list=volunteer_list).present())
    answers = _answers(volunteer_list, people)
    homes: dict[str, int] = {}
    for person in people:
        home = str(homes.setdefault(person.household, len(homes) + 1)) if person.household else ""
        day = localtime(person.consented_at).date()
        reach = [person.email, person.phone, person.address] if with_contacts else []
        origin = str(Origin(person.origin).label)
        yield [person.name, *reach, *answers[person.pk], home, origin, day.isoformat(), state_of(person)]


def _answers(volunteer_list: VolunteerList, people: list[Volunteer]) -> dict[int, list[str]]:
    criteria = criteria_of(volunteer_list)
    column = {criterion.pk: place for place, criterion in enumerate(criteria)}
    labels = {value.pk: value.label for criterion in criteria for value in criterion.values.all()}
    answers = {person.pk: [""] * len(criteria) for person in people}
    given = VolunteerValue.objects.filter(volunteer__list=volunteer_list)
    if len(people) <= 500:
        given = given.filter(volunteer__in=list(answers))
    for person, criterion, value in given.values_list("volunteer_id", "criterion_id", "value_id"):
        if person in answers:
            answers[person][column[criterion]] = labels[value]
    return answers
