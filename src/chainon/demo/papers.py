"""Slips kept in a pocket, an address left without an account, a theme that the council renamed."""

from __future__ import annotations

from functools import partial
from uuid import uuid5

from chainon.base.chain.models import Follow, Theme
from chainon.base.chain.services import ask_to_follow, change_theme, confirm_follow
from chainon.base.slips.models import Pad
from chainon.base.slips.services import ask_for_a_call, bind_slip, make_pad

from .town import MAIL
from .voices import ENTRIES, Voices

KEPT = {"lift": (3, -79), "benches": (8, -73)}
"""Whose slip was bound: its number, and the day when the form was entered."""
READER, RENAMED = "une-voisine", ("Tranquillité", "Vivre tranquille")


class Papers:
    """A pad for the stands of the autumn; the daughter of the woman of tower B asked to be called."""

    pad: Pad

    def __init__(self, voices: Voices) -> None:
        self.voices, self.story = voices, voices.story

    def plan(self) -> None:
        plan = self.story.plan
        plan(-86, 9, 0, self.make)
        for key, (number, day) in KEPT.items():
            plan(day, 18, 30, partial(self.bind, key, number))
        plan(-20, 19, 0, self.follow)
        plan(-12, 10, 0, self.rename)

    def make(self) -> None:
        territory = self.story.territory.scope
        self.pad = make_pad(
            by=self.story.people["bruno"], scope=territory, size=60, entry=uuid5(ENTRIES, "pad of the stands")
        )

    def bind(self, key: str, number: int) -> None:
        slip = self.pad.slips.get(number=number)
        slip = bind_slip(by=self.story.people["bruno"], slip=slip, node=self.voices.proposals[key].node)
        if key == "lift":
            ask_for_a_call(slip=slip, contact="06 39 98 01 23 (inventé), après 18 h")

    def follow(self) -> None:
        node, email = self.voices.proposals["benches"].node, f"{READER}@{MAIL}"
        ask_to_follow(node=node, email=email)
        confirm_follow(follow=Follow.objects.get(node=node, email=email))

    def rename(self) -> None:
        before, after = RENAMED
        theme = Theme.objects.get(territory=self.story.territory.scope, name=before)
        change_theme(
            by=self.story.people["bruno"],
            theme=theme,
            name=after,
            position=theme.position,
            is_used=True,
            decision="Le conseil citoyen : on y parle aussi du bruit et des nuits.",
            decided_on=self.story.day(-13),
        )
