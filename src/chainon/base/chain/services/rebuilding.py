"""The chain made again from the objects, the links and the waits: what is stored must be what is found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from chainon.base.chain.calendar import due_of, pauses_of
from chainon.base.chain.derived import hear, own
from chainon.base.chain.kinds import kinds
from chainon.base.chain.models import Link, Node, Tally, Wait

from .nodes import FACTS, tally_key, write_facts
from .suspending import resume, suspend

DERIVED = ("territory", "reached", "latest", "latest_at", "stands_at", "due_on")


@dataclass(frozen=True)
class Difference:
    """`what` is stored as `stored` and found to be `found`; `where` is a public id, or the key of a count."""

    where: str
    what: str
    stored: str
    found: str


def differences() -> Iterator[Difference]:
    """Everything stored that is not what the objects say. Empty: the chain is true."""
    stored = {node.pk: node for node in Node.objects.all()}
    nodes = _found()
    for node in nodes.values():
        before = stored[node.pk]
        for name in (*FACTS, *DERIVED):
            pair = (_plain(before, name), _plain(node, name))
            if pair[0] != pair[1]:
                yield Difference(node.public_id, name, *pair)
    yield from _wait_differences(nodes)
    counts = dict(Tally.objects.exclude(count=0).values_list("key", "count"))
    found = _counts()
    for key in sorted(counts.keys() | found.keys()):
        if counts.get(key, 0) != found[key]:
            yield Difference(key, "count", str(counts.get(key, 0)), str(found[key]))


@transaction.atomic
def rebuild() -> int:
    """Write what is found where it differs; returns how many rows changed.

    Again and again until nothing differs: what copies its source is right once the source is.
    """
    changed: set[str] = set()
    while faults := list(differences()):
        changed |= {fault.where for fault in faults}
        _write_found()
    return len(changed)


def _write_found() -> None:
    _mend_waits()
    Node.objects.bulk_update(_found().values(), [*FACTS, *DERIVED], batch_size=200)
    Tally.objects.all().delete()
    counts, examples = _counts(), {tally_key(node): node for node in Node.objects.public()}
    Tally.objects.bulk_create(
        Tally(
            key=key,
            territory_id=node.territory_id,
            scope_id=node.scope_id,
            body_id=node.body_id,
            theme_id=node.theme_id,
            stage=node.stage,
            count=counts[key],
        )
        for key, node in examples.items()
    )


def _found() -> dict[int, Node]:
    """Every node as its object, its children and its waits say."""
    nodes = _as_objects_say()
    children: dict[int, list[int]] = defaultdict(list)
    for source, target in Link.objects.values_list("source_id", "target_id"):
        children[source].append(target)
    dues: dict[int, date] = {}
    for wait, due in _waits_found():
        dues[wait.node_id] = min(due, dues.get(wait.node_id, due))
    for key in _children_first(list(nodes), children):
        node = nodes[key]
        own(node)
        for child in sorted(children[key]):
            if nodes[child].is_public:
                hear(node, nodes[child])
        node.due_on = dues.get(key)
    return nodes


def _as_objects_say() -> dict[int, Node]:
    nodes = {node.pk: node for node in Node.objects.select_related("territory__settings")}
    for kind in kinds().values():
        for thing in kind.objects().iterator(500):
            write_facts(nodes[thing.node_id], kind.fields(thing))
    return nodes


def _wait_differences(nodes: Mapping[int, Node]) -> Iterator[Difference]:
    for wait in Wait.objects.pending():
        node = nodes[wait.node_id]
        if wait.scope_id != node.scope_id:
            yield Difference(wait.public_id, "scope", str(wait.scope_id), str(node.scope_id))
        if wait.is_suspended == node.is_public:
            yield Difference(wait.public_id, "is_suspended", str(wait.is_suspended), str(not node.is_public))
    for wait, due in _waits_found():
        if wait.due_on != due:
            yield Difference(wait.public_id, "due_on", str(wait.due_on), str(due))


def _mend_waits() -> None:
    nodes = _as_objects_say()
    for wait in Wait.objects.pending():
        node = nodes[wait.node_id]
        if wait.scope_id != node.scope_id:
            Wait.objects.filter(pk=wait.pk).update(scope=node.scope_id)
        if wait.is_suspended == node.is_public:
            (resume if node.is_public else suspend)(node)
    changed = list(_waits_found())
    for wait, due in changed:
        wait.due_on = due
    Wait.objects.bulk_update([wait for wait, _due in changed], ["due_on"], batch_size=500)


def _children_first(keys: list[int], children: dict[int, list[int]]) -> list[int]:
    ordered: dict[int, None] = {}
    for start in keys:
        stack = [(start, False)]
        while stack:
            key, is_open = stack.pop()
            if key in ordered:
                continue
            if is_open:
                ordered[key] = None
            else:
                stack.append((key, True))
                stack.extend((child, False) for child in children[key] if child not in ordered)
    return list(ordered)


def _waits_found() -> Iterator[tuple[Wait, date]]:
    """The open waits, and when each is due by its own delay, the announced pauses and its fixed day."""
    pauses = {}
    for wait in Wait.objects.open().select_related("territory"):
        if wait.territory_id not in pauses:
            pauses[wait.territory_id] = pauses_of(wait.territory)
        yield wait, due_of(wait.since_on, wait.days, wait.fixed_on, pauses[wait.territory_id])


def _counts() -> Counter[str]:
    return Counter(tally_key(node) for node in Node.objects.public())


def _plain(node: Node, name: str) -> str:
    return str(getattr(node, f"{name}_id" if hasattr(node, f"{name}_id") else name))
