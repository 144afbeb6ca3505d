"""Publishing: an object's facts become its node, its ancestors hear of it, the counts follow."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F

from chainon.base import clock
from chainon.base.chain.derived import own, read
from chainon.base.chain.kinds import NodeFields, kind_of, kinds
from chainon.base.chain.models import Node, Stage, Tally
from chainon.base.chain.models.nodes import LONGEST
from chainon.base.chain.searching import found_of
from chainon.base.scopes.models import Scope
from chainon.base.scopes.services import touch
from chainon.base.search import services as search

from .suspending import follow_node

FACTS = (
    "scope",
    "body",
    "theme",
    "stage",
    "state",
    "title",
    "said",
    "who",
    "since",
    "opened_at",
    "changed_at",
    "is_public",
)
READ = ("reached", "latest_id", "latest_at", "stands_at_id", "due_on")
"""What it reads from what came of it, and from its open waits."""
COPIED = ("scope_id", "body_id", "theme_id", "title", "is_public")
"""What an object that came out of another may say again (`NodeKind.copies_source`)."""


@transaction.atomic
def new_node(*, kind: str, stage: Stage, scope: Scope) -> Node:
    """The row that an object to come will own. Nobody sees it before `publish` is called on the object."""
    now = clock.now()
    return Node.objects.create(
        territory=scope.root,
        scope=scope,
        kind=kind,
        stage=stage,
        reached=stage,
        opened_at=now,
        changed_at=now,
        latest_at=now,
    )


@transaction.atomic
def publish(thing: Any) -> Node:
    """Write what the object says of itself in its node, and let the chain above it know. Call it last, each time.

    The territory's row is held first: publications of one territory follow one another, so counts cannot drift.
    """
    fields = kind_of(thing).fields(thing)
    touch(fields.scope)
    node: Node = Node.objects.select_related("scope", "territory").get(pk=thing.node.pk)
    before, copied, was_public = tally_key(node), _copied(node), node.is_public
    write_facts(node, fields)
    if _copied(node) != copied:
        follow_node(node, was_public=was_public)
    own(node)
    read(node)
    node.save()
    count(before, node)
    tell_ancestors(node)
    if _copied(node) != copied and _publish_copies(node):
        node.refresh_from_db(fields=["reached", "latest", "latest_at", "stands_at"])
    thing.node = node
    search.put(found_of(thing, fields))
    return node


def _copied(node: Node) -> tuple[object, ...]:
    return tuple(getattr(node, name) for name in COPIED)


def _publish_copies(node: Node) -> int:
    """What came out of this node and says its title, its theme or its place again does so anew; returns how many."""
    children = list(Node.objects.filter(links_in__source=node).values_list("pk", "kind"))
    copies = {name for _key, name in children if name in kinds() and kinds()[name].copies_source}
    keys = [key for key, name in children if name in copies]
    for name in sorted(copies):
        for thing in kinds()[name].objects().filter(node__in=keys):
            publish(thing)
    return len(keys)


def write_facts(node: Node, fields: NodeFields) -> None:
    node.territory = fields.scope.root
    for name in FACTS:
        setattr(node, name, getattr(fields, name))
    for name, longest in LONGEST.items():  # kinds shorten them without counting the accents written apart
        setattr(node, name, getattr(fields, name)[:longest])


def tell_ancestors(node: Node) -> None:
    """What is read from descendants changes upwards, until nothing changes any more (there is no cycle)."""
    changed = [node.pk]
    while changed:
        parents = Node.objects.filter(links_out__target__in=changed).distinct()
        changed = [parent.pk for parent in parents if _reads_anew(parent)]


def refresh(node: Node) -> None:
    """Read again what the chain says of a node and of those above it. The caller's own copy is not touched."""
    _reads_anew(Node.objects.get(pk=node.pk))
    tell_ancestors(node)


def _reads_anew(stored: Node) -> bool:
    before = [getattr(stored, name) for name in READ]
    own(stored)
    read(stored)
    if before == [getattr(stored, name) for name in READ]:
        return False
    stored.save(update_fields=READ)
    return True


def tally_key(node: Node) -> str:
    """Where a node is counted; nowhere while it is not public."""
    if not node.is_public:
        return ""
    return f"{node.scope_id}.{node.stage}.{node.theme_id or 0}.{node.body_id or 0}"


def count(before: str, node: Node) -> None:
    """Move a node from one count to another."""
    after = tally_key(node)
    if after == before:
        return
    if before:
        Tally.objects.filter(key=before).update(count=F("count") - 1)
    if after and not Tally.objects.filter(key=after).update(count=F("count") + 1):
        Tally.objects.create(
            key=after,
            territory_id=node.territory_id,
            scope_id=node.scope_id,
            body_id=node.body_id,
            theme_id=node.theme_id,
            stage=node.stage,
            count=1,
        )
