"""The assembly of the town: a full draw, from the charter to the public ceremony and its verification."""

from __future__ import annotations

from functools import partial

from chainon.governance.bodies.models import BodyKind
from chainon.governance.draws import services as draws
from chainon.governance.draws.models import Draw, Path
from chainon.governance.volunteers.models import VolunteerList
from chainon.governance.volunteers.services import group_households, open_list

from . import drawing, enlisting
from .beginnings import Beginning, Meeting
from .people import Invented, invent
from .profiles import TRAITS
from .story import Story
from .town import TOWN

NAME = "Assemblée des habitants"
PURPOSE = (
    "Dire ce qui doit changer d’abord dans les rues, les parcs et les écoles de la ville, le proposer au conseil "
    "municipal, et suivre ce qui en est fait."
)
HALL = "Salle des fêtes, place du Marché"
MEETING = Meeting("Réunion publique, salle des fêtes", day=-81, present=14, against=0)
CEREMONY = -53
NUMBERS = "174"
ATTENDANCE = 84
LAST_DAY_OF_FORM = -66
SIGN_UP_DAYS = (-79, -77, -72, -68)


class Assembly(Beginning):
    """What it becomes is kept here from one act to the next."""

    volunteers: VolunteerList
    draw: Draw

    def __init__(self, story: Story) -> None:
        seats = story.size.seats
        super().__init__(story, kind=BodyKind.ASSEMBLY, name=NAME, where=TOWN, seats=seats, months=18, purpose=PURPOSE)
        everyone = invent(story.size.volunteers, NAME)
        self.on_line, self.on_paper = everyone[: story.size.by_form], everyone[story.size.by_form :]

    def plan(self) -> None:
        plan = self.story.plan
        plan(-89, 9, 30, self.open)
        plan(-87, 15, 0, self.publish_charter)
        plan(-80, 18, 0, self.ask_for_volunteers)
        plan(MEETING.day, 20, 30, partial(self.adopt_charter, MEETING))
        for place, day in enumerate(SIGN_UP_DAYS):
            some = self.on_line[place :: len(SIGN_UP_DAYS)]
            plan(day, 12, 5, partial(self.sign_up, some))
        plan(-63, 9, 15, self.bring_file)
        plan(-63, 14, 0, self.prepare)
        plan(-63, 14, 30, self.compute)
        plan(-62, 10, 0, self.submit)
        plan(-60, 17, 45, self.approve)
        plan(CEREMONY, 19, 20, self.hold)
        plan(-52, 11, 0, self.verify)

    def ask_for_volunteers(self) -> None:
        bruno = self.story.people["bruno"]
        until = self.story.day(LAST_DAY_OF_FORM)
        self.volunteers = open_list(by=bruno, body=self.body, title="Volontaires pour l’assemblée", form_until=until)
        enlisting.add_criteria(bruno, self.volunteers, TRAITS)

    def sign_up(self, some: list[Invented]) -> None:
        enlisting.sign_up(self.volunteers, some)

    def bring_file(self) -> None:
        bruno, day = self.story.people["bruno"], self.story.day(LAST_DAY_OF_FORM)
        enlisting.bring_file(bruno, self.volunteers, self.on_paper, consented_on=day)
        group_households(by=bruno, volunteer_list=self.volunteers)

    def prepare(self) -> None:
        self.draw = drawing.prepare(
            self.story.people["bruno"],
            self.body,
            self.volunteers,
            title="Tirage au sort de l’assemblée des habitants",
            path=Path.COMPLETE,
            margin=2,
        )

    def compute(self) -> None:
        drawing.compute(self.draw)

    def submit(self) -> None:
        drawing.submit(
            self.story.people["bruno"], self.draw, ceremony_at=self.story.moment(CEREMONY, 19), ceremony_place=HALL
        )

    def approve(self) -> None:
        self.draw = draws.approve(by=self.story.people["chantal"], draw=self.draw)

    def hold(self) -> None:
        """In public, in the hall: three balls, read aloud, then confirmed."""
        bruno = self.story.people["bruno"]
        reading = draws.read_numbers(by=bruno, draw=self.draw, values=[NUMBERS])
        self.draw = draws.confirm_reading(by=bruno, draw=self.draw, reading=reading, attendance=ATTENDANCE)

    def verify(self) -> None:
        draws.record_verification(by=self.story.people["chantal"], draw=self.draw)
