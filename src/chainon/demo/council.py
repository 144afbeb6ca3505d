"""The council of a neighbourhood: its draw is frozen, published, and waits for whoever wants to conduct it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from chainon.governance.bodies.models import BodyKind
from chainon.governance.draws import services as draws
from chainon.governance.draws.models import Draw, Path
from chainon.governance.volunteers.models import VolunteerList
from chainon.governance.volunteers.services import group_households, open_list

from . import drawing, enlisting
from .beginnings import Beginning, Meeting
from .people import invent
from .profiles import AGE, GENDER, HOME, SECTOR, SINCE, TRAITS
from .story import Story

NAME = "Conseil citoyen des Tilleuls"
WHERE = "Les Tilleuls"
PURPOSE = "Donner la parole à celles et ceux qui vivent aux Tilleuls sur ce qui se décide pour le quartier."
MEETING = Meeting("Réunion d’habitants, maison des Tilleuls", day=-32, present=23)
LAST_DAY_OF_FORM = -16
ASKED = (GENDER, AGE, HOME, SINCE)
HOMES = {"Propriétaire": 27, "Locataire d’un bailleur social": 55, "Locataire d’un particulier": 18}
"""How the neighbourhood is housed, unlike the town."""


class Council(Beginning):
    volunteers: VolunteerList
    draw: Draw

    def __init__(self, story: Story) -> None:
        kind, seats = BodyKind.CITIZENS_COUNCIL, story.size.council_seats
        super().__init__(story, kind=kind, name=NAME, where=WHERE, seats=seats, months=24, purpose=PURPOSE)
        self.people = invent(story.size.neighbours, NAME, {SECTOR: WHERE})

    def plan(self) -> None:
        plan = self.story.plan
        plan(-42, 14, 0, self.open)
        plan(-40, 16, 0, self.publish_charter)
        plan(MEETING.day, 19, 30, partial(self.adopt_charter, MEETING))
        plan(-31, 9, 0, self.ask_for_volunteers)
        plan(-23, 18, 30, self.sign_up)
        plan(-13, 10, 0, self.bring_file)
        plan(-12, 15, 0, self.prepare)
        plan(-10, 11, 30, self.submit)
        plan(-6, 18, 10, self.approve)

    def ask_for_volunteers(self) -> None:
        bruno, until = self.story.people["bruno"], self.story.day(LAST_DAY_OF_FORM)
        self.volunteers = open_list(by=bruno, body=self.body, title="Volontaires des Tilleuls", form_until=until)
        asked = [trait for trait in TRAITS if trait.name in ASKED]
        here = [replace(trait, residents=HOMES) if trait.name == HOME else trait for trait in asked]
        enlisting.add_criteria(bruno, self.volunteers, here)

    def sign_up(self) -> None:
        enlisting.sign_up(self.volunteers, self.people[::4])

    def bring_file(self) -> None:
        bruno, day = self.story.people["bruno"], self.story.day(LAST_DAY_OF_FORM)
        others = [person for place, person in enumerate(self.people) if place % 4]
        enlisting.bring_file(bruno, self.volunteers, others, consented_on=day)
        group_households(by=bruno, volunteer_list=self.volunteers)

    def prepare(self) -> None:
        self.draw = drawing.prepare(
            self.story.people["bruno"],
            self.body,
            self.volunteers,
            title="Tirage au sort du conseil citoyen",
            path=Path.SIMPLE,
            margin=1,
        )
        drawing.compute(self.draw)

    def submit(self) -> None:
        drawing.submit(
            self.story.people["bruno"],
            self.draw,
            ceremony_at=self.story.moment(8, 18, 30),
            ceremony_place="Maison des Tilleuls, square des Hirondelles",
        )

    def approve(self) -> None:
        draws.approve(by=self.story.people["chantal"], draw=self.draw)
