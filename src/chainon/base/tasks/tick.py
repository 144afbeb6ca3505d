"""The periodic work: each piece alone, so that one that fails does not stop the others."""

from __future__ import annotations

import logging

from django.db import close_old_connections

from .registry import periodic_work

logger = logging.getLogger(__name__)


def tick() -> list[str]:
    """Do all periodic work once; returns the names of what failed."""
    failed = []
    for name, work in periodic_work().items():
        try:
            work()
        except Exception:  # whatever fails is logged, and the rest goes on
            logger.exception("periodic work %s failed", name)
            failed.append(name)
    close_old_connections()
    return failed
