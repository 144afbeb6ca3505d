"""The acts of seats, one file a moment."""

from .answers import answer_by_account, answer_by_code, enter_answer, note_authorisation, note_departure
from .letters import Terms, write_letters
from .replacing import call_next, change_places, leave_empty
from .seating import forget_people, open_seats
from .thanks import send_thanks, write_thanks

__all__ = [
    "Terms",
    "answer_by_account",
    "answer_by_code",
    "call_next",
    "change_places",
    "enter_answer",
    "forget_people",
    "leave_empty",
    "note_authorisation",
    "note_departure",
    "open_seats",
    "send_thanks",
    "write_letters",
    "write_thanks",
]
