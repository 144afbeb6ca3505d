"""A small body, its list and its draw, made through the services: for the tests of this slice and of those above."""

from __future__ import annotations

import random
from datetime import timedelta

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.governance.bodies.models import Body, BodyKind
from chainon.governance.bodies.services import open_body
from chainon.governance.charters.models import Adoption, Article, ArticleKey, Charter
from chainon.governance.draws import services
from chainon.governance.draws.models import Draw, Path
from chainon.governance.draws.services.computing import compute
from chainon.governance.draws.services.freezing import seal_draw
from chainon.governance.volunteers.models import (
    Criterion,
    CriterionValue,
    Origin,
    Volunteer,
    VolunteerList,
    VolunteerValue,
)
from chainon.governance.volunteers.services import open_list

SEATS = 6
VALUES = {"Genre": ("Femme", "Homme"), "Âge": ("16–25", "26–60", "61 et plus")}


class Running:
    """A job that runs in the test's own process."""

    def __init__(self, subject: str) -> None:
        self.subject = subject
        self.stages: list[tuple[str, float]] = []

    def report(self, stage: str, share: float) -> None:
        self.stages.append((stage, share))

    def should_stop(self) -> bool:
        return False


def make_body(territory: Territory, by: User) -> Body:
    body = open_body(by=by, parent=territory.scope, kind=BodyKind.ASSEMBLY, name="Assemblée des habitants", seats=SEATS)
    charter = Charter.objects.create(body=body, version=1, written_at=clock.now(), published_at=clock.now())
    Article.objects.create(charter=charter, key=ArticleKey.OBJECTIVES, text="Entendre celles et ceux qu’on entend peu.")
    Adoption.objects.create(
        charter=charter, adopted_by="Réunion", adopted_on=clock.today(), present=14, recorded_at=clock.now()
    )
    return body


def make_list(body: Body, by: User, people: int = 40) -> VolunteerList:
    volunteers = open_list(by=by, body=body, title="Volontaires", min_age=16)
    chance = random.Random(7)
    values: dict[str, list[CriterionValue]] = {}
    for position, (name, labels) in enumerate(VALUES.items()):
        criterion = Criterion.objects.create(list=volunteers, position=position, name=name, legal_basis="Équilibre")
        values[name] = [
            CriterionValue.objects.create(criterion=criterion, position=place, label=label, population=place + 1)
            for place, label in enumerate(labels)
        ]
    for number in range(people):
        volunteer = Volunteer.objects.create(
            list=volunteers,
            name=f"Personne {number}",
            first_name=f"Prénom{number}",
            name_key=f"personne {number}",
            email=f"personne{number}@example.org",
            household=f"foyer {number // 2}",
            consented_at=clock.now(),
            consent="test",
            origin=Origin.FILE,
            first_name_public=number % 2 == 0,
        )
        for choices in values.values():
            value = chance.choice(choices)
            VolunteerValue.objects.create(volunteer=volunteer, criterion=value.criterion, value=value)
    return volunteers


def bounds_of(volunteers: VolunteerList) -> dict[int, tuple[int, int]]:
    """Three women, three men, one to three of each age."""
    labels = {"Femme": (3, 3), "Homme": (3, 3)}
    values = CriterionValue.objects.filter(criterion__list=volunteers)
    return {value.pk: labels.get(value.label, (1, 3)) for value in values}


def make_draw(territory: Territory, by: User, *, people: int = 40, path: Path = Path.SIMPLE) -> Draw:
    """In preparation, with its places and its date."""
    body = make_body(territory, by)
    volunteers = make_list(body, by, people)
    draw = services.create_draw(by=by, body=body, volunteers=volunteers, path=path)
    services.set_places(by=by, draw=draw, seats=SEATS, bounds=bounds_of(volunteers))
    return services.set_schedule(
        by=by, draw=draw, ceremony_at=clock.now() + timedelta(days=7), ceremony_place="Salle des fêtes"
    )


def computed(draw: Draw) -> Draw:
    compute(Running(draw.public_id))
    draw.refresh_from_db()
    return draw


def submitted(draw: Draw) -> Draw:
    seal_draw(Running(computed(draw).public_id))
    draw.refresh_from_db()
    return draw


def frozen(draw: Draw, guarantor: User) -> Draw:
    return services.approve(by=guarantor, draw=submitted(draw))


def drawn(draw: Draw, guarantor: User, by: User, numbers: str = "174") -> Draw:
    draw = frozen(draw, guarantor)
    reading = services.read_numbers(by=by, draw=draw, values=[numbers])
    return services.confirm_reading(by=by, draw=draw, reading=reading, attendance=84)
