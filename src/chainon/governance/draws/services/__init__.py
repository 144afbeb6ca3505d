"""The acts of a draw, one file a moment."""

from .ceremony import confirm_reading, correct_reading, read_numbers
from .closing import cancel_draw, hand_sealed, purge_draw, record_verification
from .computing import ask_computation, compute
from .freezing import approve, ask_witness, decline, seal_draw, submit, witness
from .preparing import create_draw, set_places, set_rules, set_schedule, start_draw

__all__ = [
    "approve",
    "ask_computation",
    "ask_witness",
    "cancel_draw",
    "compute",
    "confirm_reading",
    "correct_reading",
    "create_draw",
    "decline",
    "hand_sealed",
    "purge_draw",
    "read_numbers",
    "record_verification",
    "seal_draw",
    "set_places",
    "set_rules",
    "set_schedule",
    "start_draw",
    "submit",
    "witness",
]
