"""What the acts of a guarantor say of themselves to the chain."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from chainon.base.chain.kinds import NodeFields, NodeKind
from chainon.base.chain.models import Stage
from chainon.base.ui.names import AS_DEPUTY, AS_GUARANTOR

from .models import MODEL_OF, Act, ActKind, Alert, Opinion, OpinionAct, Reply, Suspension


def fields(act: Act) -> NodeFields:
    """Public from the first moment, for ever; an answer to a request is news."""
    return NodeFields(
        scope=act.scope,
        stage=Stage.DELIBERATION,
        title=act.title,
        said=Truncator(act.text).chars(400),
        who=(AS_DEPUTY if act.appointment.is_deputy else AS_GUARANTOR).format(name=act.appointment.name),
        state=act.reply or act.opinion,
        theme=act.about.theme if act.about else None,
        opened_at=act.made_at,
        changed_at=act.replied_at or act.made_at,
        is_public=True,
    )


def _all(kind: ActKind) -> QuerySet[Act]:
    return MODEL_OF[kind].objects.filter(kind=kind).select_related("node", "scope", "appointment", "about__theme")


ALERT = NodeKind(
    name="alert",
    label=_("alerte du garant"),
    model=Alert,
    fields=fields,
    objects=lambda: _all(ActKind.ALERT),
    url_name="guarantors:act_page",
    asks_answer=False,
)
OPINION = NodeKind(
    name="opinion",
    label=_("avis du garant"),
    model=OpinionAct,
    fields=fields,
    objects=lambda: _all(ActKind.OPINION),
    url_name="guarantors:act_page",
    asks_answer=False,
    states={each.value: each.label for each in Opinion},
)
SUSPENSION = NodeKind(
    name="suspension",
    label=_("demande de suspension"),
    model=Suspension,
    fields=fields,
    objects=lambda: _all(ActKind.SUSPENSION),
    url_name="guarantors:act_page",
    asks_answer=False,
    states={each.value: each.label for each in Reply},
)
KINDS = (ALERT, OPINION, SUSPENSION)
