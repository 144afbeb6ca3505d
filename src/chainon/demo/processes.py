"""Two processes with their rules: one that runs and whose rule changed on the way, one that ended."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from uuid import UUID, uuid5

from chainon.base import clock
from chainon.deliberation.proposals.models import Origin
from chainon.deliberation.proposals.services import Words, enter_for_someone
from chainon.governance.processes import services
from chainon.governance.processes.framing import ready_made
from chainon.governance.processes.models import Process, Step
from chainon.governance.processes.questions import Question
from chainon.governance.processes.services.means import Given

from .council import Council
from .story import Story

ENTRIES = UUID("6d2b7d4e-5f7e-4a35-9b0c-0f6f3f1f5b52")
SQUARE = "Le square des Hirondelles, refait avec vous"
SHELTER = "Un abri pour l’arrêt de bus des Prés-Hauts"
SHORT = ((0, 14), (14, 14), (28, 35))
"""The village's three steps, in nine weeks."""
SAID = (
    ("Une fontaine au milieu du square", "Un point d’eau pour boire, l’été il n’y en a aucun.", "Un père du square"),
    ("Garder un coin sans jeux", "Deux bancs à l’écart, pour lire et pour les anciens.", "Une habitante du 8"),
)


class Processes:
    def __init__(self, story: Story, council: Council) -> None:
        self.story, self.council = story, council

    def plan(self) -> None:
        plan = self.story.plan
        plan(-89, 9, 0, self.prepare_shelter)
        plan(-35, 9, 0, self.prepare_square)
        plan(-33, 11, 0, self.say_means)
        for number, day in enumerate((-26, -11)):
            plan(day, 17, 0, partial(self.say, number))
        for day in (-20, -19, -15):
            plan(day, 18, 0, self.not_understood)
        plan(-12, 16, 0, self.change_rule)
        for days in range(-89, 1, 7):
            plan(days, 3, 20, services.tell_of_openings)

    def prepare_shelter(self) -> None:
        village = ready_made()["village"]
        laid = zip(village.steps, SHORT, strict=True)
        frame = replace(village, steps=tuple(replace(step, starts=at, lasts=for_days) for step, (at, for_days) in laid))
        shelter = services.open_process(
            by=self.story.people["bruno"],
            parent=self.story.places["Les Prés-Hauts"].scope,
            title=SHELTER,
            about="Choisir où il va, et comment il est : le département en paie un, un seul.",
            entry=uuid5(ENTRIES, "shelter"),
            starts_on=self.story.day(-88),
            frame=frame,
        )
        self._publish(shelter, "en 2024, l’abri avait été promis pour la rentrée.")

    def prepare_square(self) -> None:
        self.square = services.open_process(
            by=self.story.people["bruno"],
            parent=self.story.places["Les Tilleuls"].scope,
            title=SQUARE,
            about="La ville refait le square. Les jeux, les bancs, les arbres : c’est à vous de dire lesquels.",
            entry=uuid5(ENTRIES, "square"),
            starts_on=self.story.day(-28),
            bodies=[self.council.body],
            frame=ready_made()["council"],
        )
        self._publish(self.square, "en mars, la ville a promis de garder les quatre tilleuls.")

    def say_means(self) -> None:
        given = Given(
            hours=160,
            childcare="À chaque réunion, par la maison des Tilleuls",
            interpreting="Turc et arabe, sur demande",
            compensation="Un repas partagé à chaque réunion",
            funders="La ville de Valmont et la CAF",
            amount_cents=1_850_000,
            funded_until=self.story.day(150),
        )
        services.say_means(by=self.story.people["bruno"], process=self.square, given=given)

    def say(self, number: int) -> None:
        title, would_do, who = SAID[number]
        enter_for_someone(
            by=self.story.people["bruno"],
            scope=self.story.places["Les Tilleuls"].scope,
            words=self.story.about("Parcs et nature", Words(title, would_do=would_do, step=self._first(self.square))),
            entry=uuid5(ENTRIES, f"said-{number}"),
            origin=Origin.GATHERING,
            said_on=clock.today(self.story.territory.time_zone),
            author_name=who,
        )

    def not_understood(self) -> None:
        card = self._first(self.square).cards.published()[0]
        services.say_unclear(card=card, question=Question.WEIGHS.value)

    def change_rule(self) -> None:
        """The landlord, who owns half of the square, was forgotten."""
        step = self._first(self.square)
        answers = {
            "weight": "answered",
            "answered_by": "la ville, et Habitat Valmont pour sa moitié",
            "answer_days": 45,
        }
        bruno = self.story.people["bruno"]
        services.write_answer(by=bruno, step=step, question=Question.WEIGHS, answers=answers)
        reason = "La moitié du square est au bailleur : il répondra aussi, et plus vite."
        services.publish_card(by=bruno, step=step, reason=reason)

    def _publish(self, process: Process, already: str) -> None:
        bruno = self.story.people["bruno"]
        for step in process.steps.all():
            answers = {"already": already, "nothing_by": "", "nothing_on": None}
            services.write_answer(by=bruno, step=step, question=Question.ALREADY, answers=answers)
        services.publish_process(by=bruno, process=process)

    def _first(self, process: Process) -> Step:
        return process.steps.all()[0]
