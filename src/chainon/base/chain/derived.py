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
    for child in children.order_by("pk").only("reached", "latest_id", "latest_at"):
        hear(node, child)
    dues = node.waits.open().values_list("due_on", flat=True).order_by("due_on")
    node.due_on = dues.first()


def hear(node: Node, child: Node) -> None:
    """The farthest stage; the newest news (the child itself, or what the child heard), the greater key when equal."""
    node.reached = max(node.reached, child.reached)
    news = child.latest_id or child.pk
    if (child.latest_at, news) > (node.latest_at, node.latest_id or 0):
        node.latest_at, node.latest_id = child.latest_at, news
