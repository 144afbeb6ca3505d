"""Errors of sortition."""

from __future__ import annotations

from chainon.methods.errors import MethodError


class SortitionError(MethodError):
    """A pool, a quota or a request that no draw can be made of."""


class Infeasible(SortitionError):
    """No panel satisfies the quotas (and the households, when they count)."""


class Cancelled(Exception):
    """`should_stop` answered yes during a computation."""
