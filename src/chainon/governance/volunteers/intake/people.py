"""From rows to people: each line becomes a person, a fault to correct, or someone too young."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypedDict

from django.utils.translation import gettext as _

from . import identity
from .ages import ADULT, Band, band_of, read_age
from .columns import EMAIL, ColumnKind, is_formula, value_key

LONGEST_CELL = 250
NAME_LENGTH, FIRST_NAME_LENGTH = 120, 60
ALLOWED_CONTACT_DIGITS = range(8, 16)


class ColumnPlan(TypedDict):
    """What was said of a column. `name`: the criterion's. `labels`: key of an answer → label ("": no answer)."""

    kind: str
    name: str
    labels: dict[str, str]


@dataclass(frozen=True)
class Plan:
    """How to read the file. `age_name`: the criterion that the bands fill. `columns` follow the file's."""

    titles: Sequence[str]
    columns: Sequence[ColumnPlan]
    bands: Sequence[Band]
    age_name: str
    min_age: int
    today: date
    household_by_address: bool = False

    def places(self, kind: ColumnKind) -> list[int]:
        return [at for at, column in enumerate(self.columns) if column["kind"] == kind]


@dataclass(frozen=True)
class Fault:
    """A cell to correct. `at` is the column's place, `column` its title, `remedy` what to do."""

    line: int
    at: int
    column: str
    cell: str
    reason: str
    remedy: str


@dataclass(frozen=True)
class TooYoung:
    """Set apart: below the least age, or outside every band. Nothing of the person is kept."""

    line: int
    age: int
    reason: str


@dataclass
class Person:
    """Someone read in the file; `values`: criterion → label."""

    line: int
    name: str
    first_name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    household: str = ""
    is_minor: bool = False
    values: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return identity.name_key(self.name)


@dataclass(frozen=True)
class Reading:
    """What the file holds. `lines`: how many lines of people were read, faulty ones included."""

    lines: int
    people: list[Person]
    faults: list[Fault]
    too_young: list[TooYoung]

    @property
    def faulty_lines(self) -> int:
        return len({fault.line for fault in self.faults})


def read_people(rows: Sequence[tuple[int, Sequence[str]]], plan: Plan, corrections: Mapping[str, str]) -> Reading:
    """Read the rows below the titles. `corrections`: "line:column" → the cell as corrected on screen."""
    people: list[Person] = []
    faults: list[Fault] = []
    apart: list[TooYoung] = []
    by_line: dict[int, dict[int, str]] = {}
    for place, text in corrections.items():
        corrected, _colon, column = place.partition(":")
        by_line.setdefault(int(corrected), {})[int(column)] = text
    for line, cells in rows:
        row = _Row(line, [*cells, *[""] * (len(plan.columns) - len(cells))], plan)
        for at, cell in by_line.get(line, {}).items():
            if at < len(row.cells):
                row.cells[at] = cell
        person, young = row.read()
        faults += row.faults
        if row.faults:
            continue
        if young is not None:
            apart.append(young)
        elif person is not None:
            people.append(person)
    return Reading(len(rows), people, faults, apart)


