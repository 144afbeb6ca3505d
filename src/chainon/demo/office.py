"""An office that answers with an account: what is sent to its mailbox is on its desk."""

from __future__ import annotations

from chainon.commitments.answers.models import Answerer, Handover
from chainon.commitments.answers.services import accept_frame, add_answerer, hand_over

from .proposing import Proposing
from .story import Story

NAME, SIGNED = "Le service de la vie des quartiers", "Sophie Renard, responsable du service"


class Office:
    """Inscribed two weeks ago; a box of books is theirs to answer."""

    answerer: Answerer
    handover: Handover

    def __init__(self, story: Story, proposing: Proposing) -> None:
        self.story, self.proposing = story, proposing

    def plan(self) -> None:
        self.story.plan(-14, 10, 0, self.inscribe)
        self.story.plan(-9, 11, 0, self.hand)
        self.story.plan(-8, 9, 30, self.accept)

    def inscribe(self) -> None:
        bruno, office = self.story.people["bruno"], self.story.people["service"]
        self.answerer = add_answerer(by=bruno, territory=self.story.territory.scope, name=NAME, email=office.email)

    def hand(self) -> None:
        node = self.proposing.proposal.node
        self.handover = hand_over(by=self.story.people["bruno"], node=node, answerer=self.answerer)

    def accept(self) -> None:
        accept_frame(handover=self.handover, signed_by=SIGNED)
