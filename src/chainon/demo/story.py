"""Playing what happened in the town, in the order in which it happened, with the clock set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.models import Theme
from chainon.base.journal.services import anchor_yesterday
from chainon.base.scopes.models import Territory
from chainon.deliberation.proposals.services import Words
from chainon.deliberation.supports.daily import count_yesterday
from chainon.portal.report.services import publish_finished_quarters
from chainon.territory.places.models import Place

Act = Callable[[], object]


@dataclass(frozen=True)
class Size:
    """How many take part. The least one that still looks like something is for tests."""

    volunteers: int
    by_form: int
    seats: int
    neighbours: int
    council_seats: int


FULL = Size(volunteers=1703, by_form=120, seats=111, neighbours=143, council_seats=24)
SMALL = Size(volunteers=180, by_form=20, seats=24, neighbours=60, council_seats=8)


class Inline:
    """A job run where it is asked for, instead of in a process of its own."""

    def __init__(self, subject: str) -> None:
        self.subject = subject

    def report(self, stage: str, share: float) -> None:
        """Nobody is watching."""

    def should_stop(self) -> bool:
        return False


@dataclass
class Story:
    """The acts to play, each at its moment; and what they make that later ones need.

    Days are counted from this week's Monday, so that the demonstration is always fresh and meetings never fall on a
    Sunday.
    """

    size: Size
    acts: list[tuple[datetime, Act]] = field(default_factory=list)
    people: dict[str, User] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    territory: Territory = field(init=False)

    def __post_init__(self) -> None:
        today = clock.today(settings.TIME_ZONE)
        self.monday = today - timedelta(days=today.weekday())

    def day(self, days: int) -> date:
        """So many days after this week's Monday, before it when negative."""
        return self.monday + timedelta(days=days)

    def moment(self, days: int, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(self.day(days), time(hour, minute), ZoneInfo(settings.TIME_ZONE))

    def about(self, theme: str, words: Words) -> Words:
        """The same words, under one of the territory's themes."""
        return replace(words, theme=Theme.objects.get(territory=self.territory.scope, name=theme))

    def plan(self, days: int, hour: int, minute: int, act: Act) -> None:
        """Acts of one minute are played in the order in which they were planned."""
        self.acts.append((self.moment(days, hour, minute), act))

    def play(self) -> None:
        """All of it, in order; each night supports are counted, quarters that are over published and the journal
        anchored, as the worker does."""
        first = min(moment for moment, _act in self.acts).date()
        for days in range((first - self.monday).days + 1, 1):
            self.plan(days, 3, 5, count_yesterday)
            self.plan(days, 3, 7, publish_finished_quarters)
            self.plan(days, 3, 10, anchor_yesterday)
        for moment, act in sorted(self.acts, key=lambda planned: planned[0]):
            with clock.at(moment):
                act()
