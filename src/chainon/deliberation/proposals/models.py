"""Proposals: what residents say goes well, must change, and would do."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import Grant, Role, User
from chainon.base.chain.models import Node, Theme
from chainon.base.files.models import File
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField
from chainon.governance.bodies.models import Body
from chainon.governance.processes.models import Step

READERS = (Role.ADMINISTRATOR, Role.FACILITATOR, Role.GUARANTOR)
"""They read what is not public yet, or was refused."""


class Origin(models.TextChoices):
    """How it reached the platform."""

    ONLINE = "online", _("écrite en ligne")
    PAPER = "paper", _("écrite sur papier")
    GATHERING = "gathering", _("dite lors d’une rencontre")
    RELAY = "relay", _("dite à un habitant-relais")
    BODY = "body", _("portée par une instance")


class State(models.TextChoices):
    """Where it stands by itself. What came of it (an answer, a decision…) is read from the chain, never here."""

    WAITING = "waiting", _("à relire")
    PUBLISHED = "published", _("publiée")
    WITHDRAWN = "withdrawn", _("retirée")
    REFUSED = "refused", _("non publiée")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def of(self, territory: Scope) -> ProposalQuerySet:
        return self.filter(node__territory=territory.root)

    def waiting(self) -> ProposalQuerySet:
        return self.filter(published_at=None, refused_at=None)

    def refused(self) -> ProposalQuerySet:
        return self.exclude(refused_at=None)

    def public(self) -> ProposalQuerySet:
        return self.filter(refused_at=None).exclude(published_at=None)

    def visible_to(self, by: User | AnonymousUser) -> ProposalQuerySet:
        """Whose words `by` may read: the twin of `rules.may_read`."""
        public = models.Q(refused_at=None, published_at__isnull=False)
        if not isinstance(by, User) or not by.is_active:
            return self.filter(public)
        held = Grant.objects.filter(user=by, role__in=READERS).select_related("scope")
        read = models.Q()
        for grant in held:
            read |= models.Q(scope__in=Scope.objects.within(grant.scope))
        signed = models.Q(pk__in=Signature.objects.filter(user=by).values("proposal"))
        return self.filter(public | models.Q(author=by) | signed | read)


class Proposal(models.Model):
    """One voice. `author_name` is how they asked to be named, as it was that day; the platform knows no more.

    `author`: the account, if they have one. An account and no name: the account was closed. `said_on`: the day it was
    written or said, where it was not here. `entry`: the form's own id, so that a form sent twice counts once.
    `is_collective`: the name is that of people who write together. `invite`: part of the link by which others sign.
    """

    node = models.OneToOneField(Node, primary_key=True, on_delete=models.PROTECT, related_name="proposal")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    goes_well = models.TextField(blank=True, max_length=2000)
    must_change = models.TextField(blank=True, max_length=2000)
    would_do = models.TextField(blank=True, max_length=2000)
    since = models.CharField(max_length=10, blank=True)
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.ONLINE)
    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="proposals")
    step = models.ForeignKey(Step, null=True, on_delete=models.PROTECT, related_name="proposals")
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="proposals")
    author_name = models.CharField(max_length=120, blank=True)
    is_collective = models.BooleanField(default=False)
    invite = models.CharField(max_length=16, blank=True)
    helped_by = models.CharField(max_length=120, blank=True)
    where_exactly = models.CharField(max_length=120, blank=True)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    said_on = models.DateField(null=True)
    entry = models.UUIDField(unique=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=400, blank=True)
    refused_at = models.DateTimeField(null=True)
    refusal_reason = models.CharField(max_length=400, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=False) | ~models.Q(must_change="", would_do=""),
                name="proposal_says_something",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None)
                | (models.Q(published_at__isnull=False) & ~models.Q(withdrawal_reason="")),
                name="proposal_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(refused_at=None) | ~models.Q(refusal_reason=""),
                name="proposal_refused_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(lon__isnull=True, lat__isnull=True)
                | models.Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90),
                name="proposal_point_on_earth",
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], condition=models.Q(published_at=None), name="proposal_to_review"),
            models.Index(
                models.F("refused_at").desc(), condition=models.Q(refused_at__isnull=False), name="proposal_refused"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def public_id(self) -> str:
        return self.node.public_id

    @property
    def state(self) -> State:
        if self.refused_at is not None:
            return State.REFUSED
        if self.withdrawn_at is not None:
            return State.WITHDRAWN
        return State.WAITING if self.published_at is None else State.PUBLISHED

    @property
    def is_public(self) -> bool:
        return self.state in {State.PUBLISHED, State.WITHDRAWN}


class Signature(models.Model):
    """Someone who signs with the author, as they were named that day."""

    public_id = PublicIdField()
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="signatures")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="signatures")
    name = models.CharField(max_length=120)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["proposal", "user"], name="signature_once")]

    def __str__(self) -> str:
        return self.name


class Changer(models.TextChoices):
    """Who wrote a version."""

    AUTHOR = "author", _("celles et ceux qui l’ont écrite")
    BODY = "body", _("l’instance qui la porte")
    TEAM = "team", _("l’équipe, qui l’avait saisie")


class Version(models.Model):
    """The words as they were published: the first is made when they are changed for the first time. Kept for ever.

    Words taken back are erased from all of them.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    goes_well = models.TextField(blank=True)
    must_change = models.TextField(blank=True)
    would_do = models.TextField(blank=True)
    where = models.CharField(max_length=300, blank=True)
    theme = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=8, choices=Changer)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="version_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Picture(models.Model):
    """A picture of a proposal and the small one for the page; what it shows is said in the file's `alt`.

    `hidden_at`: since when the team does not show it, with its public reason.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="pictures")
    file = models.OneToOneField(File, on_delete=models.PROTECT, related_name="+")
    small = models.OneToOneField(File, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True)
    hidden_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hidden_at=None, hidden_reason="")
                | (models.Q(hidden_at__isnull=False) & ~models.Q(hidden_reason="")),
                name="picture_hidden_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.file.alt

    @property
    def is_public(self) -> bool:
        return self.hidden_at is None and self.proposal.is_public

    @property
    def is_erased(self) -> bool:
        """By its author, while it was hidden: what remains says why it was not shown."""
        return self.file.purged_at is not None


class Draft(models.Model):
    """What an account began to write: nobody else reads it. `said`: the form as it was filled."""

    public_id = PublicIdField()
    territory = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    said = models.JSONField()
    entry = models.UUIDField(unique=True)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at", "-pk"]

    def __str__(self) -> str:
        return str(self.said.get("title") or _("Sans titre"))
