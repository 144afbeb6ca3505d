"""The chain: what was said, what came of it, and whose turn it is."""

from __future__ import annotations

from datetime import date

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField


class Stage(models.IntegerChoices):
    """The six stages, from a voice to a lesson. An object's stage never changes: what comes of it is another object."""

    VOICE = 1, _("Paroles")
    DELIBERATION = 2, _("Débats")
    DECISION = 3, _("Décisions")
    COMMITMENT = 4, _("Engagements")
    EFFECT = 5, _("Effets")
    LESSON = 6, _("Leçons")


class Relation(models.TextChoices):
    """How what comes later came out of what was before; also what is expected next while it is missing."""

    CARRIED = "carried", _("porté plus loin")
    ANSWER = "answer", _("une réponse")
    REPLY = "reply", _("la réponse d’un tiers")
    DECISION = "decision", _("une décision")
    COMMITMENT = "commitment", _("un engagement")
    UPDATE = "update", _("des nouvelles")
    EFFECT = "effect", _("ce que cela a changé")
    LESSON = "lesson", _("une leçon")
    MERGED = "merged", _("réuni avec")


class Theme(models.Model):
    """One of the everyday words of a territory. A word given up stays on what bears it."""

    public_id = PublicIdField()
    territory = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="themes")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("thème"), max_length=40)
    retired_on = models.DateField(null=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["territory", "name"], name="theme_name_once")]

    def __str__(self) -> str:
        return self.name


class NodeQuerySet(models.QuerySet["Node"]):
    def of(self, territory: Scope) -> NodeQuerySet:
        return self.filter(territory=territory.root)

    def public(self) -> NodeQuerySet:
        return self.filter(is_public=True)


class Node(models.Model):
    """One row an object that matters: what the chain, the search and the public counts need of it.

    The facts are the object's (`NodeKind.fields`); `reached`, `latest`, `latest_at` and `due_on` are read from the
    links and the waits. Only `services` writes here.
    """

    public_id = PublicIdField()
    territory = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="nodes")
    body = models.ForeignKey(Scope, null=True, on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    stage = models.PositiveSmallIntegerField(choices=Stage)
    state = models.CharField(max_length=24, blank=True)
    title = models.CharField(max_length=160, blank=True)
    said = models.CharField(max_length=400, blank=True)
    who = models.CharField(max_length=160, blank=True)
    since = models.CharField(max_length=10, blank=True, validators=[RegexValidator(r"\d{4}(-\d\d(-\d\d)?)?\Z")])
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    is_public = models.BooleanField(default=False)

    reached = models.PositiveSmallIntegerField(choices=Stage)
    latest = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    latest_at = models.DateTimeField()
    due_on = models.DateField(null=True)

    objects = NodeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index("territory", "kind", models.F("opened_at").desc(), name="node_list"),
            models.Index("scope", models.F("opened_at").desc(), name="node_of_scope"),
        ]

    def __str__(self) -> str:
        return self.title


class Link(models.Model):
    """`target` came out of `source`, and why. A graph without cycles: the proof is in `services.add_link`."""

    source = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="links_in")
    relation = models.CharField(max_length=12, choices=Relation)
    why = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="link_once"),
            models.CheckConstraint(condition=~models.Q(source=models.F("target")), name="link_of_two_nodes"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id} ({self.relation})"


class WaitQuerySet(models.QuerySet["Wait"]):
    def of(self, territory: Scope) -> WaitQuerySet:
        return self.filter(territory=territory.root)

    def open(self) -> WaitQuerySet:
        return self.filter(ended_on=None)

    def pending(self) -> WaitQuerySet:
        """Open, or to be opened again when the node is public again."""
        return self.filter(models.Q(ended_on=None) | models.Q(is_suspended=True))

    def late(self, today: date) -> WaitQuerySet:
        return self.open().filter(due_on__lt=today)


