"""A body becomes something else: its threads, its members and its promises follow, its former name stays readable."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.rules import By
from chainon.base.scopes.services import rename_scope
from chainon.base.scopes.verdict import Unavailable
from chainon.governance.bodies import rules, verbs
from chainon.governance.bodies.models import Becoming, Body, BodyKind

from .opening import locked, note, require_free_name, zone


@transaction.atomic
def become(*, by: By, body: Body, kind: BodyKind, name: str, changed_on: date, reason: str) -> Body:
    """A collective becomes an association, a council becomes a table… in public, with the day and the reason.

    Raises `Refused`; `Unavailable`: nothing changes, the name is taken, the day is to come.
    """
    body = locked(body)
    rules.may_become(by, body).require()
    if (kind, name) == (body.kind, body.name):
        raise Unavailable(_("Rien ne change : choisissez une autre sorte d’instance, ou un autre nom."))
    if changed_on > clock.today(zone(body.scope)):
        raise Unavailable(_("Ce jour n’est pas encore venu."))
    require_free_name(body.scope.parent, name, besides=body)
    Becoming.objects.create(
        body=body,
        changed_on=changed_on,
        old_kind=body.kind,
        old_name=body.name,
        new_kind=kind,
        new_name=name,
        reason=reason,
        noted_at=clock.now(),
    )
    old = body.kind
    if name != body.name:
        rename_scope(scope=body.scope, label=name)
    body.kind = kind
    body.save(update_fields=["kind"])
    note(verbs.BECAME, body, by, body=body.public_id, old=old, new=kind)
    return body
