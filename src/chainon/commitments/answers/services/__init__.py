"""Handing over, answering, and what is done short of answering."""

from .answerers import accept_frame, add_answerer, forget_retired, mail_own_page, retire_answerer
from .answering import answer_several, give_answer, record_answer, record_answers
from .drafting import forget_drafts, save_draft, send_draft, sign_draft
from .handing import SERVICE, hand_over, hand_over_by_rule, take_back
from .moving import carry, close_handover, give_up_carrying, pass_on, record_reply, study
from .settling import settle_now

__all__ = [
    "SERVICE",
    "accept_frame",
    "add_answerer",
    "answer_several",
    "carry",
    "close_handover",
    "forget_drafts",
    "forget_retired",
    "give_answer",
    "give_up_carrying",
    "hand_over",
    "hand_over_by_rule",
    "mail_own_page",
    "pass_on",
    "record_answer",
    "record_answers",
    "record_reply",
    "retire_answerer",
    "save_draft",
    "send_draft",
    "settle_now",
    "sign_draft",
    "study",
    "take_back",
]
