"""A word refused because it names someone, and the guarantor's answer; a report that was kept, another that waits."""

from __future__ import annotations

from uuid import uuid5

from django.contrib.auth.models import AnonymousUser

from chainon.deliberation.moderation.models import Outcome, Quality, Reason, Verdict
from chainon.deliberation.moderation.services import answer_appeal, appeal, decide, report
from chainon.deliberation.moderation.things import Thing, thing_named
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.services import Words, propose, refuse_proposal

from .voices import ENTRIES, Voices

NOISE = Words(
    "Du bruit le soir sous les fenêtres",
    must_change="Le gérant du kiosque laisse sa musique jusqu’à minuit. Ma fille dort mal.",
    would_do="Que quelqu’un lui parle, et une règle la même pour tous.",
)


class Moderating:
    """The refusal is overturned: a trade is not a person's name."""

    def __init__(self, voices: Voices) -> None:
        self.voices, self.story = voices, voices.story
        self.noise: Proposal

    def plan(self) -> None:
        plan = self.story.plan
        plan(-27, 21, 0, self.say)
        plan(-26, 9, 0, self.refuse)
        plan(-25, 18, 0, self.appeal)
        plan(-22, 10, 0, self.answer)
        plan(-38, 12, 0, self.report_and_keep)
        plan(-2, 22, 0, self.report)

    def say(self) -> None:
        place = self.story.places["La Vieille-Halle"].scope
        words = self.story.about("Tranquillité", NOISE)
        self.noise = propose(by=self.story.people["amina"], scope=place, words=words, entry=uuid5(ENTRIES, "noise"))

    def refuse(self) -> None:
        reason = "Met en cause une personne que tout le quartier reconnaît."
        refuse_proposal(by=self.story.people["bruno"], proposal=self.noise, reason=reason)

    def appeal(self) -> None:
        words = "Je parle de la musique, pas de lui. Le kiosque est un lieu public, et la règle est pour tous."
        thing = self._thing(self.noise)
        self.asked = appeal(by=self.story.people["amina"], thing=thing, quality_of=Quality.AUTHOR, words=words)

    def answer(self) -> None:
        answer = "Le texte parle d’un bruit et d’une règle, sans insulte ni accusation. Un métier n’est pas un nom."
        guarantor = self.story.people["chantal"]
        answer_appeal(by=guarantor, appeal=self.asked, verdict=Verdict.OVERTURNED, answer=answer)

    def report_and_keep(self) -> None:
        thing = self._thing(self.voices.proposals["canteen"])
        case = report(by=AnonymousUser(), thing=thing, reason=Reason.OTHER, words="On mange ce qu’on veut !")
        reason = "Ne pas être d’accord n’est pas une raison de retirer : un débat est ouvert à tous."
        decide(by=self.story.people["bruno"], case=case, outcome=Outcome.KEPT, reason=reason)

    def report(self) -> None:
        thing = self._thing(self.voices.proposals["lift"])
        report(by=AnonymousUser(), thing=thing, reason=Reason.PRIVATE, words="On reconnaît la dame.")

    def _thing(self, proposal: Proposal) -> Thing:
        found = thing_named(self.story.territory.scope, "proposal", proposal.public_id)
        assert found is not None
        return found
