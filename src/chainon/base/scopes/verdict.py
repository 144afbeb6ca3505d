"""The answer of a rule: allowed or not, and why, in words that the person refused can read."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Verdict:
    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raise `Refused` with the reason unless allowed: the first line of every service."""
        if not self.allowed:
            raise Refused(self.reason)


ALLOWED = Verdict(True)


def refuse(reason: str) -> Verdict:
    return Verdict(False, reason)


class Refused(PermissionDenied):
    """An act that a rule refuses; the message is the reason shown to the person."""


class Unavailable(Exception):
    """An act that is allowed but impossible in the present state; the message says why and what to do."""
