"""The only writers of batches: opened, typed, closed; who may help."""

from .batches import close_batch, open_batch
from .helping import end_help, forget_helpers, give_help
from .papers import Paper, correct_form, help_correct, help_type, type_form

__all__ = [
    "Paper",
    "close_batch",
    "correct_form",
    "end_help",
    "forget_helpers",
    "give_help",
    "help_correct",
    "help_type",
    "open_batch",
    "type_form",
]
