"""Who wants it too: supports counted by the three doors, and those that are only declared."""

from __future__ import annotations

from functools import partial
from uuid import uuid5

from django.contrib.auth.models import AnonymousUser

from chainon.deliberation.supports.services import declare_online, enter_sheet, record_person, support

from .voices import ENTRIES, Voices

MET = {
    "lift": ("Fatou", "Jeanne", "Malika", "Roger", "Thérèse", "Yanis", "Lucien", "Sabrina", "Odette", "Karim", "Rose"),
    "skate": ("Inaya", "Tom", "Kenza", "Nolan"),
}
ACCOUNTS = {"benches": ("amina", "elu"), "lift": ("amina",), "canteen": ("amina",), "skate": ("amina",)}
SIGNATURES = {"lift": 23, "benches": 46}
PRESSES = {"lift": 18, "canteen": 7}


class Backing:
    """The lift of tower B: eleven neighbours met by a relay, a sheet in the hall, and the button without an account."""

    def __init__(self, voices: Voices) -> None:
        self.voices, self.story = voices, voices.story

    def plan(self) -> None:
        plan = self.story.plan
        for key, names in MET.items():
            for place, name in enumerate(names):
                day = -60 + place if key == "lift" else -2
                plan(day, 17, 30, partial(self.meet, key, name, f"{place:02d}{len(name):02d}"))
        for key, people in ACCOUNTS.items():
            plan(-2 if key == "skate" else -30, 20, 0, partial(self.press, key, people))
        plan(-40, 10, 0, self.enter)
        for key, number in PRESSES.items():
            for place in range(number):
                plan(-50 + place, 21, 0, partial(self.declare, key, place))

    def meet(self, key: str, name: str, digits: str) -> None:
        node = self.voices.proposals[key].node
        record_person(by=self.story.people["amina"], node=node, first_name=name, digits=digits)

    def press(self, key: str, people: tuple[str, ...]) -> None:
        for name in people:
            support(by=self.story.people[name], node=self.voices.proposals[key].node)

    def enter(self) -> None:
        for key, number in SIGNATURES.items():
            enter_sheet(
                by=self.story.people["bruno"],
                node=self.voices.proposals[key].node,
                number=number,
                collected_on=self.story.day(-42),
                entry=uuid5(ENTRIES, f"sheet {key}"),
            )

    def declare(self, key: str, place: int) -> None:
        node = self.voices.proposals[key].node
        declare_online(by=AnonymousUser(), node=node, entry=uuid5(ENTRIES, f"press {key} {place}"))
