"""Reading recommendations for pages: plain rows, their standing read from the chain."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Node, Stage, Theme
from chainon.base.chain.selectors import turns_where_they_stand
from chainon.base.scopes.models import Scope
from chainon.deliberation.proposals.standing import News, Standing, standing
from chainon.governance.bodies.models import Body

from .models import Recommendation, Sheet
from .reading import Reading, read


@dataclass(frozen=True)
class Row:
    """One recommendation: its words, and what became of them."""

    number: str
    text: str
    theme: str
    carried_by: str
    url: str
    public_id: str
    standing: Standing


@dataclass(frozen=True)
class Kept:
    """What was done of a whole sheet. `by_standing`: where they stand in words and how many, the farthest first."""

    rows: list[Row]
    answered: int
    promised: int
    done: int
    by_standing: list[tuple[str, int]]


def themes_of(territory: Scope) -> list[Theme]:
    return list(Theme.objects.filter(territory=territory.root, retired_on=None))


def reading_of(sheet: Sheet) -> Reading:
    return read(sheet.source, themes_of(sheet.body.scope.root))


def sheet_with_id(territory: Scope, public_id: str) -> Sheet | None:
    found = Sheet.objects.of(territory).select_related("body__scope__territory", "body__scope__parent")
    return found.filter(public_id=public_id).first()


def recommendation_of(node: Node) -> Recommendation | None:
    return Recommendation.objects.select_related("sheet__body__scope", "theme").filter(node=node).first()


def kept(sheet: Sheet) -> Kept:
    """Three queries whatever the number of lines."""
    found = list(
        Recommendation.objects.filter(sheet=sheet).select_related("node__stands_at", "theme").order_by("position")
    )
    turns = turns_where_they_stand(sheet.body.scope.root, [(one.pk, one.node.stands_at_id) for one in found])
    rows, order = [], {}
    for one in found:
        node, news = one.node, News.of(one.node)
        stands = standing(state="", reached=node.reached, news=news, turns=turns[one.pk])
        if news is None and not turns[one.pk]:
            stands = Standing(node.reached, _("Pas encore de réponse"))
        rows.append(_row(one, stands))
        order[stands.words] = -node.reached
    counts = Counter(row.standing.words for row in rows)
    return Kept(
        rows=rows,
        answered=sum(row.standing.reached >= Stage.DECISION for row in rows),
        promised=sum(row.standing.reached >= Stage.COMMITMENT for row in rows),
        done=sum(row.standing.reached >= Stage.EFFECT for row in rows),
        by_standing=sorted(counts.items(), key=lambda pair: (order[pair[0]], -pair[1], pair[0])),
    )


def _row(one: Recommendation, stands: Standing) -> Row:
    theme = one.theme.name if one.theme else ""
    return Row(one.number, one.text, theme, one.carried_by, url_of(one.node), one.node.public_id, stands)


@dataclass(frozen=True)
class SheetRow:
    public_id: str
    title: str
    body: str
    adopted_on: date
    lines: int
    answered: int


def sheet_rows(territory: Scope, *, body: Body | None = None) -> list[SheetRow]:
    """The published ones, the latest first; two queries."""
    sheets = Sheet.objects.of(territory).published().select_related("body__scope")
    if body is not None:
        sheets = sheets.filter(body=body)
    reached: dict[int, list[int]] = {}
    for sheet, stage in Recommendation.objects.filter(sheet__in=sheets).values_list("sheet_id", "node__reached"):
        reached.setdefault(sheet, []).append(stage)
    return [
        SheetRow(
            public_id=each.public_id,
            title=each.title,
            body=each.body.name,
            adopted_on=each.adopted_on,
            lines=len(reached.get(each.pk, [])),
            answered=sum(stage >= Stage.DECISION for stage in reached.get(each.pk, [])),
        )
        for each in sheets
    ]


def drafts_of(body: Body) -> list[Sheet]:
    """Written and not published yet: for those who may publish them."""
    return list(Sheet.objects.filter(body=body, published_at=None))


def chosen(sheet: Sheet, keys: list[str]) -> list[Recommendation]:
    found = Recommendation.objects.filter(sheet=sheet, node__public_id__in=keys)
    return list(found.select_related("node__scope", "node__territory").order_by("position"))
