"""What confirming a file would do, computed anew each time it is shown: nothing of it is on the list yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from chainon.base import clock
from chainon.governance.bodies.models import BodyKind

from .intake import keeping
from .intake.ages import Band, bands, default_starts, read_band
from .intake.columns import Column, ColumnKind, distinct_values, guess_columns, titles, usual_label
from .intake.doubles import Known, Resolution, resolve
from .intake.identity import plain
from .intake.people import ColumnPlan, Person, Plan, Reading, read_people
from .models import Criterion, CriterionKind, StagedImport, Volunteer, VolunteerList, VolunteerValue
from .selectors import criteria_of
from .wording import AGE_NAME

CONTACTS = ("email", "phone", "address")


@dataclass(frozen=True)
class Change:
    """What the file changes of someone on the list. `fields`: model field → value; `values`: criterion → label."""

    pk: int
    person: Person
    fields: Mapping[str, Any]
    values: Mapping[str, str]


@dataclass(frozen=True)
class Preview:
    reading: Reading
    resolution: Resolution
    changes: list[Change]
    absent_criteria: list[str]
    """Criteria of the list that the file has no column for: new people will lack them."""

    @property
    def unchanged(self) -> int:
        return len(self.resolution.matched) - len(self.changes)

    @property
    def seen(self) -> str:
        """What a person agrees to when they confirm; a list changed meanwhile by someone else shows in it."""
        counts = (len(self.resolution.added), len(self.changes), self.unchanged, self.reading.faulty_lines)
        return "-".join(str(count) for count in counts)


def today_of(volunteer_list: VolunteerList) -> date:
    return clock.today(volunteer_list.body.scope.root.settings.time_zone)


def age_criterion(volunteer_list: VolunteerList) -> Criterion | None:
    return volunteer_list.criteria.filter(kind=CriterionKind.AGE).prefetch_related("values").first()


def bands_of(criterion: Criterion) -> list[Band]:
    return [Band(value.label, value.age_from or 0, value.age_to) for value in criterion.values.all()]


def usual_starts(volunteer_list: VolunteerList) -> tuple[list[int], int | None]:
    is_youth = volunteer_list.body.kind == BodyKind.YOUTH_COUNCIL
    return default_starts(volunteer_list.min_age, is_youth=is_youth)


def first_plan(volunteer_list: VolunteerList, rows: list[Any], header_at: int | None) -> dict[str, Any]:
    """What is proposed for a file just sent: what was decided for the last file with the same titles, else guesses."""
    names = titles(rows, header_at)
    remembered: dict[str, Any] = volunteer_list.import_plan
    if remembered.get("titles") == names:
        return {**remembered, "answered": False}
    columns = guess_columns(rows, header_at, today_of(volunteer_list))
    criteria = {plain(name): name for name in volunteer_list.criteria.values_list("name", flat=True)}
    starts, last = usual_starts(volunteer_list)
    plan: dict[str, Any] = {
        "titles": names,
        "columns": [_first_column(column, criteria) for column in columns],
        "starts": starts,
        "last": last,
        "household_by_address": False,
        "answered": False,
    }
    return plan


def _first_column(column: Column, criteria: Mapping[str, str]) -> ColumnPlan:
    name = criteria.get(plain(column.title), column.title)
    kind = ColumnKind.CRITERION if plain(column.title) in criteria and column.kind != ColumnKind.AGE else column.kind
    if kind == ColumnKind.CRITERION and plain(name) == "civilite":
        name = "Genre"
    return {"kind": kind, "name": name, "labels": {}}


def people_rows(staged: StagedImport) -> list[tuple[int, list[str]]]:
    rows: list[tuple[int, list[str]]] = staged.rows
    return rows[0 if staged.header_at is None else staged.header_at + 1 :]


def columns_of(staged: StagedImport) -> list[Column]:
    """The columns with a few of their cells, and what is planned for each."""
    rows = people_rows(staged)
    found = []
    for at, (title, column) in enumerate(zip(staged.plan["titles"], staged.plan["columns"], strict=True)):
        cells = dict.fromkeys(cells[at] for _line, cells in rows[:50] if at < len(cells) and cells[at])
        found.append(Column(at, title, tuple(cell[:40] for cell in list(cells)[:3]), ColumnKind(column["kind"])))
    return found


def answers_read(staged: StagedImport, at: int) -> list[tuple[str, str, int, str]]:
    """The answers of a criterion's column: `(key, as written, people, label proposed)`."""
    column = staged.plan["columns"][at]
    known = {
        plain(label): label
        for criterion in staged.list.criteria.filter(name=column["name"]).prefetch_related("values")
        for label in (value.label for value in criterion.values.all())
    }
    title = staged.plan["titles"][at]
    return [
        (key, written, people, column["labels"].get(key, known.get(key, usual_label(written, title))))
        for key, written, people in distinct_values(staged.rows, staged.header_at, at)
    ]


