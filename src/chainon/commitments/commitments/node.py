"""How a promise stands in the chain."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chainon.base.chain.kinds import NodeFields, NodeKind
from chainon.base.chain.models import Stage
from chainon.commitments.answers.node import first_words

from .models import Commitment, Moved, Outcome

OPEN = "open"


def fields(commitment: Commitment) -> NodeFields:
    source = commitment.source
    return NodeFields(
        scope=commitment.scope,
        body=source.body if source is not None else None,
        theme=commitment.theme,
        stage=Stage.COMMITMENT,
        title=commitment.what,
        state=commitment.outcome or commitment.moved or OPEN,
        said=first_words(commitment.details),
        who=commitment.owner,
        opened_at=commitment.made_at,
        changed_at=commitment.changed_at,
        is_public=True,
    )


def _objects() -> QuerySet[Commitment]:
    return Commitment.objects.select_related("node", "scope__territory", "theme", "source__body", "answerer")


def _words(commitment: Commitment) -> str:
    said = (commitment.what, commitment.details, commitment.for_whom, commitment.owner, commitment.said_where)
    return " ".join(part for part in said if part)


KIND = NodeKind(
    name="commitment",
    label=_("Engagement"),
    model=Commitment,
    fields=fields,
    objects=_objects,
    url_name="commitments:commitment_page",
    copies_source=True,
    words=_words,
    states={
        OPEN: _("en cours"),
        **{each.value: each.label for each in (*Outcome, *Moved) if each.value},
    },
)
