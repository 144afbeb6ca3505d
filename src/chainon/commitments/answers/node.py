"""How an answer stands in the chain."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chainon.base.chain.kinds import NodeFields, NodeKind
from chainon.base.chain.models import Stage

from .models import Answer, AnswerKind


def fields(answer: Answer) -> NodeFields:
    """Where the question stands; said in full on its page, and by its first words in the thread."""
    asked = answer.handover.node
    return NodeFields(
        scope=asked.scope,
        body=asked.body,
        theme=asked.theme,
        stage=Stage.DECISION,
        title=asked.title,
        state=answer.kind,
        said=first_words(answer.text),
        who=answer.handover.answerer.name,
        opened_at=answer.answered_at,
        changed_at=answer.answered_at,
        is_public=True,
    )


def first_words(text: str, limit: int = 300) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[:limit].rsplit(" ", 1)[0] + "…"


def _objects() -> QuerySet[Answer]:
    asked = "handover__node"
    return Answer.objects.select_related("node", "handover__answerer", f"{asked}__scope__territory", f"{asked}__theme")


KIND = NodeKind(
    name="answer",
    label=_("Réponse"),
    model=Answer,
    fields=fields,
    objects=_objects,
    url_name="answers:answer_page",
    states={kind.value: kind.label for kind in AnswerKind},
    has_own_title=False,
    copies_source=True,
)
