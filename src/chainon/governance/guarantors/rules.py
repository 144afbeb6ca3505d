"""Who appoints, who removes, who acts, who reads. All of it is in `permissions.txt` beside this file."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.accounts.rules import By, are_compatible, has_role, held_by
from chainon.base.chain.calendar import zone_of
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse

from .models import Act, ActKind, Appointment, AppointmentQuerySet

TEAM = (Role.ADMINISTRATOR, Role.FACILITATOR)


def in_office(territory: Scope) -> AppointmentQuerySet:
    """Those whose letter is signed and whose term runs."""
    return Appointment.objects.of(territory).in_office(clock.today(zone_of(territory.root)))


def may_appoint(by: By, scope: Scope, *, email: str = "") -> Verdict:
    """The administration copies the decision of the body that appoints; nobody appoints themselves."""
    if not has_role(by, Role.ADMINISTRATOR, scope=scope):
        return refuse(_("L’administration du lieu inscrit la décision de l’instance qui nomme."))
    if not email:
        return ALLOWED
    person = User.objects.filter(email__iexact=email).first()
    if person == by:
        return refuse(_("Personne ne se nomme garant soi-même : demandez à quelqu’un d’autre de l’administration."))
    return are_compatible(person, Role.GUARANTOR, scope) if person is not None else ALLOWED


def may_sign(appointment: Appointment) -> Verdict:
    """By the link of their mail; the letter is signed once."""
    if appointment.ended_at is not None:
        return refuse(_("Cette nomination a pris fin."))
    if appointment.signed_at is not None:
        return refuse(_("La lettre d’indépendance est déjà signée."))
    return ALLOWED


def may_remove(by: By, appointment: Appointment) -> Verdict:
    """The appointing body alone: one of its members, or the administration, copies its decision."""
    if appointment.ended_at is not None:
        return refuse(_("Ce mandat a déjà pris fin."))
    if by == appointment.user:
        return refuse(_("Pour partir, démissionnez : un retrait est l’acte de l’instance qui vous a nommé."))
    body = appointment.body
    if body is not None and has_role(by, Role.MEMBER, scope=body.scope):
        return ALLOWED
    if has_role(by, Role.ADMINISTRATOR, scope=appointment.scope):
        return ALLOWED
    return refuse(_("Seule l’instance qui l’a nommé retire un garant : un de ses membres inscrit sa décision."))


def may_resign(by: By, appointment: Appointment) -> Verdict:
    if appointment.ended_at is not None:
        return refuse(_("Ce mandat a déjà pris fin."))
    if by.is_authenticated and by == appointment.user:
        return ALLOWED
    return refuse(_("Seule la personne nommée démissionne."))


def kept_by_its_appointment(grant: Grant) -> str:
    """The role of a guarantor in office ends with their appointment, in public, and not on the team's page."""
    if grant.role != Role.GUARANTOR:
        return ""
    mine = Appointment.objects.filter(user=grant.user_id, scope=grant.scope_id, signed_at__isnull=False, ended_at=None)
    if not mine.exists():
        return ""
    return _("Un garant n’est retiré que par l’instance qui l’a nommé, ou démissionne : cela se fait sur sa page.")


def acts_as(by: By, scope: Scope) -> Appointment | None:
    """In which appointment `by` acts there: the titular's before a deputy's."""
    if not isinstance(by, User) or not has_role(by, Role.GUARANTOR, scope=scope):
        return None
    mine = in_office(scope).filter(user=by, scope__path__in=scope.lineage()).select_related("titular", "scope")
    return min(mine, key=lambda each: (each.is_deputy, each.pk), default=None)


def may_act(by: By, scope: Scope) -> Verdict:
    """Alert, give an opinion, ask for a suspension: a guarantor whose letter is signed, where they were appointed."""
    if acts_as(by, scope) is not None:
        return ALLOWED
    return refuse(_("Seul le garant nommé ici, et qui a signé sa lettre d’indépendance, le fait."))


def may_reply(by: By, act: Act) -> Verdict:
    """To a request for suspension: those who animate or administer there, or the body that appointed the guarantor."""
    if act.kind != ActKind.SUSPENSION:
        return refuse(_("Seule une demande de suspension attend une réponse ici."))
    if act.replied_at is not None:
        return refuse(_("Cette demande a déjà sa réponse : elle reste telle qu’elle a été donnée."))
    body = act.appointment.body
    if has_role(by, *TEAM, scope=act.scope) or (body is not None and has_role(by, Role.MEMBER, scope=body.scope)):
        return ALLOWED
    return refuse(_("L’équipe d’animation, l’administration ou l’instance qui a nommé le garant répondent."))


def mailboxes(by: By, territory: Scope) -> set[int]:
    """The scopes whose messages are for `by` to read: where they are guarantor or deputy, letter signed."""
    if not isinstance(by, User):
        return set()
    offices = in_office(territory).filter(user=by).select_related("scope")
    return {each.scope_id for each in offices if has_role(by, Role.GUARANTOR, scope=each.scope)}


def may_read_messages(by: By, territory: Scope, *, of: Scope | None = None) -> Verdict:
    """What is written to the guarantors of a place is theirs alone: no page shows it to the team or administration."""
    found = mailboxes(by, territory)
    if found and (of is None or of.pk in found):
        return ALLOWED
    return refuse(_("Ces messages ne sont qu’au garant à qui ils sont écrits et à son suppléant."))


def watched(by: By, territory: Scope) -> list[Scope]:
    """The highest scopes of a territory where `by` is guarantor: the territory itself, or its places and bodies."""
    paths = [path for path, role in held_by(by) if role == Role.GUARANTOR and path.startswith(territory.path)]
    if territory.path in paths:
        return [territory]
    held = list(Scope.objects.filter(path__in=paths).select_related("territory").order_by("path")) if paths else []
    return [each for each in held if not any(other != each and other.contains(each) for other in held)]


def may_watch(by: By, territory: Scope) -> Verdict:
    """The page of a guarantor, wherever they are one; and the way to it, from the first day of their role."""
    if any(role == Role.GUARANTOR and path.startswith(territory.path) for path, role in held_by(by)):
        return ALLOWED
    return refuse(_("Cette page est celle du garant de la participation."))
