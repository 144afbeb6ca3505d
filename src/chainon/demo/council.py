"""The council of a neighbourhood: its draw is frozen, published, and waits for whoever wants to conduct it."""

from __future__ import annotations

from dataclasses import replace

from chainon.governance.bodies.models import Body, BodyKind
from chainon.governance.bodies.services import open_body
from chainon.governance.charters.services import publish_charter, record_adoption, write_charter
from chainon.governance.draws import services as draws
from chainon.governance.draws.models import Draw, Path
from chainon.governance.volunteers.models import VolunteerList
from chainon.governance.volunteers.services import group_households, open_list

from . import drawing, enlisting
from .people import invent
from .profiles import AGE, GENDER, HOME, SECTOR, SINCE, TRAITS
from .story import Story

NAME = "Conseil citoyen des Tilleuls"
WHERE = "Les Tilleuls"
PURPOSE = "Donner la parole à celles et ceux qui vivent aux Tilleuls sur ce qui se décide pour le quartier."
MEETING_DAY, LAST_DAY_OF_FORM = -32, -16
ASKED = (GENDER, AGE, HOME, SINCE)
HOMES = {"Propriétaire": 27, "Locataire d’un bailleur social": 55, "Locataire d’un particulier": 18}
"""How the neighbourhood is housed, unlike the town."""


class Council:
    body: Body
    volunteers: VolunteerList
    draw: Draw

    def __init__(self, story: Story) -> None:
        self.story = story
        self.people = invent(story.size.neighbours, NAME, {SECTOR: WHERE})

    def plan(self) -> None:
        plan = self.story.plan
        plan(-42, 14, 0, self.open)
        plan(-40, 16, 0, self.publish_charter)
        plan(MEETING_DAY, 19, 30, self.adopt_charter)
        plan(-31, 9, 0, self.ask_for_volunteers)
        plan(-23, 18, 30, self.sign_up)
        plan(-13, 10, 0, self.bring_file)
        plan(-12, 15, 0, self.prepare)
        plan(-10, 11, 30, self.submit)
        plan(-6, 18, 10, self.approve)

    def open(self) -> None:
        self.body = open_body(
            by=self.story.people["bruno"],
            parent=self.story.places[WHERE].scope,
            kind=BodyKind.CITIZENS_COUNCIL,
            name=NAME,
            seats=self.story.size.council_seats,
            term_months=24,
            purpose=PURPOSE,
        )

    def publish_charter(self) -> None:
        bruno = self.story.people["bruno"]
        self.charter = publish_charter(by=bruno, charter=write_charter(by=bruno, body=self.body))

    def adopt_charter(self) -> None:
        record_adoption(
            by=self.story.people["bruno"],
            charter=self.charter,
            adopted_by="Réunion d’habitants, maison des Tilleuls",
            adopted_on=self.story.day(MEETING_DAY),
            present=23,
        )

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
