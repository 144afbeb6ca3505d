"""Debates: the reasons people give each other, what came out of them, and what they still disagree about."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import User
from chainon.base.chain.models import Node, Theme
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField
from chainon.governance.bodies.models import Body

REASON = 1200
"""How long a reason may be, in characters."""


class Side(models.TextChoices):
    FOR = "for", _("Pour")
    AGAINST = "against", _("Contre")
    NUANCE = "nuance", _("Oui, mais…")


class Origin(models.TextChoices):
    """How a reason reached the platform."""

    ONLINE = "online", _("écrite en ligne")
    PAPER = "paper", _("écrite sur papier")
    GATHERING = "gathering", _("dite lors d’une rencontre")
    RELAY = "relay", _("dite à un habitant-relais")
    BODY = "body", _("portée par une instance")


class State(models.TextChoices):
    OPEN = "open", _("ouvert")
    WEIGHED = "weighed", _("synthèse à relire ensemble")
    CLOSED = "closed", _("clos")


class ArgumentState(models.TextChoices):
    WAITING = "waiting", _("à relire")
    SHOWN = "shown", _("publiée")
    WITHDRAWN = "withdrawn", _("retirée")
    HIDDEN = "hidden", _("non publiée")


class DebateQuerySet(models.QuerySet["Debate"]):
    def of(self, territory: Scope) -> DebateQuerySet:
        return self.filter(node__territory=territory.root)

    def taking_words(self, today: date) -> DebateQuerySet:
        """The twin of `Debate.takes_words`."""
        return self.filter(models.Q(until_on=None) | models.Q(until_on__gte=today), version=0, closed_at=None)

    def unsummed(self, today: date) -> DebateQuerySet:
        """Their day is past, and nobody has said yet what came out of them."""
        return self.filter(until_on__lt=today, version=0, closed_at=None)


class Debate(models.Model):
    """A question, on something of the chain (`source`) or asked by a body. `serves`: what it will be used for.

    `version` counts the syntheses. The counters are those of the public reasons (replies left out) and of what waits
    to be read; `services` keeps them.
    """

    node = models.OneToOneField(Node, primary_key=True, on_delete=models.PROTECT, related_name="debate")
    source = models.ForeignKey(Node, null=True, on_delete=models.PROTECT, related_name="debates")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="debates")
    question = models.CharField(max_length=140)
    background = models.TextField(blank=True, max_length=2000)
    serves = models.CharField(max_length=300)
    until_on = models.DateField(null=True)
    entry = models.UUIDField(unique=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    version = models.PositiveSmallIntegerField(default=0)
    for_count = models.PositiveIntegerField(default=0)
    against_count = models.PositiveIntegerField(default=0)
    nuance_count = models.PositiveIntegerField(default=0)
    waiting_count = models.PositiveIntegerField(default=0)
    hidden_count = models.PositiveIntegerField(default=0)
    disagreement_count = models.PositiveSmallIntegerField(default=0)

    objects = DebateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source"], condition=models.Q(closed_at=None, source__isnull=False), name="debate_open_once"
            ),
            models.CheckConstraint(
                condition=models.Q(source__isnull=False) | models.Q(body__isnull=False), name="debate_is_of_something"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None) | models.Q(version__gte=1), name="debate_closed_with_a_synthesis"
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def public_id(self) -> str:
        return self.node.public_id

    @property
    def theme(self) -> Theme | None:
        """That of what is debated."""
        return self.source.theme if self.source is not None else None

    @property
    def state(self) -> State:
        if self.closed_at is not None:
            return State.CLOSED
        return State.WEIGHED if self.version else State.OPEN

    def takes_words(self, today: date) -> bool:
        """Until its day, and until its synthesis."""
        return self.state == State.OPEN and (self.until_on is None or today <= self.until_on)

    def count_of(self, side: Side) -> int:
        return {Side.FOR: self.for_count, Side.AGAINST: self.against_count, Side.NUANCE: self.nuance_count}[side]


class ArgumentQuerySet(models.QuerySet["Argument"]):
    def waiting(self) -> ArgumentQuerySet:
        return self.filter(published_at=None, hidden_at=None)

    def public(self) -> ArgumentQuerySet:
        return self.filter(published_at__isnull=False, hidden_at=None, withdrawn_at=None)

    def visible_to(self, by: User | AnonymousUser, *, reads_all: bool = False) -> ArgumentQuerySet:
        """Whose words `by` may read: the twin of `rules.may_read`. `reads_all`: `rules.may_read_waiting` said yes."""
        if reads_all:
            return self
        public = models.Q(published_at__isnull=False, hidden_at=None)
        if not isinstance(by, User) or not by.is_active:
            return self.filter(public)
        return self.filter(public | models.Q(author=by))


class Argument(models.Model):
    """A reason, or a reply to one (`answers`, one level; without a side). Short: one idea.

    `author_name` is how the person asked to be named. `author`: the account, if they have one; an account and no name:
    the account was closed. `is_first_voice`: the person had never spoken here before, where it is known. `useful`
    counts the marks, `replies` the public replies. `entry`: the form's own id, so that a form sent twice counts once.
    """

    public_id = PublicIdField()
    debate = models.ForeignKey(Debate, on_delete=models.CASCADE, related_name="arguments")
    answers = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="answered_by")
    side = models.CharField(max_length=8, choices=Side, blank=True)
    text = models.TextField(max_length=REASON, blank=True)
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.ONLINE)
    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="arguments")
    author_name = models.CharField(max_length=120, blank=True)
    is_first_voice = models.BooleanField(default=False)
    said_on = models.DateField(null=True)
    entry = models.UUIDField(unique=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_reason = models.CharField(max_length=400, blank=True)
    useful = models.PositiveIntegerField(default=0)
    replies = models.PositiveIntegerField(default=0)

    objects = ArgumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answers=None, side__gt="") | models.Q(answers__isnull=False, side=""),
                name="argument_has_a_side_or_answers",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=False) | ~models.Q(text=""), name="argument_says_something"
            ),
            models.CheckConstraint(
                condition=models.Q(hidden_at=None) | ~models.Q(hidden_reason=""), name="argument_hidden_with_a_reason"
            ),
        ]
        indexes = [
            models.Index("debate", "side", models.F("created_at").desc(), name="argument_of_debate"),
            models.Index(fields=["answers", "created_at"], condition=models.Q(answers__isnull=False), name="reply_of"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def state(self) -> ArgumentState:
        if self.hidden_at is not None:
            return ArgumentState.HIDDEN
        if self.withdrawn_at is not None:
            return ArgumentState.WITHDRAWN
        return ArgumentState.WAITING if self.published_at is None else ArgumentState.SHOWN

    @property
    def is_public(self) -> bool:
        return self.state in {ArgumentState.SHOWN, ArgumentState.WITHDRAWN}


class Useful(models.Model):
    """« C’est utile », once a person. Nobody sees who; nobody gains anything by it."""

    argument = models.ForeignKey(Argument, on_delete=models.CASCADE, related_name="marks")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["argument", "user"], name="useful_once")]

    def __str__(self) -> str:
        return str(self.pk)


class Synthesis(models.Model):
    """What was said, as the facilitator understood it. Those who spoke say whether it is true to them.

    `changes`: what this version changes, from the second on.
    """

    debate = models.ForeignKey(Debate, on_delete=models.CASCADE, related_name="syntheses")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=6000)
    changes = models.CharField(max_length=400, blank=True)
    signed_by = models.CharField(max_length=160)
    published_at = models.DateTimeField()
    entry = models.UUIDField(unique=True)
    approved = models.PositiveIntegerField(default=0)
    contested = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["debate", "number"], name="synthesis_number_once")]

    def __str__(self) -> str:
        return f"{self.number}"


class Position(models.Model):
    """One voice of the debate (`key`: an account, a body, or the reason of someone without an account) says whether the
    synthesis is true to what it said."""

    synthesis = models.ForeignKey(Synthesis, on_delete=models.CASCADE, related_name="positions")
    key = models.CharField(max_length=24)
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    author_name = models.CharField(max_length=120, blank=True)
    approves = models.BooleanField()
    reason = models.CharField(max_length=600, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["synthesis", "key"], name="position_once"),
            models.CheckConstraint(
                condition=models.Q(approves=True) | ~models.Q(reason=""), name="contested_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Disagreement(models.Model):
    """What people still do not agree about: kept with the decision, not averaged away."""

    public_id = PublicIdField()
    debate = models.ForeignKey(Debate, on_delete=models.CASCADE, related_name="disagreements")
    what = models.CharField(max_length=200)
    would_settle = models.CharField(max_length=600)
    entry = models.UUIDField(unique=True)
    recorded_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_how = models.CharField(max_length=600, blank=True)

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settled_at=None) | ~models.Q(settled_how=""), name="disagreement_settled_somehow"
            )
        ]

    def __str__(self) -> str:
        return self.what


class DisagreementSide(models.Model):
    """What one side wants, why, and who holds it: bodies by name, people by their number when somebody counted."""

    disagreement = models.ForeignKey(Disagreement, on_delete=models.CASCADE, related_name="sides")
    position = models.PositiveSmallIntegerField()
    wants = models.CharField(max_length=200)
    reasons = models.TextField(max_length=REASON)
    people = models.PositiveIntegerField(null=True)
    bodies = models.ManyToManyField(Body, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["disagreement", "position"], name="side_once")]

    def __str__(self) -> str:
        return self.wants
