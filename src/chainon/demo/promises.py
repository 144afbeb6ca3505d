"""What was promised aloud, and what became of it: kept, partly, late, postponed, revised, not kept, coming back; the
hands that are missing; what the council voted."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from uuid import uuid5

from chainon.base.chain.models import Theme
from chainon.commitments.commitments.models import Commitment, Every, Notice, UpdateKind
from chainon.commitments.commitments.services import (
    Plan,
    Shown,
    Spoken,
    announce_not_kept,
    finish_step,
    give_news,
    offer_hand,
    open_call,
    plan_step,
    record_count,
    record_spoken,
    reply_to_notice,
    revise,
    say_not_kept,
)
from chainon.decisions.council.services import Act, enter_decision

from .voices import ENTRIES, LANDLORD, PARKS, SCHOOLS, SIGNED, Voices

NEWS, POSTPONED, KEPT, PARTLY, MISSED = (
    UpdateKind.NEWS,
    UpdateKind.POSTPONED,
    UpdateKind.KEPT,
    UpdateKind.PARTLY_KEPT,
    UpdateKind.NOT_KEPT,
)


TENANTS, VISIT = "Réunion des locataires, salle des Tilleuls", "Visite de quartier avec les élus"


@dataclass(frozen=True)
class Spoke:
    """A promise said aloud: by whom, what, where it was said, for which place; days are counted from this Monday."""

    key: str
    who: str
    what: str
    said: str
    where: str
    theme: str
    made: int
    due: int
    cents: int | None = None
    every: int = Every.ONCE


SPOKE = (
    Spoke("bikes", LANDLORD, "Rouvrir le local à vélos, 4 allée des Tilleuls", TENANTS,
          "Les Tilleuls", "Logement", -96, -18),
    Spoke("hedges", PARKS, "Tailler les haies du square des Hirondelles", VISIT,
          "Les Tilleuls", "Parcs et nature", -95, -25, 320_000),
    Spoke("games", PARKS, "Changer les jeux du square des Hirondelles", VISIT,
          "Les Tilleuls", "Parcs et nature", -95, -10, 2_800_000),
    Spoke("boiler", LANDLORD, "Faire taire la chaufferie de la tour B", TENANTS,
          "Les Tilleuls", "Logement", -96, -30),
    Spoke("parking", LANDLORD, "Réparer l’éclairage du parking, rue des Noisetiers", "Lettre aux locataires",
          "Les Prés-Hauts", "Tranquillité", -110, -45),
    Spoke("talks", SCHOOLS, "Rencontrer les habitants des Tilleuls, élus présents", "Vœux à la population",
          "Les Tilleuls", "Entraide", -140, -112, None, Every.QUARTER),
)  # fmt: skip


@dataclass
class Promises:
    """Played after the threads, with the same people."""

    voices: Voices
    made: dict[str, Commitment] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)

    def plan(self) -> None:
        plan = self.voices.story.plan
        for each in SPOKE:
            plan(-79, 9, 0, partial(self.record, each))
        plan(-79, 9, 30, partial(self.news, "talks", KEPT, "Quarante personnes, deux élus, deux heures d’échanges."))
        plan(-45, 9, 0, self.plan_benches)
        plan(-33, 18, 30, self.revise_boiler)
        plan(-30, 9, 0, self.call_for_hands)
        for days, who in ((-28, "Samira"), (-27, "M. Lopes"), (-21, "Inès")):
            plan(days, 12, 0, partial(self.offer, who))
        plan(-23, 17, 0, partial(self.count, "light", "Passage des Lavandières, à la nuit tombée", 8, 1, 0))
        plan(-22, 9, 0, partial(self.news, "hedges", PARTLY, HALF))
        plan(-20, 10, 0, self.announce_parking)
        plan(-19, 9, 0, partial(self.news, "talks", MISSED, "L’élue était souffrante ; la date n’a pas été remplacée."))
        plan(-17, 11, 0, self.reply_about_parking)
        plan(-16, 18, 0, partial(self.count, "hedges", "Au square des Hirondelles", 3, 5, 4))
        plan(-14, 9, 0, self.vote_benches)
        plan(-13, 9, 0, self.vote_room)
        plan(-12, 9, 0, partial(self.postpone, "games", 45, LATE_GAMES))
        plan(-12, 10, 0, self.say_parking)
        plan(-8, 17, 0, partial(self.count, "bikes", "Au pied du 4, allée des Tilleuls", 0, 0, 12))

    def record(self, spoke: Spoke) -> None:
        story = self.voices.story
        self.made[spoke.key] = record_spoken(
            by=story.people["bruno"],
            spoken=Spoken(
                story.places[spoke.where].scope,
                spoke.said,
                Theme.objects.get(territory=story.territory.scope, name=spoke.theme),
            ),
            answerer=self.voices.answerers[spoke.who],
            what=spoke.what,
            details="",
            for_whom="",
            due_on=story.day(spoke.due),
            signed_by=SIGNED[spoke.who],
            plan=Plan(made_on=story.day(spoke.made), planned_cents=spoke.cents, every_months=spoke.every),
        )

    def news(self, key: str, kind: UpdateKind, text: str) -> None:
        promise = self.made[key]
        give_news(commitment=promise, kind=kind, text=text, signed_by=promise.signed_by)

    def postpone(self, key: str, days: int, text: str) -> None:
        promise, day = self.made[key], self.voices.story.day(days)
        give_news(commitment=promise, kind=POSTPONED, text=text, signed_by=promise.signed_by, new_due_on=day)

    def plan_benches(self) -> None:
        """Two steps, one of them done the week after, with what shows it."""
        story, promise = self.voices.story, self.voices.commitments["benches"]
        ordered = plan_step(commitment=promise, what="Commander les bancs", due_on=story.day(-10))
        plan_step(commitment=promise, what="Planter les deux tilleuls", due_on=story.day(30))
        shown = Shown("Le bon de commande, sans les prix", story.day(-45), link="https://mairie.valmont.example/bancs")
        finish_step(step=ordered, done_on=story.day(-45), shown=shown)

    def revise_boiler(self) -> None:
        story = self.voices.story
        revise(
            by=story.people["bruno"],
            commitment=self.made["boiler"],
            text="La pompe doit être changée. Les locataires ont choisi d’attendre la bonne pièce.",
            with_whom="onze locataires de la tour B et Habitat Valmont",
            met_on=story.day(-33),
            signed_by="Les locataires présents et Sophie Roux",
            new_due_on=story.day(33),
            new_what="Changer la pompe de la chaufferie de la tour B",
        )

    def call_for_hands(self) -> None:
        missing = "Deux personnes à l’aise avec un ordinateur, le mardi de 10 h à midi."
        by = self.voices.story.people["bruno"]
        open_call(by=by, commitment=self.voices.commitments["writer"], missing=missing, people=2, hours=16)

    def offer(self, name: str) -> None:
        call = self.voices.commitments["writer"].hands_call
        offer_hand(call=call, entry=uuid5(ENTRIES, name), name=name, contact="À l’accueil du centre social (inventé)")

    def count(self, key: str, where: str, yes: int, partly: int, no: int) -> None:
        """A relay asked on the spot."""
        promise = self.made.get(key) or self.voices.commitments[key]
        story = self.voices.story
        day = {"light": -23, "hedges": -16, "bikes": -8}[key]
        numbers = {"yes": yes, "partly": partly, "no": no}
        record_count(by=story.people["bruno"], commitment=promise, where=where, counted_on=story.day(day), **numbers)

    def announce_parking(self) -> None:
        by = self.voices.story.people["chantal"]
        self.notices.append(announce_not_kept(by=by, commitment=self.made["parking"], reason=DARK))

    def reply_about_parking(self) -> None:
        reply_to_notice(notice=self.notices[0], text=REPLY, signed_by=SIGNED[LANDLORD])

    def say_parking(self) -> None:
        say_not_kept(by=self.voices.story.people["chantal"], notice=self.notices[0])

    def vote_benches(self) -> None:
        act = Act(
            council="Le conseil municipal de Valmont-sur-Orne",
            number=f"{self.voices.story.day(-15).year}-87",
            title="Des bancs et des arbres place du Marché",
            decides="La ville ouvre un crédit de 18 000 euros pour quatre bancs et deux tilleuls.",
            decided_on=self.voices.story.day(-15),
            votes_for=27,
            votes_against=0,
            abstentions=6,
        )
        self._enter(act, "La Vieille-Halle", "benches")

    def vote_room(self) -> None:
        act = Act(
            council="Le conseil municipal de Valmont-sur-Orne",
            number=f"{self.voices.story.day(-15).year}-91",
            title="Une salle pour la permanence des papiers",
            decides="La ville prête une salle et deux ordinateurs, le mardi, à la permanence de la cité des Mouleurs.",
            decided_on=self.voices.story.day(-15),
            votes_for=33,
            votes_against=0,
            abstentions=0,
            carrier=SCHOOLS,
        )
        self._enter(act, "La Faïencerie", "writer")

    def _enter(self, act: Act, where: str, key: str) -> None:
        story = self.voices.story
        source = self.voices.proposals[key].node
        enter_decision(by=story.people["bruno"], scope=story.places[where].scope, act=act, sources=[source])


HALF = "Deux côtés sont taillés. Les deux autres attendent la fin des nids, en mars."
LATE_GAMES = "Le fabricant a fermé. Un autre est choisi ; il livre dans huit semaines."
DARK = (
    "L’éclairage devait être réparé il y a plus de trois semaines. Aucune nouvelle n’a été donnée, et le parking est "
    "toujours dans le noir : dix locataires l’ont dit à la permanence."
)
REPLY = (
    "Le câble a été volé deux fois. Plainte est déposée, un devis demandé pour un câble scellé ; nous aurions dû "
    "vous le dire plus tôt."
)
