"""How a recommendation stands in the chain."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from chainon.base.chain.kinds import NodeFields, NodeKind
from chainon.base.chain.models import Stage

from .models import Recommendation

KIND = "recommendation"
TITLE = 150


def fields(one: Recommendation) -> NodeFields:
    """`since` it was published: the body adopted it earlier, which its page says."""
    title = Truncator(f"{one.number}. {one.text}").chars(TITLE)
    sheet = one.sheet
    published = sheet.published_at
    assert published is not None, "a line becomes a node when its sheet is published"
    return NodeFields(
        scope=sheet.body.scope,
        body=sheet.body.scope,
        theme=one.theme,
        stage=Stage.DELIBERATION,
        title=title,
        said=one.text if title.endswith("…") else "",
        who=sheet.body.name,
        opened_at=published,
        changed_at=published,
        is_public=True,
    )


def all_of_them() -> QuerySet[Recommendation]:
    return Recommendation.objects.select_related("node", "theme", "sheet__body__scope__territory")


RECOMMENDATION = NodeKind(
    name=KIND,
    label=_("Recommandation"),
    model=Recommendation,
    fields=fields,
    objects=all_of_them,
    url_name="recommendations:recommendation_page",
)
