"""Filling a list of volunteers as a team does: criteria first, then the public form, then a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from chainon.base.accounts.models import User
from chainon.governance.volunteers.intake.ages import ADULT, bands
from chainon.governance.volunteers.intake.columns import ColumnKind
from chainon.governance.volunteers.models import Criterion, CriterionValue, VolunteerList
from chainon.governance.volunteers.previews import answers_read, columns_of, preview_of
from chainon.governance.volunteers.services import (
    Answer,
    Details,
    add_criterion,
    change_criterion,
    confirm_import,
    enrol,
    set_answers,
    set_columns,
    stage_file,
)

from .people import Invented
from .profiles import AGE, AGE_STARTS, Trait
from .town import SOURCE


def add_criteria(by: User, volunteers: VolunteerList, traits: Sequence[Trait]) -> None:
    """The criteria, each with the share of the residents who answer so."""
    for trait in traits:
        ages = bands(AGE_STARTS) if trait.name == AGE else []
        labels = [] if ages else list(trait.residents)
        criterion = add_criterion(by=by, volunteer_list=volunteers, name=trait.name, labels=labels, bands=ages)
        change_criterion(
            by=by,
            criterion=criterion,
            name=trait.name,
            question=criterion.question,
            legal_basis=criterion.legal_basis,
            population_source=SOURCE,
            answers=[
                Answer(value.label, value, Decimal(trait.residents[value.label])) for value in criterion.values.all()
            ],
        )


def sign_up(volunteers: VolunteerList, people: Sequence[Invented]) -> None:
    """Each by the public form."""
    criteria = list(Criterion.objects.filter(list=volunteers))
    values = {
        (value.criterion_id, value.label): value for value in CriterionValue.objects.filter(criterion__in=criteria)
    }
    for person in people:
        details = Details(
            name=person.name,
            values={each.pk: values[each.pk, person.values[each.name]] for each in criteria},
            first_name=person.first_name,
            email=person.email,
            phone=person.phone,
            address=person.address,
            is_minor=person.age < ADULT,
            first_name_public=person.first_name_public,
        )
        enrol(
            volunteer_list=volunteers,
            details=details,
            entry=uuid5(NAMESPACE_URL, f"{volunteers.public_id}/{person.phone}"),
        )


def bring_file(by: User, volunteers: VolunteerList, people: Sequence[Invented], *, consented_on: date) -> None:
    """The coupons of the stalls, typed in a spreadsheet, brought through the screens of the import as they propose."""
    criteria = [each.name for each in volunteers.criteria.order_by("position") if each.name != AGE]
    staged = stage_file(by=by, volunteer_list=volunteers, data=_sheet(people, criteria), name="coupons.csv")
    columns = columns_of(staged)
    set_columns(by=by, staged=staged, columns=[(column.kind, column.title) for column in columns])
    labels = {
        column.at: {key: label for key, _written, _people, label in answers_read(staged, column.at)}
        for column in columns
        if column.kind == ColumnKind.CRITERION
    }
    set_answers(by=by, staged=staged, labels=labels, starts=AGE_STARTS, last=None, household_by_address=False)
    confirm_import(by=by, staged=staged, consented_on=consented_on, seen=preview_of(staged).seen)


def _sheet(people: Sequence[Invented], criteria: Sequence[str]) -> bytes:
    text = io.StringIO()
    sheet = csv.writer(text, delimiter=";")
    sheet.writerow(["Nom", "Prénom", "Âge", "Adresse électronique", "Téléphone", "Adresse", *criteria])
    for one in people:
        own = [one.last_name, one.first_name, one.age, one.email, one.phone, one.address]
        sheet.writerow([*own, *(one.values[name] for name in criteria)])
    return text.getvalue().encode("cp1252")
