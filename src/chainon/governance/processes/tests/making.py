"""Processes made through the services: for the tests of this slice and of those above."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.scopes.models import Scope
from chainon.governance.bodies.models import Body
from chainon.governance.processes import services
from chainon.governance.processes.framing import ready_made
from chainon.governance.processes.models import Process, Step
from chainon.governance.processes.questions import Question

TITLE = "La place du Marché, autrement"
LEVELS = {"residents": "consultative", "members": "co_constructive", "officials": "informative"}
ANSWERS: dict[Question, dict[str, Any]] = {
    Question.WHO: {"levels": LEVELS},
    Question.DECIDES: {
        "way": "majority",
        "decider": "le conseil",
        "way_detail": "",
        "legitimacy": "ses membres tirés au sort",
    },
    Question.WEIGHS: {"weight": "answered", "answered_by": "la ville", "answer_days": 60},
    Question.NOT_DECIDED: {"not_decided": "le budget de la ville"},
    Question.ALREADY: {"already": "en 2023, la ville a promis des arbres", "nothing_by": "", "nothing_on": None},
}


def drafted(
    by: User,
    scope: Scope,
    *,
    frame: str = "village",
    starts_on: date | None = None,
    bodies: Sequence[Body] = (),
    title: str = TITLE,
) -> Process:
    """A draft from a ready-made frame (none when empty) that begins today."""
    return services.open_process(
        by=by,
        parent=scope,
        title=title,
        about="Choisir ensemble ce que devient la place.",
        entry=uuid.uuid4(),
        starts_on=starts_on or clock.today(),
        bodies=bodies,
        frame=ready_made()[frame] if frame else None,
    )


def signed(by: User, process: Process) -> Process:
    """What was already said or promised is the only answer that a frame cannot give."""
    for step in process.steps.all():
        answer(by, step, Question.ALREADY)
    return process


def published(by: User, scope: Scope, **given: Any) -> Process:
    return services.publish_process(by=by, process=signed(by, drafted(by, scope, **given)))


def answer(by: User, step: Step, question: Question, **other: Any) -> None:
    services.write_answer(by=by, step=step, question=question, answers={**ANSWERS[question], **other})


def answered(by: User, step: Step) -> Step:
    """All five questions."""
    for question in Question:
        answer(by, step, question)
    return step


def changed(by: User, step: Step, reason: str = "Le marché a été déplacé.", **other: Any) -> Step:
    """A second version of its rule, published."""
    answer(by, step, Question.NOT_DECIDED, **{"not_decided": "le prix des étals", **other})
    services.publish_card(by=by, step=step, reason=reason)
    return step


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)
