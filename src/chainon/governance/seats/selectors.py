"""Reading seats: rows ready to show to the team, and what anyone may see of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.base.accounts.models import User
from chainon.base.codes import code_hash
from chainon.base.scopes.models import Scope
from chainon.governance.draws.models import Draw, Member, State
from chainon.governance.volunteers.intake.identity import name_key
from chainon.governance.volunteers.models import Volunteer

from .models import AWAITED, LIVE, Answer, Invitation, LineCode, PlacesChange, Seat

BATCH = 100
"""Letters printed at once: what a browser and a printer take without complaint."""

WHY = {
    Answer.REFUSED: gettext_lazy("refus"),
    Answer.SILENT: gettext_lazy("sans réponse"),
    Answer.LEFT: gettext_lazy("départ"),
}


TODO = {
    Answer.TO_INVITE: ("act", "invite"),
    Answer.INVITED: ("wait", "wait"),
    Answer.PARENT: ("wait", "parent"),
    Answer.ACCEPTED: ("kept", ""),
}
"""The colour of the tag, and what the team has to do."""


@dataclass(frozen=True)
class SeatRow:
    """A seat as the team sees it. `todo`: invite, wait, parent, replace, empty, or nothing."""

    seat: Seat
    invitation: Invitation
    name: str
    kind: str
    state: str
    since: date | datetime | None
    todo: str


def seat_rows(draw: Draw, today: date) -> list[SeatRow]:
    """Every seat with the last person asked. One query."""
    found = Invitation.objects.filter(seat__draw=draw).select_related("seat", "volunteer").order_by("pk")
    last = {invitation.seat_id: invitation for invitation in found}
    ordered = sorted(last.values(), key=lambda invitation: invitation.seat.number)
    return [_row(invitation, today) for invitation in ordered]


def to_see_to(territory: Scope, today: date) -> QuerySet[Invitation]:
    """The invitations of which the team has something to do: write to them, or offer their place to the next person.

    The queryset twin of `_standing`, for the desk.
    """
    drawn = Invitation.objects.filter(seat__draw__body__scope__in=Scope.objects.within(territory))
    living = drawn.filter(seat__draw__state=State.DRAWN, seat__draw__purged_at=None, seat__emptied_on=None)
    asked = Q(answer__in=AWAITED, answer_by__lt=today)
    gone = Q(answer__in=LIVE) & (Q(volunteer=None) | Q(volunteer__withdrawn_at__isnull=False))
    return living.filter(Q(answer=Answer.TO_INVITE) | asked | gone | ~Q(answer__in=LIVE), replacement=None)


def matching(rows: Iterable[SeatRow], query: str) -> list[SeatRow]:
    """The seats that a number or a piece of a name designates."""
    text = query.strip()
    if text.isdecimal():
        return [row for row in rows if row.seat.number == int(text)]
    key = name_key(text).split()
    return [
        row
        for row in rows
        if key
        and row.invitation.volunteer is not None
        and all(part in row.invitation.volunteer.name_key for part in key)
    ]


def _row(invitation: Invitation, today: date) -> SeatRow:
    name = invitation.volunteer.name if invitation.volunteer is not None else ""
    kind, state, since, todo = _standing(invitation, today)
    return SeatRow(invitation.seat, invitation, name, kind, state, since, todo)


def _standing(invitation: Invitation, today: date) -> tuple[str, str, date | datetime | None, str]:
    if invitation.seat.emptied_on is not None:
        return "late", _("place laissée vide"), invitation.seat.emptied_on, "empty"
    state = str(Answer(invitation.answer).label)
    if invitation.answer not in LIVE:
        return "late", state, invitation.left_on or invitation.answered_at, "replace"
    if invitation.volunteer is not None and invitation.has_withdrawn:
        return "late", _("s’est retirée de la liste"), None, "replace"
    if invitation.is_overdue(today):
        text = _("sans réponse") if invitation.answer == Answer.INVITED else _("sans autorisation parentale")
        return "late", text, invitation.answer_by, "replace"
    kind, todo = TODO[Answer(invitation.answer)]
    return kind, state, invitation.answered_at or invitation.invited_at or invitation.made_at, todo


@dataclass(frozen=True)
class Replaced:
    """What is public of a replacement."""

    seat: int
    day: datetime
    why: str
    token: str
    rank: int


@dataclass(frozen=True)
class PublicSeats:
    """Counts of seats, the replacements, the names of those who agreed to be named. Nothing by profile."""

    total: int
    filled: int
    waiting: int
    to_invite: int
    vacant: int
    empty: int
    replacements: list[Replaced]
    names: list[str]
    changes: list[PlacesChange]


def public_seats(draw: Draw) -> PublicSeats:
    """For the pages that anyone reads. Three queries."""
    invitations = list(
        Invitation.objects.filter(seat__draw=draw)
        .select_related("seat", "volunteer", "replaces")
        .order_by("seat__number", "pk")
    )
    last = {invitation.seat_id: invitation for invitation in invitations}
    filled = [one for one in last.values() if one.answer == Answer.ACCEPTED]
    waiting = [one for one in last.values() if one.answer in {Answer.TO_INVITE, *AWAITED}]
    empty = [one for one in last.values() if one.seat.emptied_on is not None]
    called = sorted((one for one in invitations if one.replaces is not None), key=lambda one: one.pk)
    return PublicSeats(
        total=len(last),
        filled=len(filled),
        waiting=len(waiting),
        to_invite=sum(one.answer == Answer.TO_INVITE for one in waiting),
        vacant=len(last) - len(filled) - len(waiting) - len(empty),
        empty=len(empty),
        replacements=[
            Replaced(one.seat.number, one.made_at, _why(one.replaces), one.token, one.rank) for one in called
        ],
        names=sorted(name for one in filled if (name := _public_name(one))),
        changes=list(PlacesChange.objects.filter(draw=draw)),
    )


def _why(replaced: Invitation | None) -> str:
    return str(WHY[Answer(replaced.answer)]) if replaced is not None else ""


def _public_name(invitation: Invitation) -> str:
    """The name of someone who agreed to it; of a minor, the first name only."""
    volunteer = invitation.volunteer
    if volunteer is None or volunteer.withdrawn_at is not None or not invitation.name_public:
        return ""
    return volunteer.first_name if volunteer.is_minor else volunteer.name


# --- codes


def invitation_with_code(code: str, territory: Scope) -> Invitation | None:
    """The invitation that a code opens in this territory."""
    wanted = code_hash(code)
    if not wanted:
        return None
    found = _read(Invitation.objects.filter(code_hash=wanted)).first()
    return found if found is not None and found.seat.draw.body.scope.root == territory else None


@dataclass(frozen=True)
class Holder:
    """Whose line a code opens."""

    draw: Draw
    volunteer: Volunteer


def holder_of_code(code: str, territory: Scope) -> Holder | None:
    """By the code of a thank-you letter, or by that of an invitation; nobody once the data are purged."""
    wanted = code_hash(code)
    invitation = invitation_with_code(code, territory)
    holder = None
    if invitation is not None and invitation.volunteer is not None:
        holder = Holder(invitation.seat.draw, invitation.volunteer)
    elif wanted:
        rows = LineCode.objects.filter(code_hash=wanted).select_related("volunteer", "draw__body__scope__territory")
        row = rows.first()
        if row is not None and row.draw.body.scope.root == territory:
            holder = Holder(row.draw, row.volunteer)
    return holder if holder is not None and holder.draw.purged_at is None else None


def invitation_with_id(draw: Draw, public_id: str) -> Invitation | None:
    return _read(Invitation.objects.filter(seat__draw=draw, public_id=public_id)).first()


def invitations_of_account(user: User) -> QuerySet[Invitation]:
    """The invitations sent to one of the verified addresses of an account, the latest first."""
    if not user.is_active:
        return Invitation.objects.none()
    proven = EmailAddress.objects.filter(user=user, verified=True).values(mailbox=Lower("email"))
    written = Invitation.objects.alias(mailbox=Lower("volunteer__email")).filter(mailbox__in=proven)
    found = written.filter(volunteer__withdrawn_at=None, seat__draw__purged_at=None).exclude(answer=Answer.TO_INVITE)
    return _read(found).order_by("-pk")


def own_seats(user: User) -> list[dict[str, object]]:
    """What someone takes away of their seats with the data of their account."""
    return [
        {
            "instance": invitation.seat.draw.body.name,
            "siège": invitation.seat.number,
            "réponse": str(Answer(invitation.answer).label),
            "répondu le": invitation.answered_at,
            "nom public": invitation.name_public,
        }
        for invitation in invitations_of_account(user)
    ]


def _read(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    return invitations.select_related("seat__draw__body__scope__territory", "volunteer", "replacement")


# --- those who were not drawn


def not_drawn(draw: Draw) -> QuerySet[Volunteer]:
    """Those whom the frozen list holds, the draw did not take and nobody invited since, in the order of the list."""
    frozen = Volunteer.objects.filter(list=draw.volunteers, set_aside="", is_incomplete=False).present()
    drawn = Member.objects.filter(draw=draw, volunteer__isnull=False).values("volunteer_id")
    invited = Invitation.objects.filter(seat__draw=draw, volunteer__isnull=False).values("volunteer_id")
    return frozen.exclude(pk__in=drawn).exclude(pk__in=invited).order_by("pk")


def to_mail(draw: Draw) -> QuerySet[Volunteer]:
    """Those with an address who got no mail yet."""
    return not_drawn(draw).exclude(email="").exclude(pk__in=_written(draw, by_mail=True))


def mailed(draw: Draw) -> int:
    return _written(draw, by_mail=True).count()


def to_print(draw: Draw, *, everyone: bool) -> QuerySet[Volunteer]:
    """Those whose letter was not printed yet: people without e-mail, or `everyone`."""
    people = not_drawn(draw).exclude(pk__in=_written(draw, by_mail=False))
    return people if everyone else people.filter(email="")


def batch_people(draw: Draw, batch: int) -> QuerySet[Volunteer]:
    """Those whose letters were printed together, less who left since."""
    printed = LineCode.objects.filter(draw=draw, by_mail=False, batch=batch).values("volunteer_id")
    return not_drawn(draw).filter(pk__in=printed)


@dataclass(frozen=True)
class Batch:
    number: int
    letters: int
    day: datetime


def batches(draw: Draw) -> list[Batch]:
    """What was printed, in the order of printing."""
    printed = LineCode.objects.filter(draw=draw, by_mail=False).order_by("batch").values("batch")
    rows = printed.annotate(letters=Count("pk"), day=Max("made_at"))
    return [Batch(row["batch"], row["letters"], row["day"]) for row in rows]


def _written(draw: Draw, *, by_mail: bool) -> QuerySet[LineCode, int]:
    return LineCode.objects.filter(draw=draw, by_mail=by_mail).values_list("volunteer_id", flat=True)
