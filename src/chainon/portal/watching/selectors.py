"""The guarantor's page: everything that deserves their look, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from chainon.base.accounts.models import Role, User
from chainon.base.accounts.rules import where_held
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Wait
from chainon.base.chain.selectors import Turn, today, turns_from
from chainon.base.chain.words import time_left, whose_turn
from chainon.base.scopes.models import Kind, Scope, ScopeQuerySet
from chainon.base.ui import typography
from chainon.base.ui.names import in_words
from chainon.deliberation.debates.models import Debate
from chainon.deliberation.debates.selectors import Shares, shares_of_each
from chainon.governance.bodies.selectors import first_line
from chainon.governance.charters.guarding import NAME as CHARTER
from chainon.governance.draws.guarding import NAME as DRAW
from chainon.governance.guarantors.models import ASKED_TO_SUSPEND, is_asked_to_suspend
from chainon.governance.guarantors.rules import acts_as, mailboxes, watched
from chainon.governance.guarantors.subjects import NODE, PLACE, STEP
from chainon.portal.reading import Row, merged, read

from . import watches

SHOWN, DEBATES = 15, 10


@dataclass(frozen=True)
class Watch:
    """A line with one link: `title` and why it is here (`detail`); `is_late` marks what has waited too long.

    `act`: where to speak of it in public, if anywhere.
    """

    title: str
    url: str
    detail: str = ""
    tag: str = ""
    is_late: bool = False
    act: str = ""


@dataclass(frozen=True)
class Section:
    title: str
    lines: list[Watch]


@dataclass(frozen=True)
class Sight:
    """What was read: rows by sort, missing links, debates. `is_signed`: they may act."""

    rows: list[Row]
    turns: list[tuple[Turn, bool]]
    shares: list[Watch]

    def of(self, *sorts: str) -> list[Row]:
        return [row for row in self.rows if row.sort in sorts]


@dataclass(frozen=True)
class Change:
    """How a sort of change is said: `subject` is what one speaks of, by that part of the key."""

    title: str | Promise
    page: str
    subject: str
    part: int = 0


CHANGES = {
    "cards": Change("{of}", "processes:rule_version", STEP, 1),
    "charters": Change(gettext_lazy("La charte : {of}"), "charters:charter_version", CHARTER),
    "cancelled": Change(gettext_lazy("Un tirage annulé : {of}"), "draws:detail", DRAW),
    "places": Change(gettext_lazy("Les places d’un tirage : {of}"), "draws:detail", DRAW),
}


@dataclass(frozen=True)
class Seen:
    """`where`: the names of the places that the page is limited to; none for the guarantor of the whole territory.

    `speak`: where to speak of the territory, or of each of those places: a name and an address.
    `own_page`: where everyone reads who they are; "" before their letter is signed.
    """

    is_signed: bool
    where: list[str]
    speak: list[tuple[str, str]]
    sections: list[Section]
    own_page: str


def seen(by: User, territory: Scope) -> Seen:
    """For `may_watch`: who acts, one reading of every sort, the missing links and their pauses, the debates."""
    tops = watched(by, territory)
    inside = where_held(by, Role.GUARANTOR, territory=territory)
    limit = None if tops == [territory] else inside
    offices = [acts_as(by, scope) for scope in tops]
    is_signed = None not in offices
    found = watches.arms(inside, today(territory))
    if theirs := mailboxes(by, territory):
        found.append(watches.messages(theirs))
    sight = Sight([row for row, _count in merged(read(found))], _turns(territory, limit), _shares(territory, limit))
    sections = [Section(str(title), lines(sight)) for title, lines in SECTIONS]
    where = [] if limit is None else [scope.label for scope in tops]
    speak = [each for scope in tops if (each := _speak(scope))] if is_signed else []
    own = next((reverse("guarantors:guarantor", args=[each.handle]) for each in offices if each is not None), "")
    return Seen(is_signed, where, speak, [section for section in sections if section.lines], own)


def _speak(scope: Scope) -> tuple[str, str] | None:
    """Of a body or a process one speaks from its own page."""
    if scope.parent_id is None:
        return _("Alerter, donner un avis"), reverse("guarantors:speak")
    if scope.kind != Kind.PLACE:
        return None
    return _("Alerter, donner un avis : {place}").format(place=scope.label), _of(PLACE, scope.public_id)


def _turns(territory: Scope, limit: ScopeQuerySet | None) -> list[tuple[Turn, bool]]:
    """What is late, and what they asked; true for the second."""
    waits = Wait.objects.of(territory).open().filter(Q(due_on__lt=today(territory)) | ASKED_TO_SUSPEND)
    waits = waits if limit is None else waits.filter(scope__in=limit)
    found = list(waits.select_related("node").order_by("due_on", "pk")[: 2 * SHOWN])
    turns = turns_from(territory, found)
    return [(turn, is_asked_to_suspend(wait)) for wait, turn in zip(found, turns, strict=True)]


def _who_and_whose(turn: Turn) -> str:
    return f"{in_words(turn.node.who)}. {whose_turn(turn)}"


def _suspensions(sight: Sight) -> list[Watch]:
    return [
        Watch(turn.node.title, turn.url, _who_and_whose(turn), time_left(turn), turn.is_late)
        for turn, is_asked in sight.turns
        if is_asked
    ]


def _late(sight: Sight) -> list[Watch]:
    return [
        Watch(turn.node.title, turn.url, whose_turn(turn), time_left(turn), True, _of(NODE, turn.node.public_id))
        for turn, is_asked in sight.turns
        if turn.is_late and not is_asked
    ][:SHOWN]


def _messages(sight: Sight) -> list[Watch]:
    said = [
        ngettext("%(number)s message à lire", "%(number)s messages à lire", row.number) % {"number": row.number}
        for row in sight.of("messages")
    ]
    return [Watch(each, reverse("guarantors:messages")) for each in said]


def _agreements(sight: Sight) -> list[Watch]:
    return [Watch(row.title, reverse("draws:prepare", args=[row.key]), row.who) for row in sight.of("agreements")]


def _complaints(sight: Sight) -> list[Watch]:
    """The appeals, which are theirs to answer; then how many reports wait for the team."""
    title, tag = _("Un recours attend votre réponse"), _("à répondre")
    lines = [
        Watch(title, reverse("moderation:appeal_answer", args=[row.key]), _day(row), tag)
        for row in _oldest(sight.of("appeals"))
    ]
    for row in sight.of("cases"):
        said = ngettext("%(number)s signalement à traiter", "%(number)s signalements à traiter", row.number)
        names = {"number": row.number}
        lines.append(Watch(said % names, reverse("moderation:queue"), _("C’est à l’équipe d’y répondre.")))
    return lines


def _changed(sight: Sight) -> list[Watch]:
    """The latest first, whatever changed."""
    lines = []
    for row in sorted(sight.of(*CHANGES), key=lambda row: row.on or date.min, reverse=True)[:SHOWN]:
        change = CHANGES[row.sort]
        parts = row.key.split("/")
        detail = " · ".join(each for each in (_day(row), row.who) if each)
        about = _of(change.subject, parts[change.part])
        lines.append(Watch(str(change.title).format(of=row.title), reverse(change.page, args=parts), detail, act=about))
    return lines


def _without_rule(sight: Sight) -> list[Watch]:
    return [
        Watch(row.title, _step(row), row.who, act=_of(NODE, row.key.split("/")[0]))
        for row in _oldest(sight.of("steps"))
    ]


def _unclear(sight: Sight) -> list[Watch]:
    """The most misunderstood first."""
    ordered = sorted(sight.of("unclear"), key=lambda row: (-row.number, row.key))[:SHOWN]
    said = _("« Je n’ai pas compris » : {number}")
    return [
        Watch(
            row.title,
            _step(row),
            said.format(number=typography.number(row.number)),
            act=_of(STEP, row.key.split("/")[1]),
        )
        for row in ordered
    ]


def _shares(territory: Scope, limit: ScopeQuerySet | None) -> list[Watch]:
    """Of the open debates, the latest first: two queries."""
    running = Debate.objects.of(territory).filter(closed_at=None).select_related("node")
    running = running if limit is None else running.filter(scope__in=limit)
    debates = list(running.order_by("-opened_at", "-pk")[:DEBATES])
    shares = shares_of_each(debates)
    lines = []
    for debate in debates:
        found, node = shares[debate.pk], debate.node
        lines.append(Watch(debate.question, url_of(node), _shared_out(found), act=_of(NODE, node.public_id)))
    return lines


def _shared_out(shares: Shares) -> str:
    """What the page of the debate says of it too."""
    first = _("Voix entendues pour la première fois : {first}.").format(first=typography.number(shares.first_voices))
    if not shares.can_be_judged:
        return f"{first} {shares.advice}"
    most = _("Les cinq voix les plus actives : {share} des mots (à parts égales : {fair}).").format(
        share=typography.percent(shares.share, 0), fair=typography.percent(shares.fair, 0)
    )
    return f"{most} {first} {shares.advice}"


def _collectives(sight: Sight) -> list[Watch]:
    return [
        Watch(row.title, reverse("bodies:body_page", args=[row.key]), first_line(row.who))
        for row in sight.of("collectives")
    ]


SECTIONS: list[tuple[str | Promise, Callable[[Sight], list[Watch]]]] = [
    (gettext_lazy("Demandes de suspension sans réponse"), _suspensions),
    (gettext_lazy("Messages pour vous seul"), _messages),
    (gettext_lazy("Tirages qui attendent votre accord"), _agreements),
    (gettext_lazy("Recours et signalements"), _complaints),
    (gettext_lazy("Changé après l’ouverture"), _changed),
    (gettext_lazy("En retard"), _late),
    (gettext_lazy("Étapes commencées sans règle publiée"), _without_rule),
    (gettext_lazy("Règles mal comprises"), _unclear),
    (gettext_lazy("Partage de la parole dans les débats"), lambda sight: sight.shares),
    (gettext_lazy("Collectifs ouverts depuis un mois"), _collectives),
]


def _oldest(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row.on or date.max)[:SHOWN]


def _day(row: Row) -> str:
    return typography.day(row.on) if row.on else ""


def _step(row: Row) -> str:
    return reverse("processes:rule_page", args=row.key.split("/"))


def _of(kind: str, public_id: str) -> str:
    return reverse("guarantors:speak_of", args=[kind, public_id])
