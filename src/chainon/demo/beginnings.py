"""How each body begins: opened, its charter written and published, then adopted in a meeting."""

from __future__ import annotations

from dataclasses import dataclass

from chainon.governance.bodies.models import Body, BodyKind
from chainon.governance.bodies.services import open_body
from chainon.governance.charters.models import Charter
from chainon.governance.charters.services import publish_charter, record_adoption, write_charter

from .story import Story


@dataclass(frozen=True)
class Meeting:
    """Where a charter is adopted, so many days after this week's Monday."""

    name: str
    day: int
    present: int
    against: int | None = None


class Beginning:
    """The first acts of a body; what they make is kept for those that follow."""

    body: Body
    charter: Charter

    def __init__(
        self, story: Story, *, kind: BodyKind, name: str, where: str, seats: int, months: int, purpose: str
    ) -> None:
        self.story = story
        self.kind, self.name, self.where = kind, name, where
        self.seats, self.months, self.purpose = seats, months, purpose

    def open(self) -> None:
        self.body = open_body(
            by=self.story.people["bruno"],
            parent=self.story.places[self.where].scope,
            kind=self.kind,
            name=self.name,
            seats=self.seats,
            term_months=self.months,
            purpose=self.purpose,
        )

    def write_charter(self) -> None:
        self.charter = write_charter(by=self.story.people["bruno"], body=self.body)

    def publish_charter(self) -> None:
        self.write_charter()
        self.charter = publish_charter(by=self.story.people["bruno"], charter=self.charter)

    def adopt_charter(self, meeting: Meeting) -> None:
        record_adoption(
            by=self.story.people["bruno"],
            charter=self.charter,
            adopted_by=meeting.name,
            adopted_on=self.story.day(meeting.day),
            present=meeting.present,
            against=meeting.against,
        )