class Wait(models.Model):
    """A missing link: something is expected, from someone, since a day. Late is read from the dates, never written.

    `whose` is what the page says ("Habitat Valmont"), `whose_key` tells two of the same name apart. `days` is the delay
    that was promised then: changing the territory's delay does not change it. `due_on` follows the announced pauses.
    A wait ends by the link that was expected (`met_by`), or with a reason (`ended_for`). Only a public node has open
    waits: while it is not public nobody can give what is expected, so that the clock stands still (`is_suspended`,
    since `ended_on`). `scope` is the node's.
    """

    public_id = PublicIdField()
    territory = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="waits")
    expects = models.CharField(max_length=12, choices=Relation)
    whose = models.CharField(max_length=160)
    whose_key = models.CharField(max_length=40)
    since_on = models.DateField()
    days = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    ended_on = models.DateField(null=True)
    met_by = models.ForeignKey(Link, null=True, on_delete=models.SET_NULL, related_name="met")
    ended_for = models.CharField(max_length=300, blank=True)
    is_suspended = models.BooleanField(default=False)

    objects = WaitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["node", "expects", "whose_key"], condition=models.Q(ended_on=None), name="wait_open_once"
            ),
            models.CheckConstraint(condition=models.Q(due_on__gte=models.F("since_on")), name="wait_due_after_start"),
            models.CheckConstraint(
                condition=models.Q(is_suspended=False) | models.Q(ended_on__isnull=False, met_by=None),
                name="wait_suspended_since_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["territory", "due_on"], condition=models.Q(ended_on=None), name="wait_open_by_due"),
            models.Index(
                fields=["territory", "expects", "due_on"], condition=models.Q(ended_on=None), name="wait_open_by_kind"
            ),
            models.Index(
                fields=["scope", "expects", "due_on"], condition=models.Q(ended_on=None), name="wait_open_by_scope"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expects} · {self.whose}"


class Delay(models.Model):
    """How many days a territory promises for what is expected next, where it is not the usual number."""

    territory = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="delays")
    expects = models.CharField(max_length=12, choices=Relation)
    days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["territory", "expects"], name="delay_once")]

    def __str__(self) -> str:
        return f"{self.expects}: {self.days}"


class Pause(models.Model):
    """Days announced in public during which the clocks of a territory stand still."""

    public_id = PublicIdField()
    territory = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="pauses")
    first = models.DateField(_("premier jour"))
    last = models.DateField(_("dernier jour"))
    reason = models.CharField(_("pourquoi"), max_length=160)
    announced_at = models.DateTimeField()

    class Meta:
        ordering = ["first", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="pause_in_order")]

    def __str__(self) -> str:
        return self.reason


class Tally(models.Model):
    """How many public nodes stand at a stage, for a scope, a theme and a body: all that the global view reads."""

    key = models.CharField(max_length=64, primary_key=True)
    territory = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="+")
    body = models.ForeignKey(Scope, null=True, on_delete=models.CASCADE, related_name="+")
    theme = models.ForeignKey(Theme, null=True, on_delete=models.CASCADE, related_name="+")
    stage = models.PositiveSmallIntegerField(choices=Stage)
    count = models.IntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(count__gte=0), name="tally_not_negative")]

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"


class Follow(models.Model):
    """Someone wants to know what becomes of a node: by their account, by e-mail, or from a person who will tell them.

    `contact` says how to find a person who has neither: it is read by those who go, and by nobody else.
    """

    public_id = PublicIdField()
    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="follows")
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(blank=True)
    contact = models.CharField(_("comment la trouver"), max_length=200, blank=True)
    followed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["node", "user"], condition=models.Q(user__isnull=False), name="follow_user"
            ),
            models.UniqueConstraint(fields=["node", "email"], condition=~models.Q(email=""), name="follow_email"),
        ]

    def __str__(self) -> str:
        return self.public_id


class ToldBack(models.Model):
    """« Rendu de vive voix le 4 juin »: someone went to tell people what became of their word."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="told_back")
    told_on = models.DateField()
    people = models.PositiveSmallIntegerField(default=1)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["told_on", "pk"]

    def __str__(self) -> str:
        return f"{self.told_on}"
