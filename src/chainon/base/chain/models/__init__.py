"""The chain: what was said, what came of it, and whose turn it is."""

from .following import Follow, ToldBack
from .nodes import Link, Node, NodeQuerySet, Relation, Stage, Tally
from .themes import Theme, ThemeAct, ThemeChange
from .waits import Delay, Pause, Reminded, Reminder, Wait, WaitQuerySet

__all__ = [
    "Delay",
    "Follow",
    "Link",
    "Node",
    "NodeQuerySet",
    "Pause",
    "Relation",
    "Reminded",
    "Reminder",
    "Stage",
    "Tally",
    "Theme",
    "ThemeAct",
    "ThemeChange",
    "ToldBack",
    "Wait",
    "WaitQuerySet",
]