def reading_plan(staged: StagedImport) -> Plan:
    """The plan in the words of `intake`. Age bands already on the list hold; otherwise those of the plan."""
    criterion = age_criterion(staged.list)
    plan = staged.plan
    return Plan(
        titles=plan["titles"],
        columns=plan["columns"],
        bands=bands_of(criterion) if criterion else bands(plan["starts"], plan["last"]),
        age_name=criterion.name if criterion else AGE_NAME,
        min_age=staged.list.min_age,
        today=today_of(staged.list),
        household_by_address=plan["household_by_address"],
    )


def are_bands(labels: list[str]) -> list[Band]:
    """The age bands that labels say, in order, when every one says a band; else none."""
    found = [read_band(label) for label in labels]
    named = [Band(label, band.first, band.last) for label, band in zip(labels, found, strict=True) if band is not None]
    return sorted(named, key=lambda band: band.first) if len(named) == len(labels) else []


def preview_of(staged: StagedImport) -> Preview:
    """Read the file again with its plan and corrections, and compare with the list. Six queries whatever the size."""
    plan = reading_plan(staged)
    reading = read_people(people_rows(staged), plan, staged.corrections)
    volunteer_list = staged.list
    for person in reading.people:
        person.household = keeping.household(volunteer_list.public_id, person.household)
    known, rows = _known(volunteer_list)
    withdrawn = _withdrawn_lines(volunteer_list, reading.people)
    resolution = resolve(reading.people, known, withdrawn=withdrawn, choices=staged.choices)
    changes = [
        change
        for one, person in resolution.matched
        if (change := _change(rows[one.public_id], one, person)) is not None
    ]
    given = {column["name"] for column in plan.columns if column["kind"] == ColumnKind.CRITERION}
    if plan.places(ColumnKind.AGE):
        given.add(plan.age_name)
    absent = [name for name in volunteer_list.criteria.values_list("name", flat=True) if name not in given]
    return Preview(reading, resolution, changes, absent)


def _known(volunteer_list: VolunteerList) -> tuple[list[Known], dict[str, Volunteer]]:
    people = {person.pk: person for person in Volunteer.objects.filter(list=volunteer_list).present()}
    criteria = criteria_of(volunteer_list)
    names = {criterion.pk: criterion.name for criterion in criteria}
    labels = {value.pk: value.label for criterion in criteria for value in criterion.values.all()}
    values: dict[int, dict[str, str]] = {pk: {} for pk in people}
    given = VolunteerValue.objects.filter(volunteer__list=volunteer_list)
    for person, criterion, value in given.values_list("volunteer_id", "criterion_id", "value_id"):
        if person in values:
            values[person][names[criterion]] = labels[value]
    known = [
        Known(one.public_id, one.name, one.name_key, one.email, one.phone, values[pk], one.source_line)
        for pk, one in people.items()
    ]
    return known, {one.public_id: one for one in people.values()}


def _withdrawn_lines(volunteer_list: VolunteerList, people: list[Person]) -> frozenset[int]:
    gone = Volunteer.objects.filter(list=volunteer_list).exclude(withdrawn_at=None)
    marks = {mark for marks in gone.values_list("withdrawn_keys", flat=True) for mark in marks}
    if not marks:
        return frozenset()
    list_id = volunteer_list.public_id
    return frozenset(
        person.line
        for person in people
        if marks.intersection(keeping.withdrawn_marks(list_id, person.key, person.email, person.phone))
    )


def _change(row: Volunteer, one: Known, person: Person) -> Change | None:
    """An empty cell changes nothing; a name written otherwise (case, accents) neither."""
    fields: dict[str, Any] = {}
    if person.key != row.name_key:
        fields |= {"name": person.name, "name_key": person.key}
    for field in (*CONTACTS, "first_name", "household"):
        written = getattr(person, field)
        if written and written != getattr(row, field):
            fields[field] = written
    values = {name: label for name, label in person.values.items() if one.values.get(name) != label}
    if person.is_minor != row.is_minor and any(name in values for name in person.values):
        fields["is_minor"] = person.is_minor
    return Change(row.pk, person, fields, values) if fields or values else None
