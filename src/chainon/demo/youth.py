"""A council that is only beginning: a charter still in draft, a form that nobody has filled in yet."""

from __future__ import annotations

from chainon.governance.bodies.models import BodyKind
from chainon.governance.volunteers.services import open_list

from . import enlisting
from .beginnings import Beginning
from .profiles import GENDER, SECTOR, TRAITS
from .story import Story
from .town import TOWN

NAME = "Conseil des jeunes"
PURPOSE = "Que les moins de trente ans décident de leurs projets et soient écoutés sur ceux des autres."
ASKED = (GENDER, SECTOR)


class Youth(Beginning):
    def __init__(self, story: Story) -> None:
        kind = BodyKind.YOUTH_COUNCIL
        super().__init__(story, kind=kind, name=NAME, where=TOWN, seats=20, months=12, purpose=PURPOSE)

    def plan(self) -> None:
        self.story.plan(-25, 11, 0, self.open)
        self.story.plan(-24, 17, 0, self.write_charter)
        self.story.plan(-20, 14, 0, self.ask_for_volunteers)

    def ask_for_volunteers(self) -> None:
        bruno, until = self.story.people["bruno"], self.story.day(35)
        volunteers = open_list(
            by=bruno, body=self.body, title="Volontaires du conseil des jeunes", min_age=15, form_until=until
        )
        enlisting.add_criteria(bruno, volunteers, [trait for trait in TRAITS if trait.name in ASKED])
