"""The domain names that this installation answers to besides its own: the territories' addresses, from the database.

What was read is kept for a few seconds in each process: another process takes up a new address, or drops an old one,
within that time.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from time import monotonic

from django.utils.translation import gettext as _

from .models import Territory
from .verdict import Unavailable

KEPT_SECONDS = 10.0
ASKED_AGAIN_SECONDS = 2.0
"""A name that nobody registered makes the database read again at most that often: robots try many."""
NAME = re.compile(r"(?=.{4,64}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]\Z")


@dataclass
class _Memo:
    hosts: frozenset[str] = frozenset()
    read_at: float = -math.inf


_memo = _Memo()


def is_registered(domain: str) -> bool:
    """Whether a territory bears this domain name (lower case, without a port)."""
    age = monotonic() - _memo.read_at
    if age >= KEPT_SECONDS or (domain not in _memo.hosts and age >= ASKED_AGAIN_SECONDS):
        hosts = Territory.objects.exclude(host=None).values_list("host", flat=True)
        _memo.hosts, _memo.read_at = frozenset(host for host in hosts if host), monotonic()
    return domain in _memo.hosts


def forget() -> None:
    """An address has just changed: this process reads again at the next request."""
    _memo.read_at = -math.inf


def readable(host: str) -> str:
    """A domain name as people write it: « école.fr », kept as « xn--cole-9oa.fr »."""
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def domain_name(typed: str) -> str:
    """A domain name as it is kept: lower case, accents in the form that machines exchange. Raises `Unavailable`."""
    try:
        name = typed.strip().rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        name = ""
    if not NAME.match(name):
        raise Unavailable(
            _(
                "« {typed} » n’est pas un nom de domaine : il faut un nom comme quartiers.ma-ville.fr, sans https:// "
                "ni port, de 64 caractères au plus."
            ).format(typed=typed)
        )
    return name
