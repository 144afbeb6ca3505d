"""What a node reads from the chain: how far it went, its latest news, when the next link is due."""

from __future__ import annotations

from .models import Node


def own(node: Node) -> None:
    """What it would read if nothing had come of it."""
    node.reached = node.stage
    node.latest = None
    node.latest_at = node.changed_at
    node.due_on = None


def read(node: Node) -> None:
    """What it reads from its public children, which have read theirs, and from its open waits."""
    children = Node.objects.public().filter(links_in__source=node)
    for child in children.order_by("pk").select_related("latest"):
        hear(node, child)
    dues = node.waits.open().values_list("due_on", flat=True).order_by("due_on")
    node.due_on = dues.first()


def hear(node: Node, child: Node) -> None:
    """The farthest stage; the newest that came of it (the child itself, or what the child heard), the greater key when
    equal. What the object does later itself is news too, and hides nothing of what came of it.
    """
    node.reached = max(node.reached, child.reached)
    node.latest_at = max(node.latest_at, child.latest_at)
    heard = child.latest
    news = heard if heard is not None and heard.changed_at >= child.changed_at else child
    if node.latest is None or (news.changed_at, news.pk) > (node.latest.changed_at, node.latest.pk):
        node.latest = news
