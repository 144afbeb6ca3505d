"""The first administrator: a one-time link printed on the terminal of whoever runs the machine."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts import letters, rules, verbs
from chainon.base.accounts.models import Grant, Role, SetupLink, User, token_hash
from chainon.base.journal.services import record
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import Unavailable

from .people import open_account
from .roles import grant_role

LASTS = timedelta(hours=24)
SETUP_TOKEN = "setup_token"
"""Where a visitor's session keeps the token of the link they followed, until the first territory is open."""


@transaction.atomic
def new_setup_link() -> str:
    """The full address of a new one-time link, valid 24 hours; former unused links stop working.

    Raises `Refused` when someone already administers this installation.
    """
    rules.may_set_up().require()
    SetupLink.objects.filter(used_at=None).delete()
    token = secrets.token_urlsafe(32)
    SetupLink.objects.create(token_hash=token_hash(token), expires_at=clock.now() + LASTS)
    return letters.address(reverse("accounts:setup", args=[token]))


@transaction.atomic
def accept_setup(*, token: str, email: str, display_name: str, scope: Scope | None = None) -> User:
    """Make the person of the terminal an account and, where a territory exists, its administrator.

    Without a territory the person may open one (`rules.may_found`); the room above then calls
    `become_first_administrator`. Raises `Unavailable` when the link is unknown, used or expired; `Refused` when
    someone administers meanwhile.
    """
    link = SetupLink.objects.select_for_update(no_key=True).filter(token_hash=token_hash(token)).first()
    why = reason_not_to_set_up(link)
    if link is None or why:
        raise Unavailable(why)
    rules.may_set_up().require()
    user, _is_new = open_account(email=email, display_name=display_name, is_proven=True)
    if display_name.strip() and not user.display_name:
        user.display_name = display_name.strip()
        user.save(update_fields=["display_name"])
    link.used_at, link.used_by = clock.now(), user
    link.save(update_fields=["used_at", "used_by"])
    if scope is not None:
        become_first_administrator(by=user, scope=scope)
    return user


@transaction.atomic
def become_first_administrator(*, by: User, scope: Scope) -> Grant:
    """Whoever used the setup link, or opens one more territory, takes its administration while nobody has it.

    Raises `Refused` (`rules.may_found`), `Unavailable` when the territory has an administration.
    """
    rules.may_found(by).require()
    held = Grant.objects.administering().filter(scope=scope.root, user__is_demonstration=False).exclude(user=by)
    if held.exists():
        raise Unavailable(_("Ce territoire a déjà une personne chargée de l’administration."))
    grant, is_new = grant_role(by=None, role=Role.ADMINISTRATOR, scope=scope.root, user=by)
    if is_new:
        record(
            verbs.FIRST_ADMINISTRATOR,
            scope=scope.root,
            role=Role.ADMINISTRATOR.value,
            by=by,
            person=by.journal_reference(scope.root),
        )
    return grant


def setup_link_opens(token: str) -> bool:
    """True while the link of this token still lets someone in."""
    return not reason_not_to_set_up(SetupLink.objects.filter(token_hash=token_hash(token)).first())


def reason_not_to_set_up(link: SetupLink | None) -> str:
    """Why a setup link does not work any more, in words; empty when it does."""
    if link is None:
        return _("Ce lien de démarrage n’existe pas, ou un lien plus récent l’a remplacé.")
    if link.used_at is not None:
        return _("Ce lien de démarrage a déjà servi : connectez-vous avec votre adresse électronique.")
    if clock.now() >= link.expires_at:
        return _("Ce lien de démarrage est périmé : relancez le programme pour en obtenir un autre.")
    return ""
