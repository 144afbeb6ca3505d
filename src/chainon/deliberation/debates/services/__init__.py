"""The acts of a debate, one file a moment of its life."""

from .arguing import argue, enter_argument, mark_useful, unmark_useful, withdraw_argument
from .disagreeing import SideWords, record_disagreement, settle_disagreement
from .leaving import forget_author
from .moderated import show_on_appeal, strike_words
from .opening import open_debate
from .reviewing import hide_argument, publish_argument
from .summing_up import close_debate, expect_syntheses, publish_synthesis, take_position

__all__ = [
    "SideWords",
    "argue",
    "close_debate",
    "enter_argument",
    "expect_syntheses",
    "forget_author",
    "hide_argument",
    "mark_useful",
    "open_debate",
    "publish_argument",
    "publish_synthesis",
    "record_disagreement",
    "settle_disagreement",
    "show_on_appeal",
    "strike_words",
    "take_position",
    "unmark_useful",
    "withdraw_argument",
]
