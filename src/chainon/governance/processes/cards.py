"""What slices above add to the pages of a process.

Register from an app's `ready()`:
- `register_process_card(20, card)`: `card(process, request)` is safe HTML (one `<section class="card">`, no form: the
  page stays the same for every visitor), or "" where there is nothing to say;
- `register_step_tool(StepKind.COLLECT, 10, tool)`: `tool(step, request)` is what one may do in a step of this kind
  while it runs, or None. The first one of all is the main button of the page. Smaller orders come first;
- `register_process_nodes(nodes)`: `nodes(process)` is the queryset of the nodes that were said for it, while they stand
  in the scope of a place: its rings count them with those of its own scope.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from chainon.base.chain.models import Node

from .models import Process, Step, StepKind


@dataclass(frozen=True)
class StepTool:
    """A button; `text` says in a sentence what it is for."""

    label: str
    url: str
    text: str = ""


Nodes = Callable[[Process], QuerySet[Node]]
Card = Callable[[Process, HttpRequest], str]
Tool = Callable[[Step, HttpRequest], StepTool | None]

_cards: list[tuple[int, Card]] = []
_nodes: list[Nodes] = []
_tools: list[tuple[StepKind, int, Tool]] = []


def register_process_card(order: int, card: Card) -> None:
    if (order, card) not in _cards:
        _cards.append((order, card))


def register_step_tool(kind: StepKind, order: int, tool: Tool) -> None:
    if (kind, order, tool) not in _tools:
        _tools.append((kind, order, tool))


def register_process_nodes(nodes: Nodes) -> None:
    if nodes not in _nodes:
        _nodes.append(nodes)


def nodes_of(process: Process) -> QuerySet[Node]:
    """The public nodes of a process: those of its scope, itself left out, and those that were said for it."""
    said = Q(scope=process.scope)
    for nodes in _nodes:
        said |= Q(pk__in=nodes(process).values("pk"))
    return Node.objects.public().filter(said).exclude(pk=process.node.pk)


def cards_of(process: Process, request: HttpRequest) -> list[str]:
    ordered = sorted(_cards, key=lambda entry: entry[0])
    return [shown for _order, card in ordered if (shown := card(process, request))]


def tools_of(step: Step, request: HttpRequest) -> list[StepTool]:
    """For a step that runs today, in a process that is neither paused nor stopped: the caller knows."""
    ordered = sorted((entry for entry in _tools if entry[0] == step.kind), key=lambda entry: entry[1])
    return [shown for _kind, _order, tool in ordered if (shown := tool(step, request)) is not None]
