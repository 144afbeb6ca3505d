"""How a promise stands in the chain."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chainon.base.chain.kinds import NodeFields, NodeKind
from chainon.base.chain.models import Stage
from chainon.commitments.answers.node import first_words

from .models import Commitment, Outcome

OPEN = "open"


def fields(commitment: Commitment) -> NodeFields:
    source = commitment.source
    return NodeFields(
        scope=commitment.scope,
        body=source.body,
        theme=source.theme,
        stage=Stage.COMMITMENT,
        title=commitment.what,
        state=commitment.outcome or OPEN,
        said=first_words(commitment.details),
        who=commitment.owner,
        opened_at=commitment.made_at,
        changed_at=commitment.changed_at,
        is_public=True,
    )


def _objects() -> QuerySet[Commitment]:
    return Commitment.objects.select_related("node", "scope__territory", "source__theme", "source__body", "answerer")


KIND = NodeKind(
    name="commitment",
    label=_("Engagement"),
    model=Commitment,
    fields=fields,
    objects=_objects,
    url_name="commitments:commitment_page",
    copies_source=True,
    states={OPEN: _("en cours"), **{each.value: each.label for each in Outcome if each.value}},
)
