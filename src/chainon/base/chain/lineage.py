"""Walking the chain: everything that a node came out of, and everything that came out of it."""

from __future__ import annotations

from django.db import connection

_WALK = """
WITH RECURSIVE walk(id) AS (
    SELECT {far} FROM chain_link WHERE {near} = %s
    UNION
    SELECT link.{far} FROM chain_link AS link JOIN walk ON link.{near} = walk.id
)
SELECT id FROM walk
"""


def descendants(node: int) -> set[int]:
    """Keys of what came out of a node, itself left out."""
    return _walk(node, near="source_id", far="target_id")


def ancestors(node: int) -> set[int]:
    """Keys of what a node came out of, itself left out."""
    return _walk(node, near="target_id", far="source_id")


def _walk(node: int, *, near: str, far: str) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(_WALK.format(near=near, far=far), [node])
        return {row[0] for row in cursor.fetchall()}
