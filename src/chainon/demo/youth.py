"""A council that is only beginning: a charter still in draft, a form that nobody has filled in yet."""

from __future__ import annotations

from chainon.governance.bodies.models import Body, BodyKind
from chainon.governance.bodies.services import open_body
from chainon.governance.charters.services import write_charter
from chainon.governance.volunteers.services import open_list

from . import enlisting
from .profiles import GENDER, SECTOR, TRAITS
from .story import Story
from .town import TOWN

NAME = "Conseil des jeunes"
PURPOSE = "Que les moins de trente ans décident de leurs projets et soient écoutés sur ceux des autres."
ASKED = (GENDER, SECTOR)


class Youth:
    body: Body

    def __init__(self, story: Story) -> None:
        self.story = story

    def plan(self) -> None:
        self.story.plan(-25, 11, 0, self.open)
        self.story.plan(-24, 17, 0, self.write_charter)
        self.story.plan(-20, 14, 0, self.ask_for_volunteers)

    def open(self) -> None:
        self.body = open_body(
            by=self.story.people["bruno"],
            parent=self.story.places[TOWN].scope,
            kind=BodyKind.YOUTH_COUNCIL,
            name=NAME,
            seats=20,
            term_months=12,
            purpose=PURPOSE,
        )

    def write_charter(self) -> None:
        write_charter(by=self.story.people["bruno"], body=self.body)

    def ask_for_volunteers(self) -> None:
        bruno, until = self.story.people["bruno"], self.story.day(35)
        volunteers = open_list(
            by=bruno, body=self.body, title="Volontaires du conseil des jeunes", min_age=15, form_until=until
        )
        enlisting.add_criteria(bruno, volunteers, [trait for trait in TRAITS if trait.name in ASKED])
