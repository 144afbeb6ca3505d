"""Promises: who will do what, for whom, by when, and what became of it."""

from .hands import HandsCall, Offer
from .importing import StagedPromises
from .keeping import KeptPromise
from .progress import Evidence, Step, Update, UpdateKind
from .promises import Commitment, CommitmentQuerySet, Every, Moved, Outcome
from .watching import Check, CountedCheck, Notice, Seen

__all__ = [
    "Check",
    "Commitment",
    "CommitmentQuerySet",
    "CountedCheck",
    "Every",
    "Evidence",
    "HandsCall",
    "KeptPromise",
    "Moved",
    "Notice",
    "Offer",
    "Outcome",
    "Seen",
    "StagedPromises",
    "Step",
    "Update",
    "UpdateKind",
]
