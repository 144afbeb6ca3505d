"""How a council's decision stands in the chain."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chainon.base.chain.calendar import noon
from chainon.base.chain.kinds import NodeFields, NodeKind
from chainon.base.chain.models import Stage

from .models import CouncilDecision

KIND_NAME = "council_decision"
WITHDRAWN = "withdrawn"


def fields(decision: CouncilDecision) -> NodeFields:
    """It stands in the thread at the noon of the day it was taken; followers hear of it the day it is entered."""
    is_withdrawn = decision.withdrawn_at is not None
    return NodeFields(
        scope=decision.scope,
        theme=decision.theme,
        stage=Stage.DECISION,
        title=decision.title,
        said="" if is_withdrawn else decision.decides,
        who=decision.council,
        state=WITHDRAWN if is_withdrawn else "",
        opened_at=min(noon(decision.decided_on, decision.territory), decision.entered_at),
        changed_at=decision.withdrawn_at or decision.entered_at,
        is_public=True,
    )


def _objects() -> QuerySet[CouncilDecision]:
    return CouncilDecision.objects.select_related("node", "scope__territory", "territory__settings", "theme")


KIND = NodeKind(
    name=KIND_NAME,
    label=_("Délibération"),
    model=CouncilDecision,
    fields=fields,
    objects=_objects,
    url_name="council:decision_page",
    states={WITHDRAWN: _("retirée : saisie par erreur")},
)
