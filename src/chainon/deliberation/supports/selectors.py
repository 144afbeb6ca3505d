"""Counts for pages. What may rank, pass a threshold or decide reads `counted` and `counted_of`, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from chainon.base.accounts.models import User
from chainon.base.chain.models import Node
from chainon.base.scopes.models import Scope
from chainon.base.ui.typography import number

from .models import DayOfCounts, Declared, Support, SupportCount, Way


@dataclass(frozen=True)
class Counts:
    counted: int = 0
    paper: int = 0
    online: int = 0

    @property
    def declared(self) -> int:
        return self.paper + self.online

    @property
    def words(self) -> str:
        """ "12 soutiens" """
        return _supports(self.counted, get_language())

    @property
    def ways(self) -> str:
        """ "23 sur papier, 18 en ligne" """
        each = [
            _("{number} sur papier").format(number=number(self.paper)) if self.paper else "",
            _("{number} en ligne").format(number=number(self.online)) if self.online else "",
        ]
        return ", ".join(filter(None, each))

    @property
    def declared_words(self) -> str:
        """ "41 soutiens déclarés (23 sur papier, 18 en ligne)", or "" """
        if not self.declared:
            return ""
        said = ngettext("{number} soutien déclaré ({ways})", "{number} soutiens déclarés ({ways})", self.declared)
        return said.format(number=number(self.declared), ways=self.ways)


@lru_cache(maxsize=1024)  # a list says fifty, the next one nearly the same
def _supports(counted: int, language: str | None) -> str:
    return ngettext("{number} soutien", "{number} soutiens", counted).format(number=number(counted))


def counts_of(nodes: Iterable[int]) -> dict[int, Counts]:
    """For showing: node key → counts, in one query; nodes without any support are absent."""
    rows = SupportCount.objects.filter(node__in=set(nodes)).values_list("node", "counted", "paper", "online")
    return {key: Counts(counted, paper, online) for key, counted, paper, online in rows}


def counted(nodes: Iterable[int]) -> dict[int, int]:
    """For ranking, thresholds and decisions: declared supports are not in it, and never will be."""
    return {key: each.counted for key, each in counts_of(nodes).items()}


def counted_of(node: Node) -> int:
    return counted([node.pk]).get(node.pk, 0)


def supports(user: User, node: Node) -> bool:
    return Support.objects.filter(node=node, user=user).exists()


def sheets_of(node: Node) -> list[Declared]:
    """The sheets entered for a node, the latest first."""
    return list(Declared.objects.filter(node=node, way=Way.PAPER).order_by("-declared_at", "-pk")[:50])


def days_of_counts(territory: Scope, limit: int = 31) -> list[DayOfCounts]:
    return list(DayOfCounts.objects.filter(territory=territory).defer("text")[:limit])


def own_supports(user: User) -> list[dict[str, str]]:
    """For the person who takes their data away."""
    rows = Support.objects.filter(user=user).select_related("node").order_by("supported_at", "pk")
    return [{"titre": row.node.title, "soutenu le": row.supported_at.isoformat()} for row in rows]
