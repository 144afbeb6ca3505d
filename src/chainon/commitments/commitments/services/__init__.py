"""The only writers of promises."""

from .checks import check_by_slip, check_promise, forget_checks, record_count
from .hands import close_call, forget_offers_of, forget_old_offers, offer_hand, open_call, withdraw_offer
from .importing import confirm_import, drop_import, forget_staged, stage_promises
from .making import DaysDisagree, Plan, Spoken, promise, record_promise, record_spoken, take_on
from .news import give_news, revise
from .notices import announce_not_kept, reply_to_notice, say_not_kept, withdraw_notice
from .steps import Shown, finish_step, plan_step

__all__ = [
    "DaysDisagree",
    "Plan",
    "Shown",
    "Spoken",
    "announce_not_kept",
    "check_by_slip",
    "check_promise",
    "close_call",
    "confirm_import",
    "drop_import",
    "finish_step",
    "forget_checks",
    "forget_offers_of",
    "forget_old_offers",
    "forget_staged",
    "give_news",
    "offer_hand",
    "open_call",
    "plan_step",
    "promise",
    "record_count",
    "record_promise",
    "record_spoken",
    "reply_to_notice",
    "revise",
    "say_not_kept",
    "stage_promises",
    "take_on",
    "withdraw_notice",
    "withdraw_offer",
]
