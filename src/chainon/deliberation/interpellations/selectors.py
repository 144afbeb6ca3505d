"""Reading interpellations for pages: plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Node
from chainon.base.chain.selectors import turns_where_they_stand
from chainon.base.scopes.models import Scope
from chainon.base.ui.names import in_words
from chainon.deliberation.proposals.standing import News, Standing, standing
from chainon.deliberation.supports.models import Support
from chainon.deliberation.supports.selectors import Counts, counts_of
from chainon.governance.bodies.models import Body

from .models import Interpellation, ShownName, State, Terms


def terms_of(territory: Scope) -> Terms:
    return Terms.objects.filter(territory=territory.root).first() or Terms(territory=territory.root, set_at=clock.now())


@dataclass(frozen=True)
class Row:
    """An interpellation in a list. `missing`: signatures still needed, 0 once it is addressed."""

    title: str
    url: str
    who: str
    addressee: str
    opened_at: datetime
    state: str
    counted: int
    needed: int
    missing: int
    standing: Standing


def rows(territory: Scope, *, body: Body | None = None, limit: int = 100) -> list[Row]:
    """Those that wait for signatures or for an answer first, the latest first; four queries whatever their number."""
    found = Interpellation.objects.of(territory).select_related("node__stands_at")
    if body is not None:
        found = found.filter(body=body)
    interpellations = list(found.order_by("-opened_at", "-pk")[:limit])
    nodes = [one.node for one in interpellations]
    counts = counts_of(node.pk for node in nodes)
    turns = turns_where_they_stand(territory, [(node.pk, node.stands_at_id) for node in nodes])
    made = []
    for one in interpellations:
        node, counted = one.node, counts.get(one.node.pk, Counts()).counted
        made.append(
            Row(
                title=one.title,
                url=url_of(node),
                who=in_words(node.who),
                addressee=one.addressee,
                opened_at=one.opened_at,
                state=one.state,
                counted=counted,
                needed=one.needed,
                missing=max(one.needed - counted, 0) if one.state == State.COLLECTING else 0,
                standing=standing(state=one.state, reached=node.reached, news=News.of(node), turns=turns[node.pk]),
            )
        )
    order = {State.COLLECTING: 0, State.ADDRESSED: 0, State.WITHDRAWN: 1}
    return sorted(made, key=lambda row: order[State(row.state)])


def interpellation_of(node: Node) -> Interpellation | None:
    found = Interpellation.objects.select_related("node", "scope__territory", "theme", "body__scope", "author")
    return found.filter(node=node).first()


def counts(one: Interpellation) -> Counts:
    return counts_of([one.node.pk]).get(one.node.pk, Counts())


def names(one: Interpellation) -> list[str]:
    """Those who signed, still do, and wish to be read."""
    signing = Support.objects.filter(node=one.node).exclude(user=None).values("user")
    return list(ShownName.objects.filter(interpellation=one, user__in=signing).values_list("name", flat=True))


def shows_name(user: User, one: Interpellation) -> bool:
    return ShownName.objects.filter(interpellation=one, user=user).exists()


def own(user: User) -> list[dict[str, str]]:
    """For the person who takes their data away."""
    found = Interpellation.objects.filter(author=user).order_by("opened_at")
    return [{"titre": one.title, "texte": one.text, "ouverte le": one.opened_at.isoformat()} for one in found]
