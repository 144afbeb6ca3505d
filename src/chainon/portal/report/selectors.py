"""The report of a place and a period: lines ready to show, each with how it is counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chainon.base.chain.models import Node
from chainon.base.chain.selectors import today
from chainon.base.chain.words import days_taken
from chainon.base.scopes.models import Scope
from chainon.base.ui import typography
from chainon.base.ui.typography import number
from chainon.commitments.answers.models import AnswerKind
from chainon.deliberation.proposals.models import Origin

from . import facts
from .facts import Asked, Win
from .models import PublishedQuarter
from .people import Places
from .periods import Period, grid, quarter_of
from .protecting import EVERYONE

HIDDEN = "—"


@dataclass(frozen=True)
class Line:
    """`figure`: the number alone, for the file; empty where it is hidden or not known yet. `is_part`: of the line
    above."""

    label: str
    value: str
    how: str = ""
    figure: str = ""
    is_part: bool = False
    is_hidden: bool = False


@dataclass(frozen=True)
class Section:
    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Report:
    """`said` is the first sheet, `done` the second. `published_at`: when its counts of people were; None before."""

    place: str
    period: Period
    is_over: bool
    published_at: datetime | None
    until: date
    said: list[Section]
    done: list[Section]
    wins: list[Win]

    @property
    def lines(self) -> Iterator[tuple[str, Line]]:
        return ((section.title, line) for section in (*self.said, *self.done) for line in section.lines)


def begun(territory: Scope) -> date:
    """The day of the first thing of the chain; today where there is none."""
    first = Node.objects.of(territory).public().aggregate(first=Min("opened_at"))["first"]
    return first.date() if first is not None else today(territory)


def periods(territory: Scope) -> list[Period]:
    return grid(begun(territory), today(territory))


def usual_period(found: list[Period], day: date) -> Period:
    """The last quarter that is over; the one under way where there is none."""
    over = [each for each in found if each.kind and each == quarter_of(each.last) and each.is_over(day)]
    return over[0] if over else quarter_of(day)


def report_of(territory: Scope, scope: Scope, period: Period) -> Report:
    day, places = today(territory), Places(territory)
    asked = Asked(territory, scope, period, min(period.last, day))
    people = _People(territory, scope, period, places, is_over=period.is_over(day))
    count, latest = facts.wins(asked)
    return Report(
        place=scope.label,
        period=period,
        is_over=period.is_over(day),
        published_at=people.published_at,
        until=asked.until,
        said=[_voices(people), _meetings(asked, places), _told(people)],
        done=[_answers(asked), _promises(asked), _wins(count)],
        wins=latest,
    )


class _People:
    """The counts of people that were published for a place and a period."""

    def __init__(self, territory: Scope, scope: Scope, period: Period, places: Places, *, is_over: bool) -> None:
        first = period.last_quarter.first
        kept = PublishedQuarter.objects.filter(territory=territory, first=first).first() if is_over else None
        self.is_over, self.is_published = is_over, kept is not None
        self.published_at = kept.published_at if kept else None
        self.is_apart = scope == territory or scope.public_id in places.by_path.values()
        place = EVERYONE if scope == territory else scope.public_id
        self.cells = {
            (table, value): found
            for table, cells in (kept.cells if kept else {}).items()
            for where, code, value, found in cells
            if (where, code) == (place, period.code)
        }

    def line(self, label: str, table: str, value: str, how: str = "", *, is_part: bool = False) -> Line:
        if not self.is_published or not self.is_apart:
            return Line(label, HIDDEN, "" if is_part else self._why_not(), is_part=is_part, is_hidden=True)
        found = self.cells.get((table, value), 0)
        if found is None:
            return Line(label, HIDDEN, how, is_part=is_part, is_hidden=True)
        return Line(label, number(found), how, str(found), is_part=is_part)

    def _why_not(self) -> str:
        if not self.is_over:
            return _("Les nombres de personnes paraissent quand la période est finie, et ne changent plus.")
        if not self.is_apart:
            return _("Ce lieu est compté avec celui qui l’entoure.")
        return _("Rien n’a été publié ici pendant cette période, ou le compte est en cours.")


def _voices(people: _People) -> Section:
    how = _("Les propositions, par le jour de leur publication ici, quoi qu’elles soient devenues.")
    lines = [people.line(_("Paroles publiées"), "voices", EVERYONE, how)]
    lines += [people.line(str(each.label).capitalize(), "voices", each.value, is_part=True) for each in Origin]
    how = _("La première d’un compte ici. De qui parle sans compte, on ne le sait pas : ces paroles n’y sont pas.")
    return Section(_("Des voix"), [*lines, people.line(_("Premières paroles"), "first", "yes", how)])


def _meetings(asked: Asked, places: Places) -> Section:
    met, lines = facts.meetings(asked), []
    some, all_places = facts.reached(asked, places)
    if all_places > 1:
        share = _("{some} sur {all}").format(some=number(some), all=number(all_places))
        how = _("Lieux inscrits ici, les plus petits, d’où une parole est venue ou dans lesquels on s’est rencontré.")
        lines.append(Line(_("Lieux touchés"), share, how, str(some)))
    lines.append(_count(_("Rencontres tenues"), met.held, _("Annoncées ici et non annulées.")))
    how = _("Comptées à l’œil ; aucune rencontre d’au moins onze personnes n’a été comptée.")
    if met.counted:
        how = ngettext(
            "Comptées à l’œil lors de %(number)s rencontre d’au moins onze personnes ; les autres n’y sont pas.",
            "Comptées à l’œil lors de %(number)s rencontres d’au moins onze personnes ; les autres n’y sont pas. Qui "
            "vient deux fois compte deux fois.",
            met.counted,
        ) % {"number": number(met.counted)}
    lines.append(_count(_("Présences"), met.present, how))
    how = _("Des rencontres où ce nombre, et celui des autres, est d’au moins onze.")
    return Section(_("Des rencontres"), [*lines, _count(_("Venues pour la première fois"), met.newcomers, how)])


def _told(people: _People) -> Section:
    how = _("Sans courriel, quelqu’un est venu ou a téléphoné ; par le jour où c’est noté.")
    return Section(
        _("Des nouvelles rendues"), [people.line(_("Personnes prévenues de vive voix"), "told", EVERYONE, how)]
    )


def _answers(asked: Asked) -> Section:
    found = facts.answers(asked)
    lines = [_count(_("Réponses données"), found.given, _("Publiques et signées, par leur jour."))]
    lines += [_part(str(each.label).capitalize(), found.kinds.get(each.value, 0)) for each in AnswerKind]
    how = ngettext(
        "Sur %(number)s réponse attendue dans un délai, jours de pause ôtés.",
        "Sur %(number)s réponses attendues dans un délai, jours de pause ôtés : la moitié est venue plus vite.",
        found.timed,
    ) % {"number": number(found.timed)}
    if found.median is not None:
        lines.append(Line(_("Délai médian"), days_taken(found.median), how, f"{float(found.median):g}"))
    lines.append(
        _count(_("Encore attendues"), found.waiting, _on(asked, _("Elles n’entrent pas dans le délai médian.")))
    )
    return Section(_("Des réponses"), [*lines, _part(_("Dont en retard"), found.late)])


def _promises(asked: Asked) -> Section:
    found = facts.promises(asked)
    how = _("Par le jour où elles ont été dites, par des institutions ou par des habitants.")
    return Section(
        _("Des promesses"),
        [
            _count(_("Promesses faites"), found.made, how),
            _count(_("Tenues"), found.kept, _("Dites tenues pendant la période, par qui avait promis.")),
            _count(_("Tenues en partie"), found.partly_kept),
            _count(_("Non tenues"), found.not_kept, _("Annoncé sept jours avant, avec droit de réponse.")),
            _count(_("En cours, dans les temps"), found.running, _on(asked)),
            _count(_("En retard"), found.late, _("Le jour promis est passé. Compté par les dates, jamais écrit.")),
        ],
    )


def _wins(count: int) -> Section:
    how = _("Une réponse et ce qu’elle promet, en un seul geste.")
    return Section(_("Réglé tout de suite"), [_count(_("Réglées tout de suite"), count, how)])


def _on(asked: Asked, more: str = "") -> str:
    return " ".join(part for part in (_("Au {day}.").format(day=typography.day(asked.until)), more) if part)


def _count(label: str, value: int, how: str = "") -> Line:
    return Line(label, number(value), how, str(value))


def _part(label: str, value: int) -> Line:
    return Line(label, number(value), figure=str(value), is_part=True)
