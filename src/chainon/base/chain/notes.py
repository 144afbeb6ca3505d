"""What the rooms above add to a thread that is not a node of its own: a word handed over, a threshold reached.

Register from an app's `ready()`: `register_thread_notes(notes)`, where `notes(nodes)` returns what happened around
these nodes, in one query whatever their number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from .models import Node


@dataclass(frozen=True)
class Note:
    """A ring of the thread at its moment. `is_open`: something is still to come of it. `key`: the node that it is said
    of, whose own page has its words already."""

    at: datetime
    title: str
    detail: str = ""
    text: str = ""
    is_open: bool = False
    key: int = 0


Notes = Callable[[Sequence[Node]], list[Note]]

_notes: list[Notes] = []


def register_thread_notes(notes: Notes) -> None:
    if notes not in _notes:
        _notes.append(notes)


def notes_of(nodes: Sequence[Node]) -> list[Note]:
    found = [note for notes in _notes for note in notes(nodes)]
    return sorted(found, key=lambda note: note.at)
