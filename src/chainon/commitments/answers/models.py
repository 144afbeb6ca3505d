"""Who answers, what was handed to them, what they said and what they did short of answering."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import User
from chainon.base.chain.models import Node, Wait
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField


class AnswererKind(models.TextChoices):
    """Agents answer by their function, elected officials by their name."""

    SERVICE = "service", _("un service, un bailleur, une administration")
    ELECTED = "elected", _("une élue ou un élu")


class AnswererQuerySet(models.QuerySet["Answerer"]):
    def of(self, territory: Scope) -> AnswererQuerySet:
        return self.filter(territory=territory.root)

    def active(self) -> AnswererQuerySet:
        return self.filter(retired_on=None)


class Answerer(models.Model):
    """A service, a landlord, an elected official: answers by the name that the public reads, at one address.

    Their clock runs from the day they accept the frame: answering in public, within the delay. `accepted_by` is the
    name and function of the person who said yes for them. `email` is erased some time after they are retired.
    """

    public_id = PublicIdField()
    territory = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("nom, tel que tout le monde le lira"), max_length=120)
    kind = models.CharField(max_length=12, choices=AnswererKind, default=AnswererKind.SERVICE)
    email = models.EmailField(_("adresse électronique"), blank=True)
    added_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=160, blank=True)
    accepted_days = models.PositiveSmallIntegerField(null=True)
    retired_on = models.DateField(null=True)

    objects = AnswererQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "territory",
                models.functions.Lower("name"),
                condition=models.Q(retired_on=None),
                name="answerer_name_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_elected(self) -> bool:
        return self.kind == AnswererKind.ELECTED


class AnswerKind(models.TextChoices):
    TAKEN_UP = "taken_up", _("c’est oui")
    MODIFIED = "modified", _("c’est oui, autrement")
    SET_ASIDE = "set_aside", _("c’est non")
    NOT_US = "not_us", _("ce n’est pas de notre ressort")

    @property
    def is_yes(self) -> bool:
        return self in {AnswerKind.TAKEN_UP, AnswerKind.MODIFIED}


class Answer(models.Model):
    """What they said, signed; to one word handed to them, or to several alike (`handovers`).

    `before` and `after`: what residents asked and what will be done, of a « oui, autrement ». `entered_by`: the team
    typed it from a letter or a meeting of `received_on`. `answerer` is empty where a third party (`who`) replied.
    """

    node = models.OneToOneField(Node, primary_key=True, on_delete=models.PROTECT, related_name="answer")
    answerer = models.ForeignKey(Answerer, null=True, on_delete=models.PROTECT, related_name="answers")
    who = models.CharField(max_length=160)
    kind = models.CharField(_("votre réponse"), max_length=12, choices=AnswerKind)
    text = models.TextField(_("en quelques phrases"), max_length=4000)
    before = models.TextField(blank=True, max_length=4000)
    after = models.TextField(blank=True, max_length=4000)
    signed_by = models.CharField(_("signée par"), max_length=160)
    other = models.CharField(_("à qui s’adresser"), max_length=160, blank=True)
    answered_at = models.DateTimeField()
    received_on = models.DateField(null=True)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind=AnswerKind.MODIFIED, after=""), name="answer_otherwise_says_what"
            )
        ]

    def __str__(self) -> str:
        return f"{self.who}: {self.kind}"

    @property
    def is_yes(self) -> bool:
        return AnswerKind(self.kind).is_yes

    @property
    def asked(self) -> list[Node]:
        """The words that it is about, in the order in which they were handed over; of a reply, the one carried."""
        nodes = [each.node for each in sorted(self.handovers.all(), key=lambda each: (each.handed_at, each.pk))]
        carried = getattr(self, "carried_by", None)
        return nodes or ([carried.asked] if carried is not None else [])


class Handover(models.Model):
    """A node handed to an answerer. `wait` is their turn, from the day the frame is accepted.

    `from_answerer`: who handed it on, where it came from another answerer. It ends with an answer, or with a reason.
    """

    public_id = PublicIdField()
    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="handovers")
    answerer = models.ForeignKey(Answerer, on_delete=models.PROTECT, related_name="handovers")
    from_answerer = models.ForeignKey(Answerer, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(_("un mot pour eux"), max_length=600, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    handed_at = models.DateTimeField()
    wait = models.OneToOneField(Wait, null=True, on_delete=models.SET_NULL, related_name="handover")
    answer = models.ForeignKey(Answer, null=True, on_delete=models.PROTECT, related_name="handovers")
    ended_at = models.DateTimeField(null=True)
    ended_for = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["handed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["node", "answerer"], condition=models.Q(ended_at=None), name="handover_open_once"
            ),
            models.CheckConstraint(
                condition=models.Q(answer=None) | models.Q(ended_at__isnull=False), name="handover_answered_is_ended"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.node_id} → {self.answerer}"


class MoveKind(models.TextChoices):
    """What residents read between « transmise » and the answer."""

    STUDIED = "studied", _("à l’étude")
    PASSED_ON = "passed_on", _("transmise à quelqu’un d’autre")
    CARRIED = "carried", _("portée auprès de quelqu’un d’autre")
    CLOSED = "closed", _("close sans réponse")


class Move(models.Model):
    """What an answerer did short of answering, by their link or through the team (`entered_by`); public at once.

    `to`: to whom it was handed on, or with whom it is carried: they are then expected to reply (`wait`), until they do
    (`reply`) or it is given up with a reason (`ended_for`). `more_on`: the day by which one will say more.
    """

    node = models.OneToOneField(Node, primary_key=True, on_delete=models.PROTECT, related_name="move")
    asked = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="moves")
    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=12, choices=MoveKind)
    who = models.CharField(max_length=160)
    to = models.CharField(max_length=160, blank=True)
    text = models.CharField(max_length=600, blank=True)
    more_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    wait = models.OneToOneField(Wait, null=True, on_delete=models.SET_NULL, related_name="+")
    reply = models.OneToOneField(Answer, null=True, on_delete=models.PROTECT, related_name="carried_by")
    ended_at = models.DateTimeField(null=True)
    ended_for = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["asked", "to"],
                condition=models.Q(kind=MoveKind.CARRIED, ended_at=None),
                name="move_carried_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.asked_id}: {self.kind}"


class QuickWin(models.Model):
    """« Réglé tout de suite »: a yes that was done the same day."""

    node = models.OneToOneField(Node, primary_key=True, on_delete=models.PROTECT, related_name="quick_win")
    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="quick_win")
    text = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.text}"


class Draft(models.Model):
    """An answer written by one person and signed by another. Who drafted it, and for whom, is never public.

    `pass_to`: the answerer to whom the words are handed on when it is signed.
    """

    public_id = PublicIdField()
    answerer = models.ForeignKey(Answerer, on_delete=models.CASCADE, related_name="drafts")
    handovers = models.ManyToManyField(Handover, related_name="drafts")
    kind = models.CharField(max_length=12, choices=AnswerKind, blank=True)
    text = models.TextField(blank=True, max_length=4000)
    after = models.TextField(blank=True, max_length=4000)
    other = models.CharField(max_length=160, blank=True)
    pass_to = models.ForeignKey(Answerer, null=True, on_delete=models.SET_NULL, related_name="+")
    drafted_by = models.CharField(max_length=120, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    signer_function = models.CharField(max_length=120, blank=True)
    signer_email = models.EmailField(blank=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    answer = models.ForeignKey(Answer, null=True, on_delete=models.PROTECT, related_name="drafts")

    def __str__(self) -> str:
        return self.public_id
