"""What a gathering, and each thing it decided, say of themselves to the chain."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from chainon.base.chain.kinds import NodeFields, NodeKind
from chainon.base.chain.models import Stage
from chainon.base.ui.names import TEAM
from chainon.base.ui.prose import plain

from .models import Gathering, Outcome

GATHERING = "gathering"
DECISION = "gathering_decision"
CANCELLED = "cancelled"
WITHDRAWN = "withdrawn"
"""Who convenes where no body does; a node has one form, in French."""


def gathering_fields(gathering: Gathering) -> NodeFields:
    """News for those who follow: another day, a cancelling, the minutes, their approval."""
    moments = (gathering.changed_at, gathering.cancelled_at, gathering.minutes_at, gathering.corrected_at)
    return NodeFields(
        scope=gathering.scope,
        stage=Stage.DELIBERATION,
        title=gathering.title,
        said=Truncator(plain(gathering.purpose)).chars(400),
        who=gathering.organiser or TEAM,
        state=CANCELLED if gathering.cancelled_at is not None else "",
        body=gathering.body.scope if gathering.body is not None else None,
        opened_at=gathering.announced_at,
        changed_at=max(moment for moment in (*moments, gathering.approved_at) if moment is not None),
        is_public=True,
    )


def decision_fields(outcome: Outcome) -> NodeFields:
    """A line taken out of the minutes stays in the thread, marked so: nothing that was public disappears."""
    gathering = outcome.gathering
    return NodeFields(
        scope=gathering.scope,
        stage=Stage.DECISION,
        title=Truncator(outcome.text).chars(160),
        said=outcome.text if len(outcome.text) > 160 else "",
        who=gathering.organiser or TEAM,
        state=WITHDRAWN if outcome.withdrawn_at is not None else "",
        body=gathering.body.scope if gathering.body is not None else None,
        opened_at=outcome.written_at,
        changed_at=outcome.withdrawn_at or outcome.written_at,
        is_public=True,
    )


def gathering_words(gathering: Gathering) -> str:
    """What the search reads: what it was for, what was decided, what stayed apart."""
    said = gathering.outcomes.standing().values_list("text", flat=True)
    return " ".join(plain(each) for each in (gathering.purpose, gathering.minutes, *said) if each)


def all_gatherings() -> QuerySet[Gathering]:
    return Gathering.objects.select_related("node", "scope", "body__scope")


def all_decisions() -> QuerySet[Outcome]:
    return Outcome.objects.decisions().select_related("node", "gathering__scope", "gathering__body__scope")


GATHERING_KIND = NodeKind(
    name=GATHERING,
    label=_("rencontre"),
    model=Gathering,
    fields=gathering_fields,
    objects=all_gatherings,
    url_name="gatherings:gathering_page",
    asks_answer=False,
    words=gathering_words,
    states={CANCELLED: _("annulée")},
)
DECISION_KIND = NodeKind(
    name=DECISION,
    label=_("décision d’une rencontre"),
    model=Outcome,
    fields=decision_fields,
    objects=all_decisions,
    url_name="gatherings:decision_page",
    states={WITHDRAWN: _("retirée du compte rendu")},
)
