"""How an interpellation stands in the chain."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from chainon.base.chain.kinds import NodeFields, NodeKind
from chainon.base.chain.models import Stage
from chainon.base.ui.names import ERASED

from .models import Interpellation, State

KIND = "interpellation"


def fields(one: Interpellation) -> NodeFields:
    moments = (one.opened_at, one.addressed_at, one.withdrawn_at)
    return NodeFields(
        scope=one.scope,
        body=one.body.scope if one.body is not None else None,
        theme=one.theme,
        stage=Stage.DELIBERATION,
        title=one.title,
        said=Truncator(" ".join(one.text.split())).chars(400),
        who=one.body.name if one.body is not None else one.author_name or ERASED,
        state=one.state,
        opened_at=one.opened_at,
        changed_at=max(moment for moment in moments if moment is not None),
        is_public=True,
    )


def all_of_them() -> QuerySet[Interpellation]:
    return Interpellation.objects.select_related("node", "scope__territory", "theme", "body__scope")


INTERPELLATION = NodeKind(
    name=KIND,
    label=_("Interpellation"),
    model=Interpellation,
    fields=fields,
    objects=all_of_them,
    url_name="interpellations:interpellation_page",
    states={each.value: each.label for each in State},
    over=frozenset({State.WITHDRAWN}),
)
