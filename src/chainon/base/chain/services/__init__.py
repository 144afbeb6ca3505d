"""The only writers of the chain."""

from .by_mail import ask_to_follow, confirm_follow, forget_silent, stop_some
from .following import (
    ask_to_be_told,
    follow,
    forget_contact,
    leave_contact,
    stop_following,
    tell_back,
)
from .links import add_link
from .nodes import new_node, publish
from .rebuilding import differences, rebuild
from .settings import announce_pause, set_delay, withdraw_pause
from .themes import add_theme, change_theme
from .waits import end_wait, expect

__all__ = [
    "add_link",
    "add_theme",
    "announce_pause",
    "ask_to_be_told",
    "ask_to_follow",
    "change_theme",
    "confirm_follow",
    "differences",
    "end_wait",
    "expect",
    "follow",
    "forget_contact",
    "forget_silent",
    "leave_contact",
    "new_node",
    "publish",
    "rebuild",
    "set_delay",
    "stop_following",
    "stop_some",
    "tell_back",
    "withdraw_pause",
]
