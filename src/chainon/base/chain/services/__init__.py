"""The only writers of the chain."""

from .following import (
    ask_to_be_told,
    follow,
    forget_contact,
    leave_contact,
    stop_all,
    stop_following,
    tell_back,
)
from .links import add_link
from .nodes import new_node, publish
from .rebuilding import differences, rebuild
from .settings import announce_pause, set_delay, withdraw_pause
from .waits import end_wait, expect

__all__ = [
    "add_link",
    "announce_pause",
    "ask_to_be_told",
    "differences",
    "end_wait",
    "expect",
    "follow",
    "forget_contact",
    "leave_contact",
    "new_node",
    "publish",
    "rebuild",
    "set_delay",
    "stop_all",
    "stop_following",
    "tell_back",
    "withdraw_pause",
]
