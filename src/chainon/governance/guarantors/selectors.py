"""Reading guarantors for pages: plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, Q, Subquery

from chainon.base import codes
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Node, Wait
from chainon.base.chain.selectors import Turn, today, turns_of_waits
from chainon.base.chain.words import time_left
from chainon.base.scopes.models import Scope

from .models import Act, ActKind, Appointment, Message, Opinion, Reply
from .rules import mailboxes
from .subjects import subject_of


@dataclass(frozen=True)
class ActRow:
    """`verdict`: the opinion, or what was replied; `left`: of a request still without a reply."""

    kind: str
    title: str
    url: str
    who: str
    made_at: datetime
    verdict: str = ""
    tone: str = ""
    left: str = ""
    is_late: bool = False
    is_waiting: bool = False


TONES: dict[str, str] = {Opinion.YES: "kept", Opinion.RESERVATIONS: "wait", Opinion.NO: "late", Reply.SUSPENDED: "kept"}


def acts_of(
    territory: Scope, *, about: Node | None = None, subject: str = "", by: Appointment | None = None, limit: int = 50
) -> list[ActRow]:
    """The latest first; of a node, of a subject, or of one guarantor when given. Two queries."""
    acts = Act.objects.of(territory).select_related("node", "appointment")
    if about is not None:
        acts = acts.filter(about=about)
    if subject:
        acts = acts.filter(subject=subject)
    if by is not None:
        acts = acts.filter(appointment=by)
    found = list(acts[:limit])
    waiting = [act.pk for act in found if act.kind == ActKind.SUSPENSION and act.replied_at is None]
    turns = {}
    if waiting:
        waits = dict(Wait.objects.open().filter(node__in=waiting).values_list("pk", "node_id"))
        turns = {waits[key]: turn for key, turn in turns_of_waits(territory, waits).items()}
    return [_row(act, turns.get(act.pk)) for act in found]


def _row(act: Act, known: Turn | None) -> ActRow:
    verdict = act.opinion or act.reply
    return ActRow(
        kind=str(act.get_kind_display()),
        title=act.title,
        url=url_of(act.node),
        who=act.appointment.name,
        made_at=act.made_at,
        verdict=str(act.get_opinion_display() or act.get_reply_display() or ""),
        tone=TONES.get(verdict, ""),
        left=time_left(known) if known else "",
        is_late=known is not None and known.is_late,
        is_waiting=act.kind == ActKind.SUSPENSION and act.replied_at is None,
    )


def act_of_node(node: Node) -> Act | None:
    found = Act.objects.select_related(
        "node__territory",
        "scope__territory",
        "appointment__titular",
        "appointment__body__scope",
        "about",
        "step__process",
    )
    return found.filter(node=node).first()


def what_about(act: Act) -> tuple[str, str] | None:
    """The title and the address of what an act is about; None of the territory itself, or when it is not shown now."""
    if act.step is not None:
        return f"{act.step.title} ({act.step.process})", act.step.get_absolute_url()
    if act.about is not None:
        return (act.about.title, url_of(act.about)) if act.about.is_public else None
    subject = subject_of(act.subject, act.node.territory)
    return (subject.title, subject.url) if subject else None


@dataclass(frozen=True)
class Person:
    """A guarantor, or a deputy, as the page shows them."""

    appointment: Appointment
    is_signed: bool
    is_over: bool
    deputies: list[Person]


@dataclass(frozen=True)
class Counts:
    """What they did, by kind, and what was written to them: never read here, only counted."""

    alerts: int
    opinions: int
    suspensions: int
    unanswered: int
    messages: int
    answered: int


@dataclass(frozen=True)
class Board:
    """`invited`: hold the role by an invitation, and no decision of a body is written here yet.

    `mailboxes`: where there is someone to read a message, the whole territory first.
    """

    people: list[Person]
    former: list[Appointment]
    invited: int
    counts: Counts
    mailboxes: list[Scope]

    @property
    def may_be_written_to(self) -> bool:
        return bool(self.mailboxes)


def board(territory: Scope) -> Board:
    """The public page: seven queries."""
    day = today(territory)
    everyone = list(Appointment.objects.of(territory).select_related("user", "body__scope", "letter_file", "scope"))
    standing = [each for each in everyone if not _is_over(each, day)]
    people = [_person(each, standing, day) for each in standing if not each.is_deputy or not _has(standing, each)]
    users = {each.user_id for each in standing if each.user_id}
    held = Grant.objects.filter(role=Role.GUARANTOR, scope__in=Scope.objects.within(territory), user__is_active=True)
    return Board(
        people=people,
        former=[each for each in everyone if _is_over(each, day)],
        invited=held.exclude(user__in=users).values("user").distinct().count(),
        counts=counts(territory),
        mailboxes=_mailboxes(standing),
    )


def _mailboxes(standing: list[Appointment]) -> list[Scope]:
    scopes = {each.scope_id: each.scope for each in standing if each.signed_at and each.user_id}
    return sorted(scopes.values(), key=lambda scope: scope.path)


def _is_over(appointment: Appointment, day: date) -> bool:
    return appointment.ended_at is not None or (appointment.until is not None and appointment.until < day)


def _has(standing: list[Appointment], deputy: Appointment) -> bool:
    return any(each.pk == deputy.titular_id for each in standing)


def _person(appointment: Appointment, standing: list[Appointment], day: date) -> Person:
    return Person(
        appointment=appointment,
        is_signed=appointment.signed_at is not None,
        is_over=_is_over(appointment, day),
        deputies=[_person(each, [], day) for each in standing if each.titular_id == appointment.pk],
    )


def counts(territory: Scope) -> Counts:
    kinds = dict(Act.objects.of(territory).order_by().values_list("kind").annotate(Count("pk")))
    unanswered = Count("pk", filter=Q(answered_at=None))
    sent = Message.objects.filter(territory=territory).aggregate(all=Count("pk"), unanswered=unanswered)
    return Counts(
        alerts=kinds.get(ActKind.ALERT, 0),
        opinions=kinds.get(ActKind.OPINION, 0),
        suspensions=kinds.get(ActKind.SUSPENSION, 0),
        unanswered=Act.objects.of(territory).unanswered().count(),
        messages=sent["all"],
        answered=sent["all"] - sent["unanswered"],
    )


def appointment_with_id(territory: Scope, public_id: str) -> Appointment | None:
    related = ("scope__territory", "territory", "body__scope", "user", "titular", "letter_file")
    return Appointment.objects.of(territory).select_related(*related).filter(public_id=public_id).first()


def titulars_without_deputy(territory: Scope) -> list[Appointment]:
    """Whose deputy one may still appoint."""
    titulars = Appointment.objects.of(territory).filter(titular=None, ended_at=None)
    return list(titulars.exclude(deputies__in=Appointment.objects.filter(ended_at=None, titular__isnull=False)))


def heads(territory: Scope) -> list[int]:
    """The requests for suspension unanswered for fifteen days: their waits, the oldest first."""
    late = Wait.objects.of(territory).late(today(territory)).filter(node=OuterRef("node"))
    asked = Act.objects.unanswered()  # few: their waits are looked for, not they among all the waits or all the nodes
    found = asked.annotate(wait=Subquery(late.values("pk")[:1])).order_by("pk").values_list("wait", flat=True)
    return [key for key in found if key is not None]


def messages_to(by: User, territory: Scope) -> list[Message]:
    """Those `by` may read: without an answer first, then the latest."""
    found = Message.objects.filter(scope__in=mailboxes(by, territory), erased_at=None).select_related("scope")
    return sorted(found, key=lambda each: (each.answered_at is not None, -each.sent_at.timestamp()))


def message_with_id(territory: Scope, public_id: str) -> Message | None:
    return Message.objects.filter(territory=territory, public_id=public_id).select_related("territory", "scope").first()


def message_of_code(territory: Scope, code: str) -> Message | None:
    """None for a code that opens nothing here."""
    found = codes.code_hash(code)
    return Message.objects.filter(territory=territory, code_hash=found).first() if found else None


def own(user: User) -> list[dict[str, str]]:
    """For whoever takes their data away."""
    appointments = Appointment.objects.filter(user=user).order_by("pk")
    return [
        {"nommé par": each.appointed_by, "le": each.appointed_on.isoformat(), "lettre": each.letter}
        for each in appointments
    ]
