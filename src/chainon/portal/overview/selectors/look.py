"""What one looks at: a place, a body, a theme, stages. The same for every number of a page and for the list behind it,
so that they agree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from chainon.base.chain.models import Node, Stage, Tally, Theme, Wait
from chainon.base.chain.selectors import LEADS_TO, today
from chainon.base.scopes.models import Scope
from chainon.base.scopes.remembering import remembered
from chainon.governance.bodies.models import Body

STAGE_SLUGS = {
    Stage.VOICE: "paroles",
    Stage.DELIBERATION: "debats",
    Stage.DECISION: "decisions",
    Stage.COMMITMENT: "engagements",
    Stage.EFFECT: "effets",
    Stage.LESSON: "lecons",
}


@dataclass(frozen=True)
class Without:
    """What stands in a choice for « none of them »."""

    public_id: str
    label: str | Promise

    def __str__(self) -> str:
        return str(self.label)


WITHOUT_THEME = Without("aucun", gettext_lazy("Sans thème"))
WITHOUT_BODY = Without("aucune", gettext_lazy("Hors instance"))


@dataclass(frozen=True)
class Look:
    """`place` and all inside it; `whose`: whose turn it is, as the page says it; `is_late`: only what is late.

    A body that the guarantor took out of the lists is not named: what it carried is counted outside bodies.
    """

    place: Scope | None = None
    body: Body | Without | None = None
    theme: Theme | Without | None = None
    stages: tuple[Stage, ...] = ()
    is_late: bool = False
    whose: str = ""

    def address(self, route: str, **change: Any) -> str:
        """Of a page of this slice, for this look with some of it changed."""
        look = replace(self, **change) if change else self
        pairs = look.pairs()
        return _page(route, get_script_prefix()) + (f"?{urlencode(pairs)}" if pairs else "")

    def pairs(self) -> list[tuple[str, str]]:
        """As they stand in addresses."""
        chosen = (("lieu", self.place), ("instance", self.body), ("theme", self.theme))
        found = [(name, str(each.public_id)) for name, each in chosen if each is not None]
        found += [("etape", STAGE_SLUGS[stage]) for stage in self.stages]
        if self.is_late:
            found.append(("retard", "oui"))
        if self.whose:
            found.append(("tour", self.whose))
        return found

    def counted(self, territory: Scope) -> Q:
        """For `Tally`, and for `Node` when it is public."""
        found = self._within(territory) & self._sorted("")
        return found & Q(stage__in=self.stages) if self.stages else found

    def missing(self, territory: Scope) -> Q:
        """For open `Wait`s: stages are those where the missing link is seen."""
        found = self._within(territory) & self._sorted("node__")
        if self.stages:
            found &= Q(expects__in=[expects for expects, stage in LEADS_TO.items() if stage in self.stages])
        if self.is_late:
            found &= Q(due_on__lt=today(territory))
        return found & Q(whose=self.whose) if self.whose else found

    def _within(self, territory: Scope) -> Q:
        """A place is of its territory: saying both would lead the database astray from the index of scopes."""
        if self.place is not None and self.place != territory:
            return Q(scope__in=Scope.objects.within(self.place))
        return Q(territory=territory.root)

    def _sorted(self, before: str) -> Q:
        found = Q()
        if isinstance(self.theme, Without):
            found &= Q(**{f"{before}theme": None})
        elif self.theme is not None:
            found &= Q(**{f"{before}theme": self.theme})
        if isinstance(self.body, Without):
            found &= Q(**{f"{before}body": None}) | Q(**{f"{before}body__body__hidden_at__isnull": False})
        elif self.body is not None:
            found &= Q(**{f"{before}body": self.body.scope_id})
        return found


@lru_cache(maxsize=16)  # a page holds two hundred of these
def _page(route: str, prefix: str) -> str:
    return reverse(f"overview:{route}")


@remembered
def bodies_shown(territory: Scope) -> list[Body]:
    """Those that may be named, by name, closed ones too: what they carried stays."""
    return list(Body.objects.of(territory).shown().select_related("scope").order_by("scope__label", "pk"))


def public_nodes(territory: Scope, look: Look) -> Any:
    return Node.objects.public().filter(look.counted(territory))


def tallied(territory: Scope, look: Look) -> Any:
    return Tally.objects.filter(look.counted(territory), count__gt=0)


def open_waits(territory: Scope, look: Look) -> Any:
    return Wait.objects.open().filter(look.missing(territory))
