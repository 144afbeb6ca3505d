"""What a guarantor may speak of that the chain does not know: a draw, a charter.

Register from an app's `ready()`: `register_subject("draw", find)`, where `find(territory, public_id)` gives the
`Subject`, or None when nobody may read it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Node
from chainon.base.chain.selectors import node_with_id
from chainon.base.scopes.models import Scope
from chainon.governance.processes.models import Step
from chainon.territory.places.selectors import place_with_id


@dataclass(frozen=True)
class Subject:
    """`key` is kept on the act where the chain does not know the thing."""

    title: str
    url: str
    scope: Scope
    node: Node | None = None
    step: Step | None = None
    key: str = ""


Find = Callable[[Scope, str], Subject | None]

_finds: dict[str, Find] = {}
NODE, STEP, PLACE = "maillon", "etape", "lieu"


def register_subject(name: str, find: Find) -> None:
    if _finds.setdefault(name, find) is not find:
        raise ValueError(f"the subject {name} is registered twice")


def find_subject(territory: Scope, kind: str, public_id: str) -> Subject | None:
    """Of this territory and public, or None. Without a kind: the territory itself."""
    if not kind:
        return Subject(territory.label, "", territory)
    find = {NODE: _node, STEP: _step, PLACE: _place, **_finds}.get(kind)
    return find(territory, public_id) if find else None


def subject_of(key: str, territory: Scope) -> Subject | None:
    """The thing behind what an act keeps of it."""
    kind, _dash, public_id = key.partition("-")
    return find_subject(territory, kind, public_id) if key else None


def _node(territory: Scope, public_id: str) -> Subject | None:
    node = node_with_id(territory, public_id)
    return Subject(node.title, url_of(node), node.scope, node) if node else None


def _place(territory: Scope, public_id: str) -> Subject | None:
    """What a guarantor of one place speaks of, as the guarantor of the territory does of the territory."""
    place = place_with_id(territory, public_id)
    return Subject(place.name, place.get_absolute_url(), place.scope, key=f"{PLACE}-{public_id}") if place else None


def _step(territory: Scope, public_id: str) -> Subject | None:
    steps = Step.objects.of(territory).public().select_related("process__node", "process__scope__territory")
    step = steps.filter(public_id=public_id).first()
    if step is None:
        return None
    return Subject(
        f"{step.title} ({step.process})", step.get_absolute_url(), step.process.scope, step.process.node, step
    )
