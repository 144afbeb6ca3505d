"""Roles that are taken back elsewhere than on the team's page: a guarantor is removed by who appointed them, in public.

Register from an app's `ready()`: `register_keeper(keeper)`, where `keeper(grant)` is the reason to refuse here, saying
where it is done; "" for a role that one may withdraw.
"""

from __future__ import annotations

from collections.abc import Callable

from .models import Grant

Keeper = Callable[[Grant], str]

_keepers: list[Keeper] = []


def register_keeper(keeper: Keeper) -> None:
    if keeper not in _keepers:
        _keepers.append(keeper)


def kept_for(grant: Grant) -> str:
    return next((reason for keeper in _keepers if (reason := keeper(grant))), "")
