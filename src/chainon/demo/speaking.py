"""What bodies say in their own name: so that the global view shows who speaks of what, and a page that three ask for
the same."""

from __future__ import annotations

from functools import partial
from itertools import combinations
from uuid import uuid5

from chainon.base.accounts.models import User
from chainon.deliberation.merging.models import Nearness
from chainon.deliberation.merging.services import say_of_two
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.services import Words, propose
from chainon.governance.bodies.models import Body

from .meetings import Meetings
from .town import TOWN
from .voices import ENTRIES
from .youth import Youth

SAID = (
    (
        -17,
        "Logement",
        Words(
            "Des halls qui ferment, dans les trois tours",
            must_change="La porte de la tour A bat depuis l’hiver, celle de la C ne ferme plus.",
            would_do="Une visite des trois halls, nous et le bailleur, avant Noël.",
        ),
    ),
    (
        -16,
        "Se déplacer",
        Words(
            "Un banc à l’arrêt du centre social",
            must_change="On attend le bus debout, les anciens aussi.",
            would_do="Un banc et un abri, même petit.",
        ),
    ),
    (
        -9,
        "Propreté",
        Words(
            "Un composteur derrière la maison des Tilleuls",
            goes_well="Quinze familles sont prêtes à s’en occuper.",
            would_do="La ville pose le bac, nous tenons le planning.",
        ),
    ),
)


GARDEN = Words(
    "Un bac à compost ouvert à tous, à la friche",
    must_change="On vient du quartier y porter ses épluchures, et nous n’avons plus de place.",
    would_do="Un composteur de plus, posé par la ville ; nous montrons comment on s’en sert le samedi.",
)
YOUNG = Words(
    "Des composteurs près des immeubles, pas seulement des jardins",
    must_change="Au pied des tours on jette tout dans le même sac.",
    would_do="Un composteur par groupe d’immeubles. On veut bien passer le mercredi.",
)


class Speaking:
    """Amina, a member of the table, writes what it decided to say; others then ask for one of its things too."""

    def __init__(self, meetings: Meetings, youth: Youth) -> None:
        self.meetings, self.youth, self.story = meetings, youth, meetings.story
        self.said: dict[str, Proposal] = {}

    def plan(self) -> None:
        for days, theme, words in SAID:
            self.story.plan(days, 20, 30, partial(self.say_for_table, theme, words))
        self.story.plan(-8, 11, 0, self.say_for_garden)
        self.story.plan(-6, 17, 0, self.say_for_youth)
        self.story.plan(-4, 9, 30, self.bring_together)

    def say_for_table(self, theme: str, words: Words) -> None:
        self._say(self.story.people["amina"], self.meetings.table, "Les Tilleuls", theme, words)

    def say_for_garden(self) -> None:
        self._say(self.meetings.nadia, self.meetings.gardeners, "La Vieille-Halle", "Propreté", GARDEN)

    def say_for_youth(self) -> None:
        self._say(self.story.people["bruno"], self.youth.body, TOWN, "Propreté", YOUNG)

    def bring_together(self) -> None:
        """Three bodies ask for the same: read on each of the three pages."""
        asked = [self.said[words.title] for words in (SAID[2][2], GARDEN, YOUNG)]
        for one, other in combinations(asked, 2):
            say_of_two(by=self.story.people["bruno"], one=one, other=other, nearness=Nearness.NEAR)

    def _say(self, by: User, body: Body, where: str, theme: str, words: Words) -> None:
        self.said[words.title] = propose(
            by=by,
            scope=self.story.places[where].scope,
            words=self.story.about(theme, words),
            entry=uuid5(ENTRIES, f"{body.name} {words.title}"),
            body=Body.objects.select_related("scope").get(pk=body.pk),
        )
