"""Papers that came back: the letter box of the centre social, typed one after the other; a trainee helps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import uuid5

from chainon.base.chain.models import Theme
from chainon.base.slips.models import Pad, Slip
from chainon.base.slips.services import make_pad
from chainon.deliberation.paper.models import Batch, Helper
from chainon.deliberation.paper.services import Paper, give_help, help_type, open_batch, type_form
from chainon.deliberation.paper.titles import title_from
from chainon.deliberation.proposals.models import Origin
from chainon.deliberation.proposals.services import Words

from .story import Story
from .voices import ENTRIES

WHERE = "Les Tilleuls"


@dataclass(frozen=True)
class Written:
    must_change: str
    theme: str
    who: str = ""
    would_do: str = ""


WRITTEN = (
    Written("Les poubelles débordent tous les lundis devant la tour A.", "Propreté", "Odette, tour A"),
    Written("", "Commerces et services", would_do="Un distributeur de billets : le plus proche est à deux kilomètres."),
    Written("Le bus 4 ne passe plus après dix-neuf heures.", "Se déplacer", "Un veilleur de nuit"),
    Written("Il n’y a pas un seul banc entre l’école et l’arrêt du bus.", "Se déplacer"),
    Written("", "Culture et fêtes", "Des voisines de la tour C", "Un bal en juin, comme avant."),
)
HELPED = (
    Written("La boîte à livres est cassée depuis l’été.", "Culture et fêtes"),
    Written("", "Entraide", "Monsieur P.", "Un tableau à l’entrée pour dire qui peut dépanner qui."),
)


class Piles:
    """A pad given out, seven papers typed out of eight that were counted."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.pad: Pad
        self.batch: Batch
        self.helper: Helper

    def plan(self) -> None:
        plan = self.story.plan
        plan(-34, 10, 0, self.print_pad)
        plan(-19, 9, 0, self.open)
        for place, written in enumerate(WRITTEN):
            plan(-19, 9, 2 + place, partial(self.type, place, written))
        plan(-4, 9, 0, self.ask_for_help)
        for place, written in enumerate(HELPED):
            plan(-4, 14, place, partial(self.help, place, written))

    def print_pad(self) -> None:
        scope = self.story.places[WHERE].scope
        self.pad = make_pad(by=self.story.people["bruno"], scope=scope, size=60, entry=uuid5(ENTRIES, "pad"))

    def open(self) -> None:
        self.batch = open_batch(
            by=self.story.people["bruno"],
            scope=self.story.places[WHERE].scope,
            name="Boîte du centre social des Tilleuls",
            origin=Origin.PAPER,
            said_on=self.story.day(-20),
            expected=8,
            entry=uuid5(ENTRIES, "pile"),
        )

    def type(self, place: int, written: Written) -> None:
        slip = Slip.objects.get(pad=self.pad, number=self.pad.first + place)
        paper, entry = self._paper(written, slip), uuid5(ENTRIES, f"paper {place}")
        type_form(by=self.story.people["bruno"], batch=self.batch, paper=paper, entry=entry)

    def ask_for_help(self) -> None:
        self.helper = give_help(by=self.story.people["bruno"], batch=self.batch, name="Léa, en stage", days=30)

    def help(self, place: int, written: Written) -> None:
        entry = uuid5(ENTRIES, f"helped {place}")
        help_type(helper=self.helper, paper=self._paper(written, None), entry=entry)

    def _paper(self, written: Written, slip: Slip | None) -> Paper:
        theme = Theme.objects.get(territory=self.story.territory.scope, name=written.theme)
        title = title_from(written.must_change, written.would_do)
        words = Words(title, must_change=written.must_change, would_do=written.would_do, theme=theme)
        return Paper(scope=self.story.places[WHERE].scope, words=words, author_name=written.who, slip=slip)
