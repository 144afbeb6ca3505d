"""What may happen to a body."""

from .becoming import become
from .collectives import ask_to_join, gather, hide, leave, show_again, tell_itself, welcome
from .leaving import askings_of, forget_askings
from .opening import change_body, close_body, open_body

__all__ = [
    "ask_to_join",
    "askings_of",
    "become",
    "change_body",
    "close_body",
    "forget_askings",
    "gather",
    "hide",
    "leave",
    "open_body",
    "show_again",
    "tell_itself",
    "welcome",
]
