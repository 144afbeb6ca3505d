"""What one may do next with a node: the rooms above write the buttons on the pages below.

Register from an app's `ready()`: `register_next_steps(20, steps)`, where `steps(node, request)` returns what this
person may do with this node. Smaller orders come first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from . import rules
from .models import Node


@dataclass(frozen=True)
class NextStep:
    """`label` is the button, `url` its page, `text` one line of why; the main one is a full button."""

    label: str
    url: str
    text: str = ""
    is_main: bool = False


Steps = Callable[[Node, HttpRequest], list[NextStep]]

_steps: list[tuple[int, Steps]] = []


def register_next_steps(order: int, steps: Steps) -> None:
    if (order, steps) not in _steps:
        _steps.append((order, steps))


def next_steps(node: Node, request: HttpRequest) -> list[NextStep]:
    return [step for _order, steps in sorted(_steps, key=lambda entry: entry[0]) for step in steps(node, request)]


def told_steps(node: Node, request: HttpRequest) -> list[NextStep]:
    """Someone without e-mail wants to know: for those who go and see people."""
    if not node.is_public or not rules.may_tell_back(request.user, node):
        return []
    return [NextStep(_("Noter quelqu’un à prévenir"), reverse("chain:ask_to_be_told", args=[node.public_id]))]
