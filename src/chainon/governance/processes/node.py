"""How a process stands in the chain: one follows it as one follows a word."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chainon.base.chain.kinds import NodeFields, NodeKind
from chainon.base.chain.models import Stage

from .models import News, Process

KIND = "process"


def fields(process: Process) -> NodeFields:
    """A draft has no words in its node. `state` is the last news, which the digest says."""
    shown = process.is_public
    return NodeFields(
        scope=process.scope,
        stage=Stage.DELIBERATION,
        title=process.title if shown else "",
        said=process.about if shown else "",
        state=process.news if shown else "",
        opened_at=process.published_at or process.created_at,
        changed_at=process.changed_at,
        is_public=shown,
    )


def _objects() -> QuerySet[Process]:
    return Process.objects.select_related("node", "scope")


PROCESS = NodeKind(
    name=KIND,
    label=_("démarche"),
    model=Process,
    fields=fields,
    objects=_objects,
    url_name="processes:process_page",
    asks_answer=False,
    states={news.value: news.label for news in News},
)
