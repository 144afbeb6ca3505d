"""What slices register when they start: the kinds of jobs, and the periodic work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise


class JobError(Exception):
    """A job that cannot go on; the message is a French sentence that says what to do."""


class Running(Protocol):
    """What a job's function is given: what it works on, and how to tell where it is."""

    subject: str

    def report(self, stage: str, share: float) -> None:
        """`stage` in French, `share` between 0 and 1."""

    def should_stop(self) -> bool: ...


@dataclass(frozen=True)
class JobKind:
    """`run` works in a process of its own and may be run again from the start after a breakdown (idempotent)."""

    name: str
    title: str | Promise
    run: Callable[[Running], None]


_kinds: dict[str, JobKind] = {}
_periodic: dict[str, Callable[[], object]] = {}


def register_job(kind: JobKind) -> None:
    if _kinds.setdefault(kind.name, kind) != kind:
        raise ValueError(f"job kind {kind.name} is registered twice")


def register_periodic(name: str, work: Callable[[], object]) -> None:
    """`work` is called at each tick (seconds apart): idempotent, cheap when there is nothing to do."""
    if _periodic.setdefault(name, work) is not work:
        raise ValueError(f"periodic work {name} is registered twice")


def job_kind(name: str) -> JobKind:
    return _kinds[name]


def periodic_work() -> dict[str, Callable[[], object]]:
    return dict(_periodic)
