"""A file of volunteers, from its upload to the list: each step is stored, and only the last one touches the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By
from chainon.base.chain.calendar import noon
from chainon.base.scopes.verdict import Unavailable
from chainon.base.ui.typography import colon, quoted
from chainon.governance.volunteers import events, previews, rules
from chainon.governance.volunteers.forbidden import refusal
from chainon.governance.volunteers.intake.ages import bands
from chainon.governance.volunteers.intake.columns import SEVERAL, ColumnKind, find_header
from chainon.governance.volunteers.intake.people import LONGEST_CELL, Person
from chainon.governance.volunteers.intake.sheets import read_sheet
from chainon.governance.volunteers.models import (
    CriterionKind,
    CriterionValue,
    Origin,
    StagedImport,
    Volunteer,
    VolunteerList,
    VolunteerValue,
)
from chainon.governance.volunteers.selectors import criteria_of
from chainon.governance.volunteers.wording import CONSENT_FILE

from .criteria import create_criterion, refresh_completeness
from .lists import note

BATCH = 500
CHANGED_FIELDS = ["name", "name_key", "first_name", "email", "phone", "address", "household", "is_minor"]


@dataclass(frozen=True)
class Imported:
    """What a confirmed file did."""

    added: int
    updated: int
    unchanged: int
    doubles: int
    faulty: int
    too_young: int


@transaction.atomic
def stage_file(*, by: By, volunteer_list: VolunteerList, data: bytes, name: str) -> StagedImport:
    """Read a file and keep its rows until they are confirmed, dropped, or a day old. Raises `Unreadable`."""
    rules.may_change(by, volunteer_list).require()
    sheet = read_sheet(data, max_lines=rules.MAX_PEOPLE)
    rows = [[line, cells] for line, cells in sheet.rows]
    header_at = find_header(sheet.rows)
    return StagedImport.objects.create(
        list=volunteer_list,
        by=by if isinstance(by, User) else None,
        file_name=" ".join(name.split())[-120:],
        staged_at=clock.now(),
        format=sheet.format[:60],
        rows=rows,
        header_at=header_at,
        plan=previews.first_plan(volunteer_list, rows, header_at),
    )


@transaction.atomic
def set_header(*, by: By, staged: StagedImport, header_at: int | None) -> None:
    """Which row holds the titles (None: none does). Guesses start again."""
    rules.may_change(by, staged.list).require()
    staged.header_at = header_at
    staged.plan = previews.first_plan(staged.list, staged.rows, header_at)
    staged.corrections, staged.choices = {}, {}
    staged.save(update_fields=["header_at", "plan", "corrections", "choices"])


@transaction.atomic
def set_columns(*, by: By, staged: StagedImport, columns: Sequence[tuple[ColumnKind, str]]) -> None:
    """What each column is, and the name of those that are criteria.

    Raises `Unavailable`: no name, two columns for one thing, two criteria of one name, a criterion the law forbids.
    """
    rules.may_change(by, staged.list).require()
    kinds = [kind for kind, _name in columns]
    if not {ColumnKind.FULL_NAME, ColumnKind.LAST_NAME}.intersection(kinds):
        raise Unavailable(_("Dites quelle colonne contient le nom des personnes."))
    for kind in ColumnKind:
        if kind not in SEVERAL and kinds.count(kind) > 1:
            raise Unavailable(_("Deux colonnes sont « {kind} » : n’en gardez qu’une.").format(kind=kind.label))
    names = [name.strip() for kind, name in columns if kind == ColumnKind.CRITERION]
    if len({name.lower() for name in names}) < len(names) or not all(names):
        raise Unavailable(_("Chaque critère doit avoir un nom à lui."))
    plan = [
        {
            "kind": kind.value,
            "name": name.strip()[:60],
            "labels": before["labels"] if kind == ColumnKind.CRITERION else {},
        }
        for (kind, name), before in zip(columns, staged.plan["columns"], strict=True)
    ]
    staged.plan = {**staged.plan, "columns": plan, "answered": False}
    for at, column in enumerate(plan):
        if column["kind"] == ColumnKind.CRITERION:
            _require_lawful(staged, at, column["name"])
    staged.save(update_fields=["plan"])


def _require_lawful(staged: StagedImport, at: int, name: str) -> None:
    labels = [label for _key, _written, _people, label in previews.answers_read(staged, at)]
    if found := refusal(name, labels):
        raise Unavailable(
            _("Colonne « {column} », « {words} » : {reason} ({source}). Choisissez « ne pas lire ».").format(
                column=staged.plan["titles"][at], words=found.words, reason=found.reason, source=found.source
            )
        )


@transaction.atomic
def set_answers(
    *,
    by: By,
    staged: StagedImport,
    labels: Mapping[int, Mapping[str, str]],
    starts: Sequence[int],
    last: int | None,
    household_by_address: bool,
) -> None:
    """The label of each answer read (by column, by key; the same label twice merges, an empty one means no answer), and
    where age bands start. Raises `Unavailable`, ValueError for impossible bands."""
    rules.may_change(by, staged.list).require()
    bands(starts, last)
    columns = [dict(column) for column in staged.plan["columns"]]
    for at, written in labels.items():
        cleaned = {key: " ".join(label.split())[:80] for key, label in written.items()}
        different = set(filter(None, cleaned.values()))
        if len(different) < 2:
            raise Unavailable(_("« {name} » : un critère a au moins deux réponses.").format(name=columns[at]["name"]))
        if found := refusal(columns[at]["name"], different):
            raise Unavailable(f"{quoted(found.words)}{colon()}{found.reason} ({found.source})")
        columns[at]["labels"] = cleaned
    staged.plan = {
        **staged.plan,
        "columns": columns,
        "starts": list(starts),
        "last": last,
        "household_by_address": household_by_address,
        "answered": True,
    }
    staged.save(update_fields=["plan"])


@transaction.atomic
def correct_cells(*, by: By, staged: StagedImport, cells: Mapping[str, str]) -> None:
    """Write corrected cells ("line:column" → text) over those read; the file itself is not touched.

    Cells sent back as they were shown (their first 250 characters) are left alone.
    """
    rules.may_change(by, staged.list).require()
    written = {place: " ".join(cell.split()) for place, cell in cells.items()}
    lines = {int(place.partition(":")[0]) for place in written}
    read = {f"{line}:{at}": cell for line, row in staged.rows if line in lines for at, cell in enumerate(row)}
    shown = {
        place: " ".join(staged.corrections.get(place, read.get(place, ""))[:LONGEST_CELL].split()) for place in written
    }
    changed = {place: cell[: LONGEST_CELL + 1] for place, cell in written.items() if cell != shown[place]}
    if changed:
        staged.corrections = {**staged.corrections, **changed}
        staged.save(update_fields=["corrections"])


@transaction.atomic
def choose_pairs(*, by: By, staged: StagedImport, choices: Mapping[str, str]) -> None:
    """For pairs that look like one person: "same" or "two"."""
    rules.may_change(by, staged.list).require()
    if choices:
        staged.choices = {**staged.choices, **choices}
        staged.save(update_fields=["choices"])


@transaction.atomic
def drop_import(*, by: By, staged: StagedImport) -> None:
    rules.may_change(by, staged.list).require()
    staged.delete()


@transaction.atomic
def confirm_import(*, by: By, staged: StagedImport, consented_on: date, seen: str) -> Imported:
    """Write the file on the list, all or nothing, and forget it. `seen`: the `Preview.seen` that was agreed to.

    Raises `Unavailable` when the list changed since, or is full.
    """
    rules.may_change(by, staged.list).require()
    volunteer_list = VolunteerList.objects.select_for_update(no_key=True).get(pk=staged.list_id)
    staged = StagedImport.objects.select_for_update(no_key=True).get(pk=staged.pk)
    staged.list = volunteer_list
    preview = previews.preview_of(staged)
    if preview.seen != seen:
        raise Unavailable(_("La liste ou le fichier a changé entre-temps : relisez ces nombres, puis confirmez."))
    present = Volunteer.objects.filter(list=volunteer_list).present().count()
    if present + len(preview.resolution.added) > rules.MAX_PEOPLE:
        raise Unavailable(_("Une liste reçoit 50 000 personnes au plus."))
    answers = _criteria_for(staged)
    _add(volunteer_list, preview.resolution.added, answers, _instant(volunteer_list, consented_on))
    _update(volunteer_list, preview.changes, answers)
    if preview.absent_criteria or preview.resolution.added:
        refresh_completeness(volunteer_list)
    volunteer_list.import_plan = {**staged.plan, "answered": False}
    volunteer_list.save(update_fields=["import_plan"])
    done = Imported(
        added=len(preview.resolution.added),
        updated=len(preview.changes),
        unchanged=preview.unchanged,
        doubles=len(preview.resolution.doubles),
        faulty=preview.reading.faulty_lines,
        too_young=len(preview.reading.too_young),
    )
    staged.delete()
    numbers = ("added", "updated", "unchanged", "faulty", "too_young")
    note(events.IMPORTED, volunteer_list, by, **{name: getattr(done, name) for name in numbers})
    return done


Answers = dict[tuple[str, str], CriterionValue]
"""By names of the criterion and of the answer."""


def _criteria_for(staged: StagedImport) -> Answers:
    """The answers of the list, after those that the file brings were added."""
    plan = previews.reading_plan(staged)
    volunteer_list = staged.list
    names = set(volunteer_list.criteria.values_list("name", flat=True))
    if plan.places(ColumnKind.AGE) and plan.age_name not in names:
        create_criterion(volunteer_list, plan.age_name, (), plan.bands)
    for at in plan.places(ColumnKind.CRITERION):
        name = plan.columns[at]["name"]
        labels = list(dict.fromkeys(label for *_rest, label in previews.answers_read(staged, at) if label))
        if name not in names:
            has_ages = volunteer_list.criteria.filter(kind=CriterionKind.AGE).exists()
            create_criterion(volunteer_list, name, labels, [] if has_ages else previews.are_bands(labels))
        else:
            _add_answers(volunteer_list, name, labels)
    return {
        (criterion.name, value.label): value
        for criterion in criteria_of(volunteer_list)
        for value in criterion.values.all()
    }


def _add_answers(volunteer_list: VolunteerList, name: str, labels: Sequence[str]) -> None:
    criterion = volunteer_list.criteria.get(name=name)
    present = list(criterion.values.values_list("label", flat=True))
    new = [label for label in labels if label not in present]
    CriterionValue.objects.bulk_create(
        CriterionValue(criterion=criterion, position=position, label=label)
        for position, label in enumerate(new, start=len(present))
    )


def _add(volunteer_list: VolunteerList, people: Sequence[Person], answers: Answers, consented_at: datetime) -> None:
    rows = [
        Volunteer(
            list=volunteer_list,
            name=person.name,
            name_key=person.key,
            first_name=person.first_name,
            email=person.email,
            phone=person.phone,
            address=person.address,
            household=person.household,
            is_minor=person.is_minor,
            consented_at=consented_at,
            consent=CONSENT_FILE,
            origin=Origin.FILE,
            source_line=person.line,
        )
        for person in people
    ]
    created = Volunteer.objects.bulk_create(rows, batch_size=BATCH)
    _write_values(((row.pk, person.values) for row, person in zip(created, people, strict=True)), answers)


def _update(volunteer_list: VolunteerList, changes: Sequence[previews.Change], answers: Answers) -> None:
    by_pk = Volunteer.objects.in_bulk([change.pk for change in changes])
    for change in changes:
        for field, value in change.fields.items():
            setattr(by_pk[change.pk], field, value)
    Volunteer.objects.bulk_update(by_pk.values(), CHANGED_FIELDS, batch_size=50)
    changed = [(change.pk, change.values) for change in changes if change.values]
    for start in range(0, len(changed), BATCH):
        of = dict(changed[start : start + BATCH])
        for name in {name for values in of.values() for name in values}:
            people = [pk for pk, values in of.items() if name in values]
            VolunteerValue.objects.filter(volunteer__in=people, criterion__name=name).delete()
    _write_values(changed, answers)
    if changed:
        refresh_completeness(volunteer_list)


def _write_values(people: Any, answers: Answers) -> None:
    """`people`: pairs of a volunteer's key and of criterion → label."""
    VolunteerValue.objects.bulk_create(
        (
            VolunteerValue(volunteer_id=pk, criterion_id=answers[name, label].criterion_id, value=answers[name, label])
            for pk, values in people
            for name, label in values.items()
        ),
        batch_size=BATCH,
    )


def _instant(volunteer_list: VolunteerList, day: date) -> datetime:
    return min(noon(day, volunteer_list.body.scope.root), clock.now())
