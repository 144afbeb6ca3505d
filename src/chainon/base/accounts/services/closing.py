"""A person's own account: its name, leaving every device, closing it."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from chainon.base import clock
from chainon.base.accounts import rules, verbs
from chainon.base.accounts.leaving import erasures
from chainon.base.accounts.models import Invitation, User
from chainon.base.journal.services import record
from chainon.base.mail.services import forget
from chainon.base.scopes.models import Scope
from chainon.base.scopes.services import touch_everywhere

NO_MAILBOX = "compte-supprime.invalid"


@transaction.atomic
def rename_account(*, by: User, display_name: str) -> User:
    """The name shown is the person's own business: no rule, no journal line. It may stand on pages of any territory
    where they once acted, whatever roles they hold today.
    """
    by.display_name = display_name.strip()
    by.save(update_fields=["display_name"])
    touch_everywhere()
    return by


@transaction.atomic
def log_out_everywhere(*, by: User) -> None:
    """Every session of the account stops at its next request: the value that they are checked against changes."""
    by.set_unusable_password()
    by.save(update_fields=["password"])
    _remove_sessions(by)


@transaction.atomic
def erase_account(*, by: User, user: User, scope: Scope | None = None) -> None:
    """Empty the account: e-mail, name, roles, passkeys, sessions, invitations and mails to it, salt of the journal.

    What the person contributed stays, signed « Compte supprimé »; the rooms that registered in `leaving` remove what
    only concerns the person. One line is written in the journal of each territory where they held a role, or of
    `scope` when they held none. Raises `Refused` (`rules.may_erase`).
    """
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    rules.may_erase(by, user).require()
    grants = list(user.grants.select_related("scope__territory"))
    for erase in erasures().values():
        erase(user)
    addresses = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}
    for address in addresses:
        Invitation.objects.filter(email__iexact=address).delete()
        forget(to=address)
    user.grants.all().delete()
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    _remove_sessions(user)
    _empty_row(user)
    territories = {grant.scope.root for grant in grants} or ({scope.root} if scope is not None else set())
    for territory in sorted(territories, key=lambda root: root.path):
        held = sum(grant.scope.root == territory for grant in grants)
        record(verbs.ACCOUNT_ERASED, scope=territory, role="resident", roles=held)


def _empty_row(user: User) -> None:
    user.email = f"{user.public_id}@{NO_MAILBOX}"
    user.display_name = user.journal_salt = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.erased_at = clock.now()
    user.set_unusable_password()
    user.save()


def _remove_sessions(user: User) -> None:
    for session in Session.objects.filter(expire_date__gte=clock.now()).iterator(500):
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
