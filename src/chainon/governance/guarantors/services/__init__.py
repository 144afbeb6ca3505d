"""The only writers of the guarantors' tables."""

from .acting import reply_to_suspension, speak
from .appointing import appoint, end_due_terms, leave_with_account, remove, resign, sign_letter
from .writing import answer_message, forget_messages, write_to_guarantors

__all__ = [
    "answer_message",
    "appoint",
    "end_due_terms",
    "forget_messages",
    "leave_with_account",
    "remove",
    "reply_to_suspension",
    "resign",
    "sign_letter",
    "speak",
    "write_to_guarantors",
]
