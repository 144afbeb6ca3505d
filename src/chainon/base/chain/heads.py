"""What heads the missing links, before all that is due earlier: a request of the guarantor left without a reply.

Register from an app's `ready()`: `register_heads(find)`, where `find(territory)` gives the keys of such open waits, in
one query.
"""

from __future__ import annotations

from collections.abc import Callable

from chainon.base.scopes.models import Scope
from chainon.base.scopes.remembering import remembered

Find = Callable[[Scope], list[int]]

_finds: list[Find] = []


def register_heads(find: Find) -> None:
    if find not in _finds:
        _finds.append(find)


@remembered
def heads_of(territory: Scope) -> list[int]:
    return [key for find in _finds for key in find(territory)]
