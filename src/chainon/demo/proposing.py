"""One proposal that shows what an author may do: drawn on the map, signed by two, with a picture, changed once; and a
draft."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid5

from PIL import Image, ImageDraw

from chainon.base.chain.models import Theme
from chainon.base.files.kinds import examine
from chainon.deliberation.proposals import services
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.services import NewPicture, Words

from .founding import open_invented
from .story import Story
from .town import MAIL
from .voices import ENTRIES

WHERE = "Les Tilleuls"
FIRST = {
    "title": "Une boîte à livres au pied de la tour A",
    "goes_well": "Les enfants lisent **partout**, même dans l’escalier.",
    "must_change": "La bibliothèque est de l’autre côté de la rivière.",
    "would_do": "Il faudrait :\n\n- une boîte à l’abri de la pluie ;\n- quelqu’un qui la range le samedi.",
    "where_exactly": "devant l’entrée, côté square",
    "lon": -0.3474,
    "lat": 48.8745,
}


class Proposing:
    """Amina writes, Salma signs with her; three days later they say it better."""

    proposal: Proposal

    def __init__(self, story: Story) -> None:
        self.story = story

    def plan(self) -> None:
        self.story.plan(-19, 20, 0, self.propose)
        self.story.plan(-18, 19, 0, self.sign)
        self.story.plan(-15, 18, 30, self.change)
        self.story.plan(-3, 21, 0, self.begin)

    def words(self, **changed: object) -> Words:
        theme = Theme.objects.get(territory=self.story.territory.scope, name="Culture et fêtes")
        return Words(**{**FIRST, "theme": theme, **changed})  # type: ignore[arg-type]  # as written above

    def propose(self) -> None:
        self.proposal = services.propose(
            by=self.story.people["amina"],
            scope=self.story.places[WHERE].scope,
            words=self.words(),
            entry=uuid5(ENTRIES, "books"),
            pictures=[NewPicture(examine("boite.png", drawn()), "Dessin : une boîte à livres rouge sous un arbre")],
        )

    def sign(self) -> None:
        self.proposal = services.invite_to_sign(by=self.story.people["amina"], proposal=self.proposal)
        salma = open_invented(f"salma@{MAIL}", "Salma Kaci")
        services.sign_proposal(by=salma, proposal=self.proposal, invite=self.proposal.invite)

    def change(self) -> None:
        self.proposal = services.change_proposal(
            by=self.story.people["amina"],
            proposal=self.proposal,
            scope=self.proposal.scope,
            words=self.words(would_do="Une boîte à l’abri de la pluie. Salma et les enfants la rangeront le samedi."),
            reason="On a trouvé qui la rangerait.",
        )

    def begin(self) -> None:
        said = {"title": "Un composteur pour la tour A", "goes_well": "Beaucoup de balcons fleuris."}
        territory, entry = self.story.territory.scope, uuid5(ENTRIES, "compost")
        services.keep_draft(by=self.story.people["amina"], territory=territory, said=said, entry=entry)


def drawn() -> bytes:
    """A few shapes: nobody's photograph."""
    picture = Image.new("RGB", (960, 720), "#dfe9f2")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 540, 960, 720), fill="#b9cfa5")
    pen.rectangle((235, 300, 275, 560), fill="#7a5a3c")
    pen.ellipse((90, 90, 420, 390), fill="#6f9a5b")
    pen.rectangle((600, 430, 620, 600), fill="#565d6d")
    pen.polygon(((490, 250), (610, 170), (730, 250)), fill="#7d2416")
    pen.rectangle((510, 250, 710, 430), fill="#a8321f")
    for place, colour in enumerate(("#f0c467", "#27408b", "#ffffff", "#7fd3a6", "#efece5")):
        pen.rectangle((530 + place * 33, 290, 555 + place * 33, 410), fill=colour)
    kept = BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()
