"""Giving and withdrawing roles."""

from __future__ import annotations

from django.db import transaction

from chainon.base import clock
from chainon.base.accounts import rules, verbs
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.journal.services import record
from chainon.base.scopes.models import Scope

from .people import open_account


@transaction.atomic
def give_role(*, by: User | None, role: Role, scope: Scope, user: User | None = None, email: str = "") -> Grant:
    """Give the role to an account, or to an e-mail (an account is opened for it). Giving it again changes nothing.

    `by=None` is the platform itself: the command line, the demonstration's loader. Pages use `invite`, which asks the
    person first. Raises `Refused` (`rules.may_give`).
    """
    role = Role(role)
    rules.may_give(by, role, scope).require()
    person = user if user is not None else open_account(email=email)[0]
    grant, is_new = grant_role(by=by, role=role, scope=scope, user=person)
    if is_new:
        record(
            verbs.ROLE_GIVEN,
            scope=scope,
            role=rules.quality(by, scope),
            by=by,
            held=role.value,
            person=person.journal_reference(scope.root),
        )
    return grant


def grant_role(*, by: User | None, role: Role, scope: Scope, user: User) -> tuple[Grant, bool]:
    """The row alone, for the services that write their own journal line; in their transaction."""
    locked = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    rules.may_give(by, role, scope, to=locked).require()
    return Grant.objects.get_or_create(user=locked, role=role, scope=scope, defaults={"given_at": clock.now()})


def revoke_role(*, by: User | None, grant: Grant) -> None:
    """The row alone, for the services that write their own journal line; in their transaction."""
    rules.may_withdraw(by, grant).require()
    grant.delete()


@transaction.atomic
def withdraw_role(*, by: User | None, grant: Grant) -> None:
    """Take a role back, or leave one's own. Raises `Refused` (`rules.may_withdraw`)."""
    # Two administrators who leave at once must not both believe that the other stays.
    list(Grant.objects.select_for_update(no_key=True).filter(scope=grant.scope, role=grant.role))
    rules.may_withdraw(by, grant).require()
    quality = rules.quality(by, grant.scope)
    verb = verbs.ROLE_GIVEN_UP if by == grant.user else verbs.ROLE_WITHDRAWN
    person = grant.user.journal_reference(grant.scope.root)
    grant.delete()
    record(verb, scope=grant.scope, role=quality, by=by, held=grant.role, person=person)
