"""What was asked: its words, and where an answer to one or to several of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainon.base.chain.models import Node


def words_of(node: Node) -> str:
    """What residents would do, or else what must change: what a « oui, autrement » is set beside."""
    proposal = getattr(node, "proposal", None)
    return (proposal.would_do or proposal.must_change) if proposal is not None else node.said


def placed(asked: Sequence[Node]) -> dict[str, Any]:
    """Of what is said of them all: the first public one's title, what they share, and whether one is still public."""
    first = next((node for node in asked if node.is_public), asked[0])
    same = {name: len({getattr(node, f"{name}_id") for node in asked}) == 1 for name in ("scope", "body", "theme")}
    return {
        "title": first.title,
        "scope": first.scope if same["scope"] else first.territory,
        "body": first.body if same["body"] else None,
        "theme": first.theme if same["theme"] else None,
        "is_public": first.is_public,
    }
