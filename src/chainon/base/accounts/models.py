"""Accounts and what they may do where."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

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
    """A person with an account: an e-mail, a name to show, no user name and, in general, no password."""

    public_id = PublicIdField()
    email = models.EmailField("adresse électronique", unique=True)
    display_name = models.CharField("nom affiché", max_length=80, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)
    journal_salt = models.CharField(max_length=32, default=new_salt, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        constraints = [models.UniqueConstraint(models.functions.Lower("email"), name="user_email_case_insensitive")]

    def __str__(self) -> str:
        return self.display_name or "Compte sans nom"

    def journal_reference(self, territory: Scope) -> str:
        """What the journal keeps of the person: a reference that nobody can undo once the salt is destroyed."""
        if not self.journal_salt:
            return ""
        text = f"{territory.public_id}|{self.public_id}"
        return hmac.new(self.journal_salt.encode(), text.encode(), hashlib.sha256).hexdigest()[:32]


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", "administration"
    FACILITATOR = "facilitator", "animation"
    MEMBER = "member", "membre de l’instance"
    GUARANTOR = "guarantor", "garant de la participation"
    OFFICIAL = "official", "élu ou élue"
    SERVICE = "service", "service"
    RELAY = "relay", "habitant-relais"
    PARTNER = "partner", "partenaire"


class Grant(models.Model):
    """A role held in a scope and everything below it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=16, choices=Role)
    scope = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="grants")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role", "scope"], name="grant_once")]

    def __str__(self) -> str:
        return f"{self.role} · {self.scope}"
