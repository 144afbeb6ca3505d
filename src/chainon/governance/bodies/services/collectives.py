"""« Se regrouper »: residents open a collective themselves, others ask to be of it, the guarantor looks afterwards."""

from __future__ import annotations

from django.db import transaction
from django.template.loader import render_to_string

from chainon.base import clock
from chainon.base.accounts.letters import address
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.accounts.services import withdraw_role
from chainon.base.accounts.services.roles import grant_role
from chainon.base.mail.services import post
from chainon.base.scopes.models import Kind, Scope
from chainon.base.scopes.services import create_scope, rename_scope, touch
from chainon.governance.bodies import rules, verbs
from chainon.governance.bodies.models import Asking, Body, BodyKind

from .opening import locked, note, require_free_name, zone


@transaction.atomic
def gather(*, by: User, parent: Scope, name: str, purpose: str, contact: str) -> Body:
    """A collective, public at once; who opens it is its first member. Sent twice, it is opened once.

    Raises `Refused`; `Unavailable` when the name is taken.
    """
    touch(parent.root)  # of two sendings at once, the second sees the first
    sent = Body.objects.active().gathered().filter(opened_by=by, scope__parent=parent, scope__label=name)
    if known := sent.select_related("scope__parent", "scope__territory").first():
        return known
    rules.may_gather(by, parent).require()
    require_free_name(parent, name, besides=None)
    body = Body.objects.create(
        scope=create_scope(kind=Kind.BODY, parent=parent, label=name),
        kind=BodyKind.COLLECTIVE,
        purpose=purpose,
        contact=contact,
        seats=None,
        is_gathered=True,
        opened_by=by,
        opened_on=clock.today(zone(parent)),
    )
    grant_role(by=None, role=Role.MEMBER, scope=body.scope, user=by)
    note(verbs.GATHERED, body, by, body=body.public_id)
    return body


@transaction.atomic
def tell_itself(*, by: User, body: Body, name: str, purpose: str, contact: str) -> Body:
    """What it is for and how to reach it, in its own words. Raises `Refused`; `Unavailable` when the name is taken."""
    body = locked(body)
    rules.may_tell_itself(by, body).require()
    if (body.name, body.purpose, body.contact) == (name, purpose, contact):
        return body
    require_free_name(body.scope.parent, name, besides=body)
    if name != body.name:
        rename_scope(scope=body.scope, label=name)
    body.purpose, body.contact = purpose, contact
    body.save(update_fields=["purpose", "contact"])
    note(verbs.TOLD_ITSELF, body, by, body=body.public_id)
    return body


@transaction.atomic
def ask_to_join(*, by: User, body: Body, words: str) -> Asking:
    """The members are told by mail, and answer. Asking twice is asking once. Raises `Refused`."""
    body = locked(body)
    if known := body.askings.filter(user=by, answered_at=None).first():
        return known
    rules.may_ask_to_join(by, body).require()
    asking = Asking.objects.create(body=body, user=by, words=words, asked_at=clock.now())
    members = Grant.objects.filter(scope=body.scope, role=Role.MEMBER, user__is_active=True).select_related("user")
    for each in members:
        _mail("asked", each.user, body, asking)
    return asking


@transaction.atomic
def welcome(*, by: User, asking: Asking, is_welcome: bool) -> Asking:
    """Yes: they are a member, and may speak for it. No: they are told, without a reason. Raises `Refused`."""
    body = locked(asking.body)
    rules.may_welcome(by, body).require()
    asking = Asking.objects.select_for_update(no_key=True, of=("self",)).select_related("user").get(pk=asking.pk)
    if asking.answered_at is not None:
        return asking
    asking.answered_at, asking.is_welcome = clock.now(), is_welcome
    asking.save(update_fields=["answered_at", "is_welcome"])
    if is_welcome:
        grant_role(by=None, role=Role.MEMBER, scope=body.scope, user=asking.user)
        note(verbs.JOINED, body, by, body=body.public_id)
    _mail("answered", asking.user, body, asking)
    return asking


@transaction.atomic
def leave(*, by: User, body: Body) -> None:
    """One leaves when one wants. Raises `Refused`."""
    rules.may_leave(by, body).require()
    withdraw_role(by=by, grant=Grant.objects.get(user=by, role=Role.MEMBER, scope=body.scope))
    touch(body.scope)


@transaction.atomic
def hide(*, by: User, body: Body, reason: str) -> Body:
    """Out of the lists, by the guarantor; its page says so and why. Raises `Refused`."""
    body = locked(body)
    rules.may_hide(by, body).require()
    body.hidden_at, body.hidden_reason = clock.now(), reason
    body.save(update_fields=["hidden_at", "hidden_reason"])
    note(verbs.HIDDEN, body, by, body=body.public_id)
    return body


@transaction.atomic
def show_again(*, by: User, body: Body) -> Body:
    body = locked(body)
    rules.may_show_again(by, body).require()
    body.hidden_at, body.hidden_reason = None, ""
    body.save(update_fields=["hidden_at", "hidden_reason"])
    note(verbs.SHOWN_AGAIN, body, by, body=body.public_id)
    return body


def _mail(name: str, to: User, body: Body, asking: Asking) -> None:
    context = {"body": body, "asking": asking, "url": address(body.get_absolute_url(), body.scope)}
    subject, _, text = render_to_string(f"bodies/mail/{name}.txt", context).strip().partition("\n")
    post(to=to.email, subject=subject, body=text.strip() + "\n")
