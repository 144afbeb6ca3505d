"""What resembles: two words read together and made one with both authors' consent; two that want the contrary; one pair
still to be read by the team."""

from __future__ import annotations

from functools import partial
from uuid import uuid5

from chainon.deliberation.merging.models import Nearness
from chainon.deliberation.merging.services import answer, ask_to_merge, note_answer, say_of_two
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.services import Words, propose

from .voices import ENTRIES, Voices

SHADE = Words(
    "Pouvoir s’asseoir à l’ombre place du Marché",
    must_change="Ma tante fait ses courses en trois fois, faute d’un banc. L’été la place est une poêle.",
    would_do="Des bancs, et des arbres au-dessus.",
)
PARKING = Words(
    "Garder le parking du stade",
    must_change="Les jours de match on se gare déjà sur les trottoirs. Ne prenez pas le bout du parking pour le skate.",
)
GYM = Words(
    "Ouvrir le gymnase le week-end",
    must_change="Le dimanche les enfants tournent en rond, le gymnase est fermé à clé.",
    would_do="Deux heures le dimanche, avec un adulte qui tient la clé.",
)


class Resembling:
    """Amina said again what had been said of the market's benches; the official wants to keep the parking."""

    def __init__(self, voices: Voices) -> None:
        self.voices, self.story = voices, voices.story
        self.said: dict[str, Proposal] = {}

    def plan(self) -> None:
        plan = self.story.plan
        plan(-36, 20, 0, partial(self.say, "shade", "amina", "La Vieille-Halle", "Parcs et nature", SHADE))
        plan(-34, 10, 0, self.make_one)
        plan(-2, 12, 0, partial(self.say, "parking", "elu", "Les Tilleuls", "Se déplacer", PARKING))
        plan(-1, 9, 0, self.say_contrary)
        plan(-1, 18, 0, partial(self.say, "gym", "amina", "Les Prés-Hauts", "Sport et loisirs", GYM))

    def say(self, key: str, who: str, where: str, theme: str, words: Words) -> None:
        scope = self.story.places[where].scope
        entry = uuid5(ENTRIES, f"resembling {key}")
        said = self.story.about(theme, words)
        self.said[key] = propose(by=self.story.people[who], scope=scope, words=said, entry=entry)

    def make_one(self) -> None:
        """Those of the market's square have no account: Bruno went to read them the two."""
        bruno, amina, gone = self.story.people["bruno"], self.story.people["amina"], self.said["shade"]
        kept = Proposal.objects.select_related("author", "body", "scope", "node__territory").get(
            pk=self.voices.proposals["benches"].pk
        )
        reason = "Les mêmes bancs, sur la même place, pour la même raison."
        request = ask_to_merge(by=bruno, gone=gone, kept=kept, reason=reason, entry=uuid5(ENTRIES, "merge"))
        how = "Au marché, samedi, en leur lisant les deux."
        day = self.story.day(-34)
        note_answer(by=bruno, request=request, proposal=kept, agrees=True, told_on=day, how=how)
        answer(by=amina, request=request, proposal=gone, agrees=True)

    def say_contrary(self) -> None:
        skate, parking = self.voices.proposals["skate"], self.said["parking"]
        say_of_two(by=self.story.people["bruno"], one=skate, other=parking, nearness=Nearness.CONTRARY)
