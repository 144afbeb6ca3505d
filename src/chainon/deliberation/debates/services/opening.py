"""Opening a debate, on something of the chain or on a question of a body."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.models import Node, Relation, Stage
from chainon.base.chain.services import add_link, new_node, publish
from chainon.base.scopes.models import Scope
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.deliberation.debates import rules, verbs
from chainon.deliberation.debates.models import Debate
from chainon.deliberation.debates.node import KIND
from chainon.governance.bodies.models import Body

from .holding import keep_line


@transaction.atomic
def open_debate(
    *,
    by: User,
    question: str,
    serves: str,
    entry: UUID,
    on: Node | None = None,
    body: Body | None = None,
    background: str = "",
    until_on: date | None = None,
) -> Debate:
    """On `on` (it comes out of it, in the chain), or on a question of `body`; sent twice (`entry`), it opens once.

    Raises `Refused`; `Unavailable` when a debate is open there already, the last day is past, or the body is not of
    this territory.
    """
    rules.may_open(by, on=on, body=body).require()
    scope = _scope(on, body)
    touch(scope.root)  # one after the other: of two sendings at once, the second sees the first
    if known := Debate.objects.filter(entry=entry).select_related("node", "scope").first():
        return known
    if on is not None and Debate.objects.filter(source=on, closed_at=None).exists():
        raise Unavailable(_("Un débat est déjà ouvert à ce sujet : c’est là qu’on se parle."))
    if body is not None and body.scope.root != scope.root:
        raise Unavailable(_("Cette instance n’est pas d’ici."))
    if until_on is not None and until_on < clock.today(zone_of(scope.root)):
        raise Unavailable(_("Ce jour est déjà passé."))
    now = clock.now()
    debate = Debate.objects.create(
        node=new_node(kind=KIND, stage=Stage.DELIBERATION, scope=scope),
        source=on,
        scope=scope,
        body=body,
        question=question,
        background=background,
        serves=serves,
        until_on=until_on,
        entry=entry,
        opened_at=now,
        changed_at=now,
    )
    publish(debate)
    if on is not None:
        add_link(source=on, target=debate.node, relation=Relation.CARRIED)
    keep_line(verbs.OPENED, debate, by)
    return debate


def _scope(on: Node | None, body: Body | None) -> Scope:
    """Where it is: where the thing debated is, else the place of the body."""
    if on is not None:
        return on.scope
    assert body is not None, "rules.may_open asks for one of the two"
    return body.scope.parent or body.scope.root
