"""What a person said, supports and follows here, and what becomes of each: read from the chain, for them alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chainon.base.accounts.models import User
from chainon.base.chain.kinds import address_of, kinds, state_in_words, url_of
from chainon.base.chain.models import Follow, Node
from chainon.base.chain.selectors import Expected, turns_where_they_stand
from chainon.base.chain.unheard import days_unheard
from chainon.base.scopes.models import Scope
from chainon.base.ui import typography
from chainon.deliberation.debates.models import Argument
from chainon.deliberation.interpellations.models import Interpellation
from chainon.deliberation.proposals.models import Proposal, State
from chainon.deliberation.proposals.node import KIND
from chainon.deliberation.proposals.standing import News, Standing, standing
from chainon.deliberation.supports.models import Support

MOST = 50
"""So many of each are shown, the latest first."""


@dataclass(frozen=True)
class Line:
    """`detail`: what it is, and since when it is theirs. `follow`: what stops it, of a followed thread."""

    title: str
    url: str
    detail: str
    standing: Standing
    follow: str = ""


@dataclass(frozen=True)
class Mine:
    said: list[Line]
    debated: list[Line]
    supported: list[Line]
    followed: list[Line]

    @property
    def has_any(self) -> bool:
        return any((self.said, self.debated, self.supported, self.followed))


@dataclass(frozen=True)
class Found:
    """A public node, and what ties the person to it."""

    node: Node
    detail: str
    follow: str = ""


def mine_of(by: User, territory: Scope) -> Mine:
    """Nine queries, whatever was said. What they said that is not public stands with its state, without its thread."""
    hidden, said = _said(by, territory)
    parts = (said, _debated(by, territory), _supported(by, territory), _followed(by, territory))
    lines = _lines(territory, [each for part in parts for each in part])
    own, *others = ([lines.pop(0) for _each in part] for part in parts)
    return Mine([*hidden, *own], *others)


def _said(by: User, territory: Scope) -> tuple[list[Line], list[Found]]:
    """Alone or with others: those that wait or were refused first, then those that everyone reads."""
    proposals = Proposal.objects.of(territory).filter(Q(author=by) | Q(signatures__user=by)).distinct()
    rows = list(proposals.select_related(*AROUND).order_by("-created_at", "-pk")[:MOST])
    asked = Interpellation.objects.filter(node__territory=territory, author=by, body=None, node__is_public=True)
    public = [(each.created_at, each.node) for each in rows if each.is_public]
    public += [(each.opened_at, each.node) for each in asked.select_related(*AROUND)[:MOST]]
    public.sort(key=lambda pair: pair[0], reverse=True)
    hidden = [_hidden(each) for each in rows if not each.is_public]
    return hidden, [Found(node, _what(node, day=_day(at))) for at, node in public]


def _hidden(proposal: Proposal) -> Line:
    """Read by its author and the team alone."""
    waits = proposal.state == State.WAITING
    words = _("À relire") if waits else _("Non publiée")
    turn = _("L’équipe d’animation la relit avant de la publier.") if waits else proposal.refusal_reason
    detail = " · ".join((str(kinds()[KIND].label).capitalize(), _day(proposal.created_at)))
    url = address_of(KIND, proposal.public_id, "")
    return Line(proposal.title, url, detail, Standing(1, words, turn, str(proposal.state.label), "wait"))


def _debated(by: User, territory: Scope) -> list[Found]:
    """The debates where they gave a reason or a reply, the one where they spoke last first."""
    words = Argument.objects.filter(author=by, withdrawn_at=None, debate__node__is_public=True)
    words = words.filter(debate__node__territory=territory)
    spoken = words.values("debate__node").annotate(number=Count("pk"), last=Max("created_at")).order_by("-last")[:MOST]
    counts = {row["debate__node"]: (row["number"], row["last"]) for row in spoken}
    nodes = _nodes(counts)
    return [Found(nodes[key], _spoken(*said)) for key, said in counts.items() if key in nodes]


def _spoken(number: int, last: datetime) -> str:
    said = ngettext(
        "Vous y avez parlé %(number)s fois, le %(day)s",
        "Vous y avez parlé %(number)s fois, en dernier le %(day)s",
        number,
    )
    return said % {"number": typography.number(number), "day": _day(last)}


def _supported(by: User, territory: Scope) -> list[Found]:
    """By their account; what a relay wrote down for them is not known as theirs."""
    rows = Support.objects.filter(user=by, node__territory=territory, node__is_public=True)
    found = rows.select_related(*AROUND).order_by("-supported_at", "-pk")[:MOST]
    return [
        Found(row.node, _what(row.node, _("soutenue le {day}").format(day=_day(row.supported_at)))) for row in found
    ]


def _followed(by: User, territory: Scope) -> list[Found]:
    """What moved last comes first."""
    rows = Follow.objects.filter(user=by, node__territory=territory, node__is_public=True)
    found = rows.select_related(*AROUND).order_by("-node__latest_at", "-pk")[:MOST]
    return [
        Found(row.node, _what(row.node, _("suivie depuis le {day}").format(day=_day(row.followed_at))), row.public_id)
        for row in found
    ]


AROUND = ("node__stands_at", "node__scope")


def _nodes(keys: Iterable[int]) -> dict[int, Node]:
    return Node.objects.public().select_related("stands_at", "scope").in_bulk(list(keys))


def _what(node: Node, tie: str = "", *, day: str = "") -> str:
    return " · ".join(filter(None, (capfirst(str(kinds()[node.kind].label)), node.scope.label, day, tie)))


def _lines(territory: Scope, found: Sequence[Found]) -> list[Line]:
    """Where each stands, and whose turn it is: two queries for all of them."""
    nodes = [each.node for each in found]
    turns = turns_where_they_stand(territory, [(node.pk, node.stands_at_id) for node in nodes])
    idle = days_unheard(territory, turns) if turns else {}
    return [
        Line(
            title=each.node.title or str(kinds()[each.node.kind].label).capitalize(),
            url=url_of(each.node),
            detail=each.detail,
            standing=_standing(each.node, turns[each.node.pk], idle.get(each.node.pk)),
            follow=each.follow,
        )
        for each in found
    ]


def _standing(node: Node, turns: Sequence[Expected], idle: int | None) -> Standing:
    news = News.of(node)
    found = standing(state=node.state, reached=node.reached, news=news, turns=turns, idle=idle)
    own = state_in_words(node)
    return replace(found, words=own) if own and news is None and node.kind != KIND else found


def _day(moment: datetime) -> str:
    return typography.day(timezone.localtime(moment).date())
