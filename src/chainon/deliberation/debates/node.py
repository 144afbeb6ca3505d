"""What a debate says of itself to the chain."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from chainon.base.chain.kinds import NodeFields, NodeKind
from chainon.base.chain.models import Stage
from chainon.base.ui.names import TEAM
from chainon.base.ui.prose import plain

from .models import Debate, State

KIND = "debate"
EXCERPT = 400


def node_fields(debate: Debate) -> NodeFields:
    return NodeFields(
        scope=debate.scope,
        stage=Stage.DELIBERATION,
        title=debate.question,
        said=Truncator(plain(debate.background or debate.serves)).chars(EXCERPT),
        who=who_animates(debate),
        state="" if debate.state == State.OPEN else debate.state,
        body=debate.body.scope if debate.body is not None else None,
        theme=debate.theme,
        opened_at=debate.opened_at,
        changed_at=debate.changed_at,
        is_public=True,
    )


def who_animates(debate: Debate) -> str:
    return debate.body.name if debate.body is not None else TEAM


def words(debate: Debate) -> str:
    """What the search reads: the question, what one must know, the synthesis, the disagreements, then each public
    reason, the latest first."""
    synthesis = debate.syntheses.filter(number=debate.version).first() if debate.version else None
    said = [debate.question, debate.background, debate.serves, synthesis.text if synthesis else ""]
    if debate.disagreement_count:
        said += _apart(debate)
    said += debate.arguments.public().order_by("-created_at", "-pk").values_list("text", flat=True)
    return " · ".join(plain(each) for each in said if each)


def _apart(debate: Debate) -> Iterator[str]:
    for each in debate.disagreements.prefetch_related("sides"):
        yield from (each.what, each.would_settle, each.settled_how)
        for side in each.sides.all():
            yield from (side.wants, side.reasons)


def all_debates() -> QuerySet[Debate]:
    return Debate.objects.select_related("node", "scope", "source__theme", "body__scope")


DEBATE = NodeKind(
    name=KIND,
    label=gettext_lazy("débat"),
    model=Debate,
    fields=node_fields,
    objects=all_debates,
    url_name="debates:debate_page",
    copies_source=True,
    words=words,
    states={State.WEIGHED: State.WEIGHED.label, State.CLOSED: State.CLOSED.label},
)
