"""What slices register when they start: the kinds of jobs, and the periodic work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext


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
    """`run` works in a process of its own and may be run again from the start after a breakdown (idempotent).

    `page` gives the address where one goes on once it is over, from the subject's public id.
    """

    name: str
    title: str | Promise
    run: Callable[[Running], None]
    page: Callable[[str], str] | None = None


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


def title_of(name: str) -> str:
    """A job outlives the program that asked for it: a kind that is gone keeps a title."""
    kind = _kinds.get(name)
    return str(kind.title) if kind else gettext("Un travail en cours")


def page_of(name: str, subject: str) -> str:
    kind = _kinds.get(name)
    return kind.page(subject) if kind and kind.page else ""


def periodic_work() -> dict[str, Callable[[], object]]:
    return dict(_periodic)
