"""How it began: the town, its neighbourhoods, and who does what."""

from __future__ import annotations

from chainon.base.accounts.models import Role, User
from chainon.base.accounts.services import give_role, open_account
from chainon.base.scopes.services import create_territory
from chainon.portal.legal.models import LegalBasis
from chainon.portal.legal.services import fill_notice
from chainon.territory.places.models import Kind
from chainon.territory.places.services import Population, add_place

from .figures import FIGURES
from .outlines import AROUND, outline
from .story import Story
from .town import MAIL, NEIGHBOURHOODS, PEOPLE, SOURCE, TOWN

FIRST_DAY = -91


LEGAL = {
    "publisher": f"Ville de {TOWN}, qui n’existe pas",
    "publisher_status": "Commune inventée pour la démonstration",
    "publisher_address": f"1 place du Marché, {TOWN}",
    "publisher_phone": "01 99 00 17 00",  # kept by the Arcep for works of fiction
    "contact_email": f"participation@mairie.{MAIL}",
    "director": "Gilles Hervieu, adjoint à la vie des quartiers",
    "host": "La personne qui a lancé cette démonstration",
    "host_address": "Sa propre machine",
    "host_phone": "01 99 00 17 00",
    "legal_basis": LegalBasis.PUBLIC_TASK.value,
    "data_officer": f"donnees@mairie.{MAIL}",
    "processors": "Personne.",
    "funders": "Personne : tout est inventé.",
    "moderators": "Bruno Delattre, pour l’équipe d’animation.",
    "server_people": "La personne qui a lancé cette démonstration.",
}


def plan(story: Story) -> None:
    story.plan(FIRST_DAY, 10, 0, lambda: _found(story))
    story.plan(FIRST_DAY, 10, 20, lambda: _draw_map(story))
    story.plan(FIRST_DAY, 11, 0, lambda: _give_roles(story))
    story.plan(FIRST_DAY + 1, 9, 0, lambda: _fill_legal_pages(story))


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
    ines, year = story.people["ines"], story.monday.year
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


def _fill_legal_pages(story: Story) -> None:
    fill_notice(by=story.people["ines"], territory=story.territory.scope, answers=LEGAL)
