"""The guarantors: how they are appointed, what they do in public, what is written to them alone."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import User
from chainon.base.chain.models import Node, Relation, Wait
from chainon.base.files.models import File
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField, handle
from chainon.governance.bodies.models import Body
from chainon.governance.processes.models import Step

SUSPENSIONS = "suspension-"
"""How the waits of requests for suspension are told from others (`Wait.whose_key`)."""
ASKED_TO_SUSPEND = models.Q(expects=Relation.ANSWER, whose_key__startswith=SUSPENSIONS)
"""Among waits, those of requests for suspension."""


def is_asked_to_suspend(wait: Wait) -> bool:
    return wait.whose_key.startswith(SUSPENSIONS)


class Ending(models.TextChoices):
    REMOVED = "removed", _("retrait")
    RESIGNED = "resigned", _("démission")
    TERM = "term", _("fin du mandat")


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def of(self, territory: Scope) -> AppointmentQuerySet:
        return self.filter(territory=territory.root)

    def waiting(self) -> AppointmentQuerySet:
        """Appointed; the letter of independence is not signed yet."""
        return self.filter(signed_at=None, ended_at=None)

    def in_office(self, today: date) -> AppointmentQuerySet:
        unended = models.Q(until=None) | models.Q(until__gte=today)
        return self.filter(unended, signed_at__isnull=False, ended_at=None)


class Appointment(models.Model):
    """Someone appointed in public by a body, for ever in the list. `appointed_by` is how everyone reads who did.

    `titular`: the guarantor whose deputy this one is. `email` is kept until the letter is signed, then emptied.
    `entry`: a form sent twice counts once.
    """

    public_id = PublicIdField()
    entry = models.UUIDField(unique=True)
    territory = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="appointments")
    email = models.EmailField(blank=True)
    name = models.CharField(_("nom"), max_length=80)
    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    appointed_by = models.CharField(_("nommée par"), max_length=160)
    appointed_on = models.DateField(_("le"))
    decision = models.CharField(_("décision ou compte rendu"), max_length=80, blank=True)
    until = models.DateField(_("jusqu’au"), null=True)
    titular = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="deputies")
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField()
    letter = models.TextField(_("lettre d’indépendance"), max_length=4000, blank=True)
    letter_file = models.ForeignKey(File, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=8, choices=Ending, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)
    ending_decision = models.CharField(max_length=80, blank=True)
    ending_reason = models.CharField(max_length=600, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ending="") | models.Q(ended_at__isnull=False) & ~models.Q(ending=""),
                name="appointment_ends_somehow",
            ),
            models.CheckConstraint(
                condition=~models.Q(ending="removed") | ~models.Q(ending_reason=""),
                name="appointment_removed_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_deputy(self) -> bool:
        return self.titular_id is not None

    @property
    def handle(self) -> str:
        return handle(self.public_id, self.name)


class ActKind(models.TextChoices):
    ALERT = "alert", _("Alerte")
    OPINION = "opinion", _("Avis")
    SUSPENSION = "suspension", _("Demande de suspension")


class Opinion(models.TextChoices):
    YES = "yes", _("favorable")
    RESERVATIONS = "reservations", _("favorable, avec des réserves")
    NO = "no", _("défavorable")


class InsteadOf(models.TextChoices):
    ABSENT = "absent", _("la personne titulaire est absente")
    CONCERNED = "concerned", _("la personne titulaire est concernée par le sujet")


class Reply(models.TextChoices):
    SUSPENDED = "suspended", _("c’est suspendu")
    CONTINUED = "continued", _("ce n’est pas suspendu")


class ActQuerySet(models.QuerySet["Act"]):
    def of(self, territory: Scope) -> ActQuerySet:
        return self.filter(node__territory=territory.root)

    def unanswered(self) -> ActQuerySet:
        return self.filter(kind=ActKind.SUSPENSION, replied_at=None)


class Act(models.Model):
    """Said in public and never taken back. `about`: what it is about in the chain; `step`: that step of a process;
    `subject`: something that the chain does not know (`subjects.py`), as `kind-publicid`; none of them: the territory.

    `asked_of`: who is asked to suspend; `reply`, `reply_reason`: what they answered, in public.
    """

    node = models.OneToOneField(Node, primary_key=True, on_delete=models.PROTECT, related_name="guarantor_act")
    entry = models.UUIDField(unique=True)
    kind = models.CharField(max_length=10, choices=ActKind)
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="acts")
    instead_of = models.CharField(max_length=9, choices=InsteadOf, blank=True)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey(Node, null=True, on_delete=models.PROTECT, related_name="guarantor_acts")
    step = models.ForeignKey(Step, null=True, on_delete=models.PROTECT, related_name="guarantor_acts")
    subject = models.CharField(max_length=40, blank=True, db_index=True)
    opinion = models.CharField(max_length=12, choices=Opinion, blank=True)
    title = models.CharField(_("en une phrase"), max_length=140)
    text = models.TextField(_("pourquoi"), max_length=4000)
    asked_of = models.CharField(_("à qui"), max_length=160, blank=True)
    made_at = models.DateTimeField()
    reply = models.CharField(max_length=9, choices=Reply, blank=True)
    reply_reason = models.CharField(max_length=1000, blank=True)
    replied_at = models.DateTimeField(null=True)
    replied_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = ActQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(kind="alert", opinion="", asked_of="")
                    | models.Q(kind="opinion", asked_of="") & ~models.Q(opinion="")
                    | models.Q(kind="suspension", opinion="") & ~models.Q(asked_of="")
                ),
                name="guarantor_act_of_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Alert(Act):
    class Meta:
        proxy = True


class OpinionAct(Act):
    class Meta:
        proxy = True


class Suspension(Act):
    class Meta:
        proxy = True


MODEL_OF: dict[str, type[Act]] = {
    ActKind.ALERT: Alert,
    ActKind.OPINION: OpinionAct,
    ActKind.SUSPENSION: Suspension,
}


class Message(models.Model):
    """Written to the guarantors of `scope` alone. The words go after the announced time; the row stays, a count.

    `code_hash`: the code by which the writer reads the answer. `email`: where to be told that there is one.
    """

    public_id = PublicIdField()
    entry = models.UUIDField(unique=True)
    territory = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=4000, blank=True)
    email = models.EmailField(blank=True)
    code_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    answer = models.TextField(max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.public_id
