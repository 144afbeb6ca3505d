"""What a participatory process is made of."""

from __future__ import annotations

from .cards import NodeOfCard, Participants, ParticipationLevel, RuleCard, Unclear, WayToDecide, Weight
from .processes import READERS, Means, News, Process, ProcessPause, ProcessQuerySet
from .steps import DateChange, Step, StepKind, StepQuerySet

__all__ = [
    "READERS",
    "DateChange",
    "Means",
    "News",
    "NodeOfCard",
    "Participants",
    "ParticipationLevel",
    "Process",
    "ProcessPause",
    "ProcessQuerySet",
    "RuleCard",
    "Step",
    "StepKind",
    "StepQuerySet",
    "Unclear",
    "WayToDecide",
    "Weight",
]
