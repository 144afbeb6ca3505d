"""What the neighbourhood table says in its own name: so that the global view shows who speaks of what."""

from __future__ import annotations

from functools import partial
from uuid import uuid5

from chainon.deliberation.proposals.services import Words, propose

from .meetings import Meetings
from .voices import ENTRIES

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


class Speaking:
    """Amina, a member of the table, writes what it decided to say."""

    def __init__(self, meetings: Meetings) -> None:
        self.meetings, self.story = meetings, meetings.story

    def plan(self) -> None:
        for days, theme, words in SAID:
            self.story.plan(days, 20, 30, partial(self.say, theme, words))

    def say(self, theme: str, words: Words) -> None:
        propose(
            by=self.story.people["amina"],
            scope=self.story.places["Les Tilleuls"].scope,
            words=self.story.about(theme, words),
            entry=uuid5(ENTRIES, f"table {words.title}"),
            body=self.meetings.table,
        )
