"""A small town in which much was said: for the tests of this slice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.models import Node, Relation, Theme
from chainon.base.chain.services import expect
from chainon.base.scopes.models import Territory
from chainon.commitments.commitments.tests import making as promises
from chainon.deliberation.proposals.tests.making import said, theme_of
from chainon.governance.bodies.models import Body, BodyKind
from chainon.governance.bodies.services import gather, open_body
from chainon.governance.gatherings.tests import making as meetings
from chainon.governance.processes.tests import making as processes
from chainon.territory.places.models import Kind, Place
from chainon.territory.places.services import add_place
from chainon.territory.places.tests.drawings import square


@dataclass(frozen=True)
class Town:
    """`tower` is inside `tilleuls`; `table` and `voisins` are bodies of `tilleuls`."""

    territory: Territory
    tilleuls: Place
    tower: Place
    halle: Place
    table: Body
    voisins: Body
    lift: Node


def town(territory: Territory, bruno: User, resident: User) -> Town:
    scope = territory.scope
    tilleuls = add_place(
        by=bruno, parent=scope, kind=Kind.NEIGHBOURHOOD, name="Les Tilleuls", outline=square(), qpv_code="QN09305M"
    )
    tower = add_place(by=bruno, parent=tilleuls.scope, kind=Kind.BLOCK, name="Tour B")
    halle = add_place(by=bruno, parent=scope, kind=Kind.NEIGHBOURHOOD, name="La Halle")
    table = open_body(
        by=bruno, parent=tilleuls.scope, kind=BodyKind.NEIGHBOURHOOD_TABLE, name="Table de quartier", seats=12
    )
    voisins = gather(by=resident, parent=tilleuls.scope, name="Les voisins", purpose="Un jardin.", contact="")
    return Town(territory, tilleuls, tower, halle, table, voisins, _words(territory, bruno, tilleuls, tower, table))


def _words(territory: Territory, bruno: User, tilleuls: Place, tower: Place, table: Body) -> Node:
    """Six words in three themes; one answered and promised, one late, one kept by residents and late."""
    lift = said(tower.scope, bruno, "L’ascenseur de la tour B", theme=theme_of(territory.scope))
    said(tower.scope, bruno, "Le hall est sombre", theme=theme_of(territory.scope))
    bench = said(tilleuls.scope, bruno, "Des bancs", theme=_theme(territory, "Parcs et nature"), body=table)
    said(tilleuls.scope, bruno, "Un skate-parc", theme=_theme(territory, "Sport et loisirs"))
    said(territory.scope, bruno, "Des bus le soir")
    said(territory.scope, bruno, "Des toilettes", body=table)
    promises.promised(lift.node, by=bruno)
    promises.followed(bench.node, by=bruno)
    with clock.at(clock.now() - timedelta(days=90)):
        expect(node=bench.node, expects=Relation.ANSWER, whose="La ville", whose_key="ville")
    return lift.node


def _theme(territory: Territory, name: str) -> Theme:
    return Theme.objects.get(territory=territory.scope, name=name)


def full_place(found: Town, bruno: User) -> None:
    """A gathering to come, one cancelled, a process that is public and one that is not."""
    meetings.convened(bruno, found.tilleuls.scope, found.table)
    processes.published(bruno, found.tilleuls.scope)
    processes.drafted(bruno, found.tilleuls.scope, title="Un brouillon que nul ne lit")
