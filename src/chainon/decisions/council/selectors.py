"""Reading the decisions of councils for pages: plain rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Node
from chainon.base.chain.selectors import turns_of_nodes
from chainon.base.chain.words import time_left, whose_turn
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import ALPHABET, LENGTH

from .models import CouncilDecision

PAGE = 50
ADDRESS = re.compile(rf"(?:^|/)([{ALPHABET}]{{{LENGTH}}})(?:[-/?#]|$)")


@dataclass(frozen=True)
class DecisionRow:
    """A decision in the list; `turn` and `left` say whose turn it is to carry it, where it is someone's."""

    title: str
    url: str
    council: str
    number: str
    decided_on: date
    where: str
    decides: str
    is_withdrawn: bool
    turn: str = ""
    left: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class Page:
    """`older`: after which decision the next page begins; empty on the last."""

    rows: list[DecisionRow]
    older: str


def list_page(territory: Scope, *, after: str = "") -> Page:
    """Fifty decisions, the latest first, from a public id on; four queries."""
    found = CouncilDecision.objects.of(territory).select_related("node", "scope").order_by("-decided_on", "-pk")
    last = found.filter(node__public_id=after).first() if after else None
    if last is not None:
        found = found.filter(Q(decided_on__lt=last.decided_on) | Q(decided_on=last.decided_on, pk__lt=last.pk))
    decisions = list(found[: PAGE + 1])
    shown = decisions[:PAGE]
    turns = turns_of_nodes(territory, [each.pk for each in shown])
    rows = []
    for each in shown:
        turn = next(iter(turns.get(each.pk, [])), None)
        rows.append(
            DecisionRow(
                title=each.title,
                url=url_of(each.node),
                council=each.council,
                number=each.number,
                decided_on=each.decided_on,
                where=each.scope.label,
                decides=each.decides,
                is_withdrawn=each.withdrawn_at is not None,
                turn=whose_turn(turn) if turn else "",
                left=time_left(turn) if turn else "",
                is_late=turn is not None and turn.is_late,
            )
        )
    return Page(rows, shown[-1].node.public_id if len(decisions) > PAGE else "")


def decision_of_node(node: Node) -> CouncilDecision | None:
    found = CouncilDecision.objects.select_related(
        "node__territory", "scope__territory", "territory", "document", "theme"
    )
    return found.filter(node=node).first()


def sources_of(decision: CouncilDecision) -> list[tuple[str, str]]:
    """What it came out of: titles and addresses."""
    nodes = Node.objects.public().filter(links_out__target=decision.node).order_by("opened_at", "pk")
    return [(node.title, url_of(node)) for node in nodes]


def councils_known(territory: Scope) -> list[str]:
    """The names already used here, to be written the same way again."""
    names = CouncilDecision.objects.of(territory).order_by("council").values_list("council", flat=True)
    return list(names.distinct()[:20])


def nodes_at(territory: Scope, lines: Iterable[str]) -> tuple[list[Node], list[int]]:
    """The public nodes whose pages are at these addresses, and the numbers of the lines (from 1) that lead nowhere."""
    asked = [(number, line.strip()) for number, line in enumerate(lines, start=1) if line.strip()]
    keys = {number: found[-1] for number, line in asked if (found := ADDRESS.findall(line))}
    nodes = Node.objects.of(territory).public().select_related("scope__territory", "territory")
    known = {node.public_id: node for node in nodes.filter(public_id__in=keys.values())}
    wrong = [number for number, _line in asked if keys.get(number) not in known]
    return list(dict.fromkeys(known[key] for key in keys.values() if key in known)), wrong