class _Row:
    """One line being read; faults pile up."""

    def __init__(self, line: int, cells: list[str], plan: Plan) -> None:
        self.line, self.cells, self.plan = line, cells, plan
        self.faults: list[Fault] = []

    def read(self) -> tuple[Person | None, TooYoung | None]:
        self._check_cells()
        if self.faults:
            return None, None
        person = self._named()
        person.email, person.phone = self._email(), self._phone()
        person.address = ", ".join(filter(None, (self.cells[at] for at in self.plan.places(ColumnKind.ADDRESS))))
        person.address = person.address[:LONGEST_CELL]
        person.household = self._household(person.address)
        self._answers(person)
        young = self._age(person)
        return person, young

    def _fault(self, at: int, reason: str, remedy: str) -> None:
        title = self.plan.titles[at] if at < len(self.plan.titles) else _("après la dernière colonne")
        self.faults.append(Fault(self.line, at, title, self.cells[at][:LONGEST_CELL], reason, remedy))

    def _check_cells(self) -> None:
        for at, cell in enumerate(self.cells):
            if not cell:
                continue
            if at >= len(self.plan.columns):
                self._fault(
                    at,
                    _("cette ligne a plus de cases que de titres"),
                    _("Une case contient sans doute un séparateur : mettez-la entre guillemets dans le fichier."),
                )
                return
            if is_formula(cell):
                self._fault(
                    at, _("cette case contient une formule"), _("Écrivez ici le texte voulu ; rien n’a été exécuté.")
                )
            elif self.plan.columns[at]["kind"] != ColumnKind.IGNORE and len(cell) > LONGEST_CELL:
                self._fault(at, _("cette case est trop longue"), _("Gardez 250 caractères au plus."))

    def _first(self, kind: ColumnKind) -> tuple[int, str]:
        places = self.plan.places(kind)
        return (places[0], " ".join(self.cells[places[0]].split())) if places else (0, "")

    def _named(self) -> Person:
        at, full = self._first(ColumnKind.FULL_NAME)
        last_at, last = self._first(ColumnKind.LAST_NAME)
        _at, first = self._first(ColumnKind.FIRST_NAME)
        name = full if full and not last else f"{first} {last}".strip()
        person = Person(self.line, name[:NAME_LENGTH], first_name=first[:FIRST_NAME_LENGTH])
        if not person.key:
            self._fault(
                at if self.plan.places(ColumnKind.FULL_NAME) else last_at,
                _("le nom manque"),
                _("Écrivez le prénom et le nom de la personne."),
            )
        return person

    def _email(self) -> str:
        at, cell = self._first(ColumnKind.EMAIL)
        address = identity.email(cell)
        if address and not EMAIL.fullmatch(address):
            self._fault(
                at,
                _("ce n’est pas une adresse électronique complète"),
                _("Corrigez-la, ou videz la case : nom@exemple.fr."),
            )
        return address

    def _phone(self) -> str:
        at, cell = self._first(ColumnKind.PHONE)
        number = identity.phone(cell)
        if number and sum(mark.isdigit() for mark in number) not in ALLOWED_CONTACT_DIGITS:
            self._fault(
                at, _("ce n’est pas un numéro de téléphone"), _("Corrigez-le, ou videz la case : 06 12 34 56 78.")
            )
        return number[:30]

    def _household(self, address: str) -> str:
        _at, cell = self._first(ColumnKind.HOUSEHOLD)
        if cell:
            return identity.plain(cell)
        return identity.address_key(address) if self.plan.household_by_address else ""

    def _answers(self, person: Person) -> None:
        for at in self.plan.places(ColumnKind.CRITERION):
            column = self.plan.columns[at]
            cell = self.cells[at]
            label = column["labels"].get(value_key(cell), " ".join(cell.split())[:80]) if cell else ""
            if not label:
                self._fault(
                    at,
                    _("la réponse « {criterion} » manque").format(criterion=column["name"]),
                    _("Demandez-la à la personne et écrivez-la ici."),
                )
            elif column["labels"] and label not in column["labels"].values():
                self._fault(
                    at,
                    _("cette réponse n’est pas l’une des réponses possibles"),
                    _("Écrivez l’une d’elles : {answers}.").format(
                        answers=", ".join(dict.fromkeys(filter(None, column["labels"].values())))
                    ),
                )
            person.values[column["name"]] = label

    def _age(self, person: Person) -> TooYoung | None:
        places = self.plan.places(ColumnKind.AGE)
        if not places:
            return None
        at, cell = self._first(ColumnKind.AGE)
        if not cell:
            self._fault(
                at, _("l’âge manque"), _("Demandez à la personne sa date de naissance ou son âge, et écrivez-le ici.")
            )
            return None
        try:
            age = read_age(cell, self.plan.today)
        except ValueError as error:
            self._fault(at, str(error), _("Écrivez un âge (34) ou une date de naissance (12/05/1992)."))
            return None
        if age < self.plan.min_age:
            reason = _("{age} ans : l’âge minimum est de {min_age} ans").format(age=age, min_age=self.plan.min_age)
            return TooYoung(self.line, age, reason)
        band = band_of(age, self.plan.bands)
        if band is None:
            return TooYoung(self.line, age, _("{age} ans : hors des tranches d’âge de cette liste").format(age=age))
        person.is_minor = age < ADULT
        person.values[self.plan.age_name] = band.label
        return None
