"""How it began: the town, its neighbourhoods, and who does what."""

from __future__ import annotations

from chainon.base.accounts.models import Role, User
from chainon.base.accounts.services import give_role, open_account
from chainon.base.scopes.services import create_territory
from chainon.territory.places.models import Kind
from chainon.territory.places.services import Population, add_place

from .figures import FIGURES
from .outlines import AROUND, outline
from .story import Story
from .town import NEIGHBOURHOODS, PEOPLE, SOURCE, TOWN

FIRST_DAY = -91


def plan(story: Story) -> None:
    story.plan(FIRST_DAY, 10, 0, lambda: _found(story))
    story.plan(FIRST_DAY, 10, 20, lambda: _draw_map(story))
    story.plan(FIRST_DAY, 11, 0, lambda: _give_roles(story))


def open_invented(email: str, name: str) -> User:
    """An account that a visitor may enter as."""
    user, _is_new = open_account(email=email, display_name=name, is_proven=True, is_demonstration=True)
    return user


def _found(story: Story) -> None:
    story.territory = create_territory(name=TOWN, is_demonstration=True)
    for figure in FIGURES:
        story.people[figure.key] = open_invented(figure.email, figure.name)
    give_role(by=None, role=Role.ADMINISTRATOR, scope=story.territory.scope, user=story.people["ines"])


def _draw_map(story: Story) -> None:
    ines, year = story.people["ines"], story.today.year
    story.places[TOWN] = town = add_place(
        by=ines,
        parent=story.territory.scope,
        kind=Kind.MUNICIPALITY,
        name=TOWN,
        outline=outline(AROUND),
        population=Population(PEOPLE, year, SOURCE),
    )
    for each in NEIGHBOURHOODS:
        story.places[each.name] = add_place(
            by=ines,
            parent=town.scope,
            kind=Kind.NEIGHBOURHOOD,
            name=each.name,
            outline=outline(each.corners),
            population=Population(each.people, year, SOURCE),
        )


def _give_roles(story: Story) -> None:
    for figure in FIGURES[1:]:
        scope = story.places[figure.where].scope if figure.where else story.territory.scope
        give_role(by=story.people["ines"], role=figure.role, scope=scope, user=story.people[figure.key])
