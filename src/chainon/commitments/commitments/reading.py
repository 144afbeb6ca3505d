"""A table of past promises, read line by line: what will be written, and what must be corrected first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from chainon.base.chain.models import Theme
from chainon.base.scopes.models import Scope
from chainon.commitments.answers.models import Answerer
from chainon.territory.places.communes.index import fold

from .models import Outcome
from .money import AmountError, read_cents

TITLES = {
    "who": ("qui", "qui s engage", "responsable"),
    "what": ("quoi", "promesse", "engagement"),
    "due_on": ("pour quand", "echeance", "date prevue"),
    "made_on": ("promis le", "date de la promesse", "dit le"),
    "where": ("ou cela a ete dit", "source", "origine"),
    "place": ("lieu", "quartier", "ou"),
    "theme": ("theme",),
    "for_whom": ("pour qui",),
    "details": ("plus precisement", "details", "precisions"),
    "signed_by": ("signe par", "fonction"),
    "state": ("etat", "statut"),
    "ended_on": ("clos le", "fait le", "termine le"),
    "planned_cents": ("budget prevu", "budget"),
    "spent_cents": ("depense", "budget depense"),
}
REQUIRED = ("who", "what", "due_on", "made_on")
MODEL = (
    gettext_noop("Qui"), gettext_noop("Quoi"), gettext_noop("Pour quand"), gettext_noop("Promis le"),
    gettext_noop("Où cela a été dit"), gettext_noop("Lieu"), gettext_noop("Thème"), gettext_noop("Pour qui"),
    gettext_noop("Plus précisément"), gettext_noop("Signé par"), gettext_noop("État"), gettext_noop("Clos le"),
    gettext_noop("Budget prévu"), gettext_noop("Dépensé"),
)  # fmt: skip
"""The titles of the model that one downloads, in the order of `TITLES`."""
STATES = {
    "": Outcome.OPEN,
    "en cours": Outcome.OPEN,
    "tenu": Outcome.KEPT,
    "fait": Outcome.KEPT,
    "tenu en partie": Outcome.PARTLY_KEPT,
    "en partie": Outcome.PARTLY_KEPT,
}
LENGTHS = {"what": 160, "for_whom": 160, "details": 4000, "signed_by": 120, "where": 200}


@dataclass(frozen=True)
class Known:
    """What a line may name: by folded names. `where`: what is written when a line does not say where it was said."""

    territory: Scope
    answerers: Mapping[str, Answerer]
    places: Mapping[str, Scope]
    themes: Mapping[str, Theme]
    today: date
    where: str


@dataclass(frozen=True)
class Past:
    """A line that may be imported."""

    line: int
    answerer: Answerer
    what: str
    due_on: date
    made_on: date
    where: str
    scope: Scope
    theme: Theme | None
    for_whom: str
    details: str
    signed_by: str
    outcome: Outcome
    ended_on: date | None
    planned_cents: int | None
    spent_cents: int | None

    @property
    def key(self) -> tuple[str, str, str]:
        return self.answerer.name, self.what, self.due_on.isoformat()


@dataclass(frozen=True)
class Fault:
    """What is wrong on a line, and what to do."""

    line: int
    cell: str
    reason: str


@dataclass(frozen=True)
class Reading:
    rows: list[Past]
    faults: list[Fault]


def read_promises(rows: Sequence[tuple[int, Sequence[str]]], known: Known) -> Reading:
    """`rows`: lines and cells, the titles first. A line that is wrong is a fault, and no row."""
    if not rows:
        return Reading([], [Fault(0, "", _("Ce fichier est vide : il n’y a aucune ligne à lire."))])
    line, titles = rows[0]
    columns = _columns(titles)
    if missing := [MODEL[list(TITLES).index(name)] for name in REQUIRED if name not in columns]:
        said = _("Il manque une colonne : {names}. Partez du modèle, ou renommez la vôtre.")
        return Reading([], [Fault(line, "", said.format(names=", ".join(_(name) for name in missing)))])
    found, faults, seen = [], [], set()
    for line, cells in rows[1:]:
        one = _Line(line, {name: cells[at] if at < len(cells) else "" for name, at in columns.items()}, known)
        past = one.read()
        if past is not None and past.key in seen:
            one.wrong("what", _("Cette promesse est deux fois dans le fichier : ôtez une des deux lignes."))
            past = None
        faults += one.faults
        if past is not None:
            seen.add(past.key)
            found.append(past)
    if not found and not faults:
        faults = [Fault(line, "", _("Il n’y a aucune promesse sous les titres."))]
    return Reading(found, faults)


def _columns(titles: Sequence[str]) -> dict[str, int]:
    at = {fold(title): position for position, title in enumerate(titles)}
    found = {}
    for name, words in TITLES.items():
        position = next((at[word] for word in words if word in at), None)
        if position is not None:
            found[name] = position
    return found


class _Line:
    """One line being read; its faults as they are found."""

    def __init__(self, line: int, cells: Mapping[str, str], known: Known) -> None:
        self.line, self.cells, self.known = line, cells, known
        self.faults: list[Fault] = []

    def wrong(self, name: str, reason: str) -> None:
        self.faults.append(Fault(self.line, self.cells.get(name, ""), reason))

    def read(self) -> Past | None:
        who, what = self._answerer(), self._text("what")
        due_on, made_on = self._day("due_on"), self._day("made_on")
        outcome, ended_on = self._outcome()
        if not what:
            self.wrong("what", _("Il manque ce qui a été promis."))
        if due_on and made_on and due_on < made_on:
            self.wrong("due_on", _("Le jour promis vient avant le jour de la promesse."))
        if made_on and made_on > self.known.today:
            self.wrong("made_on", _("Le jour de la promesse n’est pas encore venu."))
        place, theme = self._place(), self._theme()
        planned, spent = self._cents("planned_cents"), self._cents("spent_cents")
        texts = {name: self._text(name) for name in ("where", "for_whom", "details", "signed_by")}
        if self.faults or who is None or due_on is None or made_on is None:
            return None
        return Past(
            line=self.line,
            answerer=who,
            what=what,
            due_on=due_on,
            made_on=made_on,
            where=texts["where"] or self.known.where,
            scope=place,
            theme=theme,
            for_whom=texts["for_whom"],
            details=texts["details"],
            signed_by=texts["signed_by"] or who.name,
            outcome=outcome,
            ended_on=ended_on,
            planned_cents=planned,
            spent_cents=spent,
        )

    def _text(self, name: str) -> str:
        text = self.cells.get(name, "").strip()
        if len(text) > LENGTHS[name]:
            said = _("Ce texte est trop long : {number} signes au plus.").format(number=LENGTHS[name])
            self.wrong(name, said)
        return text

    def _answerer(self) -> Answerer | None:
        name = self.cells.get("who", "").strip()
        found = self.known.answerers.get(fold(name))
        if not name:
            self.wrong("who", _("Il manque qui a promis."))
        elif found is None:
            said = _("« {name} » n’est pas parmi les répondants : inscrivez-le d’abord, avec son adresse.")
            self.wrong("who", said.format(name=name))
        return found

    def _place(self) -> Scope:
        name = self.cells.get("place", "").strip()
        if not name:
            return self.known.territory
        found = self.known.places.get(fold(name))
        if found is None:
            self.wrong("place", _("« {name} » n’est pas un lieu d’ici.").format(name=name))
        return found or self.known.territory

    def _theme(self) -> Theme | None:
        name = self.cells.get("theme", "").strip()
        found = self.known.themes.get(fold(name))
        if name and found is None:
            self.wrong("theme", _("« {name} » n’est pas un des thèmes d’ici.").format(name=name))
        return found

    def _day(self, name: str) -> date | None:
        text = self.cells.get(name, "").strip()
        found = read_day(text)
        if found is None:
            reason = _("Ce n’est pas un jour : écrivez 31/12/2025.") if text else _("Il manque une date.")
            self.wrong(name, reason)
        return found

    def _cents(self, name: str) -> int | None:
        try:
            return read_cents(self.cells.get(name, ""))
        except AmountError:
            self.wrong(name, _("Ce n’est pas une somme : écrivez 12000 ou 12 000,50."))
            return None

    def _outcome(self) -> tuple[Outcome, date | None]:
        state = fold(self.cells.get("state", ""))
        if state in {"non tenu", "pas tenu", "pas fait"}:
            self.wrong("state", _("« Non tenu » s’annonce sept jours avant : écrivez « en cours », puis annoncez-le."))
        elif state not in STATES:
            self.wrong("state", _("Écrivez : en cours, tenu, ou tenu en partie."))
        outcome = STATES.get(state, Outcome.OPEN)
        if outcome == Outcome.OPEN:
            return outcome, None
        ended_on = self._day("ended_on")
        if ended_on and ended_on > self.known.today:
            self.wrong("ended_on", _("Ce jour n’est pas encore venu."))
        return outcome, ended_on


def read_day(text: str) -> date | None:
    """ISO, or as one writes it here: 31/12/2025, 31.12.2025."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    if found is None:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
