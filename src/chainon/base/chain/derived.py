"""What a node reads from the chain: how far it went, its latest news, when the next link is due."""

from __future__ import annotations

from .kinds import asks_answer
from .models import Node


def own(node: Node) -> None:
    """What it would read if nothing had come of it."""
    node.reached = node.stage
    node.latest = node.stands_at = None
    node.latest_at = node.changed_at
    node.due_on = None


def read(node: Node) -> None:
    """What it reads from its public children, which have read theirs, and from its open waits."""
    children = Node.objects.public().filter(links_in__source=node)
    for child in children.order_by("pk").select_related("latest", "stands_at"):
        hear(node, child)
    dues = node.waits.open().values_list("due_on", flat=True).order_by("due_on")
    node.due_on = dues.first()


def hear(node: Node, child: Node) -> None:
    """The farthest stage; the newest that came of it (the child itself, or what the child heard), the greater key when
    equal. What the object does later itself is news too, and hides nothing of what came of it. What only
    speaks of it (a meeting, what a guarantor says) is news, and takes it no further.
    """
    moves_on = asks_answer(child)
    if moves_on or child.reached > child.stage:
        node.reached = max(node.reached, child.reached)
    node.latest_at = max(node.latest_at, child.latest_at)
    heard = child.latest
    news = heard if heard is not None and heard.changed_at >= child.changed_at else child
    if _is_newer(news, node.latest):
        node.latest = news
    further = child.stands_at
    if moves_on and (further is None or further.changed_at < child.changed_at):
        further = child
    if further is not None and _is_newer(further, node.stands_at):
        node.stands_at = further


def _is_newer(news: Node, known: Node | None) -> bool:
    return known is None or (news.changed_at, news.pk) > (known.changed_at, known.pk)
