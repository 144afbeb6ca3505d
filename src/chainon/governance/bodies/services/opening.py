"""Opening, changing and closing a body."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By, quality
from chainon.base.journal.services import record
from chainon.base.journal.verbs import Verb
from chainon.base.scopes.models import Kind, Scope
from chainon.base.scopes.services import create_scope, rename_scope, touch
from chainon.base.scopes.verdict import Unavailable
from chainon.base.search import services as search
from chainon.governance.bodies import rules, verbs
from chainon.governance.bodies.finding import found_of
from chainon.governance.bodies.models import Body, BodyKind


@transaction.atomic
def open_body(
    *, by: By, parent: Scope, kind: BodyKind, name: str, seats: int, term_months: int = 12, purpose: str = ""
) -> Body:
    """A body and its scope, below a place or the territory. Raises `Refused`; `Unavailable` when the name is taken."""
    rules.may_open_body(by, parent).require()
    require_free_name(parent, name, besides=None)
    body = Body.objects.create(
        scope=create_scope(kind=Kind.BODY, parent=parent, label=name),
        kind=kind,
        purpose=purpose,
        seats=seats,
        term_months=term_months,
        opened_on=clock.today(zone(parent)),
    )
    note(verbs.OPENED, body, by, **_shape(body))
    return body


@transaction.atomic
def change_body(*, by: By, body: Body, kind: BodyKind, name: str, seats: int, term_months: int, purpose: str) -> Body:
    """What was said of the body is said otherwise; nothing is written when nothing changes. Its place stays.

    Raises `Refused`; `Unavailable` when the name is taken.
    """
    body = locked(body)
    rules.may_change_body(by, body).require()
    before = (body.kind, body.name, body.seats, body.term_months, body.purpose)
    if before == (kind, name, seats, term_months, purpose):
        return body
    require_free_name(body.scope.parent, name, besides=body)
    if name != body.name:
        rename_scope(scope=body.scope, label=name)
    body.kind, body.seats, body.term_months, body.purpose = kind, seats, term_months, purpose
    body.save(update_fields=["kind", "seats", "term_months", "purpose"])
    note(verbs.CHANGED, body, by, **_shape(body))
    return body


@transaction.atomic
def close_body(*, by: By, body: Body, reason: str) -> Body:
    """The body ends; its page, charter and history stay. Raises `Refused` when it is already closed."""
    body = locked(body)
    rules.may_end(by, body).require()
    body.closed_on = clock.today(zone(body.scope))
    body.close_reason = reason
    body.save(update_fields=["closed_on", "close_reason"])
    note(verbs.CLOSED, body, by, body=body.public_id)
    return body


def locked(body: Body) -> Body:
    return (
        Body.objects.select_for_update(of=("self",), no_key=True)
        .select_related("scope__parent", "scope__territory")
        .get(pk=body.pk)
    )


def require_free_name(parent: Scope | None, name: str, *, besides: Body | None) -> None:
    if parent is not None:
        Scope.objects.select_for_update(no_key=True).get(
            pk=parent.pk
        )  # two openings at once: the second sees the first
    taken = Body.objects.active().filter(scope__parent=parent, scope__label__iexact=name)
    if besides is not None:
        taken = taken.exclude(pk=besides.pk)
    if taken.exists():
        raise Unavailable(_("Une instance ouverte porte déjà ce nom ici : choisissez-en un autre."))


def zone(scope: Scope) -> str:
    return scope.root.settings.time_zone


def _shape(body: Body) -> dict[str, object]:
    return {"body": body.public_id, "kind": body.kind, "seats": body.seats, "months": body.term_months}


def note(verb: Verb, of: Body, by: By, **payload: object) -> None:
    touch(of.scope)
    search.put(found_of(of))
    person = by if isinstance(by, User) else None
    record(verb, scope=of.scope, role=quality(by, of.scope), by=person, **payload)
