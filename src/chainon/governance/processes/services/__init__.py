"""What is done with a process."""

from __future__ import annotations

from .cards import answer_everywhere, discard_card, publish_card, say_unclear, write_answer
from .life import erase_draft, publish_process, stop_process, tell_of_openings
from .means import say_means, warn_of_endings
from .opening import change_process, open_process, take_frame
from .pausing import announce_pause, move_steps, withdraw_pause
from .steps import add_step, change_step, remove_step

__all__ = [
    "add_step",
    "announce_pause",
    "answer_everywhere",
    "change_process",
    "change_step",
    "discard_card",
    "erase_draft",
    "move_steps",
    "open_process",
    "publish_card",
    "publish_process",
    "remove_step",
    "say_means",
    "say_unclear",
    "stop_process",
    "take_frame",
    "tell_of_openings",
    "warn_of_endings",
    "withdraw_pause",
    "write_answer",
]
