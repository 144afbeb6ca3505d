"""Whose desk it is, and where they may act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from allauth.account.models import EmailAddress
from django.db.models.functions import Lower

from chainon.base import clock
from chainon.base.accounts.models import Role, User
from chainon.base.accounts.rules import where_held
from chainon.base.chain.selectors import today
from chainon.base.scopes.models import Scope, ScopeQuerySet

TEAM = (Role.ADMINISTRATOR, Role.FACILITATOR)


@dataclass(frozen=True)
class Desk:
    """A person in a territory. The scopes are the querysets of the rules: `team` is where `has_role(by, *TEAM)`."""

    by: User
    territory: Scope

    @cached_property
    def today(self) -> date:
        return today(self.territory)

    @cached_property
    def now(self) -> datetime:
        return clock.now()

    @cached_property
    def team(self) -> ScopeQuerySet:
        return where_held(self.by, *TEAM, territory=self.territory)

    @cached_property
    def enterers(self) -> ScopeQuerySet:
        """Where they go and listen to people."""
        return where_held(self.by, *TEAM, Role.RELAY, territory=self.territory)

    @cached_property
    def speakers(self) -> ScopeQuerySet:
        """The bodies for which they speak."""
        return where_held(self.by, *TEAM, Role.MEMBER, territory=self.territory)

    @cached_property
    def counters(self) -> ScopeQuerySet:
        """Where they may go and look, and write what residents saw."""
        return where_held(self.by, *TEAM, Role.MEMBER, Role.RELAY, territory=self.territory)

    @cached_property
    def administered(self) -> ScopeQuerySet:
        return where_held(self.by, Role.ADMINISTRATOR, territory=self.territory)

    @cached_property
    def members(self) -> ScopeQuerySet:
        return where_held(self.by, Role.MEMBER, territory=self.territory)

    @cached_property
    def mailboxes(self) -> list[str]:
        """Their proven addresses: what is sent there, they may answer from here."""
        if not self.by.is_active:
            return []
        proven = EmailAddress.objects.filter(user=self.by, verified=True).values_list(Lower("email"), flat=True)
        return list(proven)
