"""Accounts, what they may do where, and the links by which people come in."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chainon.base import clock
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField


def new_salt() -> str:
    return secrets.token_hex(16)


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, display_name: str = "", **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), display_name=display_name, **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account: an e-mail, a name to show, no user name and no password."""

    public_id = PublicIdField()
    email = models.EmailField(_("adresse électronique"), unique=True)
    display_name = models.CharField(_("nom affiché"), max_length=80, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    is_demonstration = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=clock.now)
    erased_at = models.DateTimeField(null=True, editable=False)
    journal_salt = models.CharField(max_length=32, default=new_salt, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(models.functions.Lower("email"), name="user_email_case_insensitive")]

    def __str__(self) -> str:
        if self.erased_at is not None:
            return gettext("Compte supprimé")
        return self.display_name or gettext("Compte sans nom")

    def journal_reference(self, territory: Scope) -> str:
        """What the journal keeps of the person: a reference that nobody can undo once the salt is destroyed."""
        if not self.journal_salt:
            return ""
        text = f"{territory.public_id}|{self.public_id}"
        return hmac.new(self.journal_salt.encode(), text.encode(), hashlib.sha256).hexdigest()[:32]


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", _("administration")
    FACILITATOR = "facilitator", _("animation")
    MEMBER = "member", _("membre de l’instance")
    GUARANTOR = "guarantor", _("garant de la participation")
    OFFICIAL = "official", _("élu ou élue")
    SERVICE = "service", _("service")
    RELAY = "relay", _("habitant-relais")
    PARTNER = "partner", _("partenaire")


class GrantQuerySet(models.QuerySet["Grant"]):
    def covering(self, scope: Scope) -> GrantQuerySet:
        """Held in the scope or above it: they count there."""
        return self.filter(scope__path__in=scope.lineage())

    def touching(self, scope: Scope) -> GrantQuerySet:
        """Held in the scope, above it or below it."""
        return self.filter(models.Q(scope__path__in=scope.lineage()) | models.Q(scope__in=Scope.objects.within(scope)))

    def administering(self) -> GrantQuerySet:
        """Administrations of a whole territory, by people who can really come in."""
        return self.filter(role=Role.ADMINISTRATOR, scope__parent=None, user__is_active=True)


class Grant(models.Model):
    """A role held in a scope and everything below it."""

    public_id = PublicIdField()
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=16, choices=Role)
    scope = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="grants")
    given_at = models.DateTimeField()

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role", "scope"], name="grant_once")]

    def __str__(self) -> str:
        return f"{self.role} · {self.scope}"


class InvitationState(models.TextChoices):
    WAITING = "waiting", _("en attente")
    ACCEPTED = "accepted", _("acceptée")
    REVOKED = "revoked", _("annulée")
    EXPIRED = "expired", _("périmée")


class Invitation(models.Model):
    """A role offered to an e-mail. The link that accepts it is kept as its fingerprint only."""

    public_id = PublicIdField()
    email = models.EmailField()
    role = models.CharField(max_length=16, choices=Role)
    scope = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="+")
    message = models.CharField(max_length=600, blank=True)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "role", "scope"],
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="invitation_waits_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} · {self.scope}"

    @property
    def state(self) -> InvitationState:
        if self.accepted_at is not None:
            return InvitationState.ACCEPTED
        if self.revoked_at is not None:
            return InvitationState.REVOKED
        return InvitationState.EXPIRED if clock.now() >= self.expires_at else InvitationState.WAITING


class SetupLink(models.Model):
    """The one-time link printed on the terminal, by which the first administrator comes in."""

    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.expires_at:%Y-%m-%d %H:%M}"


class CacheEntry(models.Model):
    """The table of Django's database cache, shared by the web workers: the counts of attempts live there."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "chainon_cache"

    def __str__(self) -> str:
        return self.cache_key


def token_hash(token: str) -> str:
    """What is kept of a link's 256-bit token."""
    return hashlib.sha256(token.encode()).hexdigest()
