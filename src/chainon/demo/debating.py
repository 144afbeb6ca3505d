"""Two debates: one that is lively, one that is closed and whose disagreement followed what was decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from uuid import uuid5

from django.contrib.auth.models import AnonymousUser

from chainon.base.accounts.models import User
from chainon.deliberation.debates import services
from chainon.deliberation.debates.models import Argument, Debate, Origin, Side
from chainon.deliberation.debates.services import SideWords
from chainon.governance.bodies.models import Body

from .town import TOWN
from .voices import ENTRIES, Voices
from .youth import NAME as YOUTH

MEAT, TREES = "meat", "trees"
F, A, N = Side.FOR, Side.AGAINST, Side.NUANCE


@dataclass(frozen=True)
class Reason:
    """What someone said: how many days ago, on which side or in answer to which reason; `useful`: accounts that marked
    it; `is_new`: they spoke here for the first time."""

    key: str
    days: int
    side: Side | None
    who: str
    text: str
    answers: str = ""
    origin: Origin = Origin.GATHERING
    useful: tuple[str, ...] = ()
    is_new: bool = False


SAID = {
    MEAT: (
        Reason("choice", -28, F, "Une mère d’élève des Tilleuls", "Mon fils ne mange pas de viande : quatre midis sur "
               "quatre, il mange du pain. Un choix n’enlève rien à personne.", useful=("amina", "elu"), is_new=True),
        Reason("price", -28, F, "Le cuisinier du collège", "Les lentilles coûtent trois fois moins que le bœuf. "
               "Avec la différence, on prend de la viande d’ici les autres jours."),
        Reason("only", -28, A, "Un père, cité des Mouleurs", "Pour certains, c’est le **seul repas avec de la viande** "
               "de la semaine. Ne leur retirez pas ça.", useful=("amina",), is_new=True),
        Reason("added", -27, None, "Une mère d’élève des Tilleuls", "On n’enlève rien : c’est un choix en plus.",
               answers="only"),
        Reason("queue", -26, A, "Une agente de service", "Deux plats, deux files, et nous sommes trois pour 180. "
               "Qui va servir ?", origin=Origin.RELAY, is_new=True, useful=("amina",)),
        Reason("waste", -20, F, "Des délégués de CM2", "On a pesé : 14 kg jetés le jour des saucisses.",
               origin=Origin.PAPER, is_new=True),
        Reason("try", -18, N, "Un habitant des Prés-Hauts", "D’accord pour un **essai d’un mois dans deux écoles**, si "
               "l’on compte ce qui est jeté avant et après.", useful=("elu",)),
        Reason("late", -9, A, "Une grand-mère", "À six ans, un enfant choisit les frites. Le choix, c’est à nous de le "
               "leur apprendre.", origin=Origin.RELAY),
        Reason("egg", -8, None, "Un père, cité des Mouleurs", "Des œufs et du poisson, alors, et je signe.",
               answers="price"),
        Reason("health", -4, F, "Une infirmière scolaire", "On conseille des légumes secs deux fois par semaine. "
               "Aujourd’hui : jamais."),
    ),
    TREES: (
        Reason("shade", -64, F, "Une marchande du samedi", "À midi, l’étal est en plein soleil et les clients partent. "
               "Des arbres, c’est du monde sur la place.", useful=("amina", "elu")),
        Reason("heat", -63, F, "Une habitante de la rue de l’Horloge", "Mon père ne sort plus l’été."),
        Reason("park", -62, A, "Le boulanger", "Six places de moins, c’est quarante clients de moins le matin.",
               useful=("elu",)),
        Reason("disabled", -61, N, "Une aide à domicile", "Gardez les deux places pour personnes handicapées."),
    ),
}  # fmt: skip
SYNTHESIS = """On veut tous une place où l’on peut s’asseoir à l’ombre.

- **Ce qui rassemble** : des bancs, et les deux places pour personnes handicapées gardées.
- **Ce qui partage** : prendre ou non des places de stationnement pour les arbres.
- **Ce que l’on ne sait pas** : combien de clients viennent en voiture le matin."""


@dataclass
class Debating:
    voices: Voices
    debates: dict[str, Debate] = field(default_factory=dict)
    reasons: dict[str, Argument] = field(default_factory=dict)

    def plan(self) -> None:
        plan = self.voices.story.plan
        plan(-66, 9, 30, self.open_on_trees)
        plan(-30, 9, 30, self.open_on_meat)
        for debate, reasons in SAID.items():
            for place, reason in enumerate(reasons):
                plan(reason.days, 18, place, partial(self.say, debate, reason))
                plan(reason.days + 1, 12, place, partial(self.mark, reason))
        plan(-58, 17, 0, self.sum_up)
        plan(-57, 18, 0, self.take_positions)
        plan(-56, 10, 0, self.write_disagreements)
        plan(-49, 17, 0, self.close)
        plan(-3, 17, 0, self.answer_as_a_body)
        plan(-1, 21, 0, self.wait_to_be_read)

    def open_on_trees(self) -> None:
        self.debates[TREES] = services.open_debate(
            by=self._bruno,
            on=self.voices.proposals["benches"].node,
            question="Prendre six places de stationnement pour planter des arbres ?",
            serves="La ville répond à la proposition des habitants de la place : elle lira ce débat avant.",
            entry=uuid5(ENTRIES, "debate trees"),
        )

    def open_on_meat(self) -> None:
        self.debates[MEAT] = services.open_debate(
            by=self._bruno,
            on=self.voices.proposals["canteen"].node,
            question="Un plat sans viande au choix, tous les jours, à la cantine ?",
            background="La loi demande un repas végétarien par semaine : il y est, le jeudi. 1 140 enfants dans sept "
            "cantines ; tout est cuisiné à la cuisine centrale.",
            serves="La ville répondra aux parents, puis le conseil municipal votera au printemps.",
            until_on=self.voices.story.day(19),
            entry=uuid5(ENTRIES, "debate meat"),
        )

    def say(self, debate: str, reason: Reason) -> None:
        self.reasons[reason.key] = services.enter_argument(
            by=self._bruno,
            debate=self.debates[debate],
            side=reason.side,
            answers=self.reasons.get(reason.answers),
            text=reason.text,
            origin=reason.origin,
            said_on=self.voices.story.day(reason.days),
            author_name=reason.who,
            is_first_voice=reason.is_new,
            entry=uuid5(ENTRIES, f"reason {reason.key}"),
        )

    def mark(self, reason: Reason) -> None:
        for name in reason.useful:
            services.mark_useful(by=self.voices.story.people[name], argument=self.reasons[reason.key])

    def sum_up(self) -> None:
        services.publish_synthesis(
            by=self._bruno,
            debate=self.debates[TREES],
            text=SYNTHESIS,
            signed_by="Bruno Delattre, animateur",
            entry=uuid5(ENTRIES, "synthesis trees"),
        )

    def take_positions(self) -> None:
        for key, approves, reason in (
            ("shade", True, ""),
            ("heat", True, ""),
            ("park", False, "On ne dit pas que la boulangerie ouvre à six heures, quand il n’y a pas de bus."),
        ):
            services.take_position(
                by=self._bruno,
                debate=self.debates[TREES],
                voice=self.reasons[key].public_id,
                approves=approves,
                reason=reason,
            )

    def write_disagreements(self) -> None:
        services.record_disagreement(
            by=self._bruno,
            debate=self.debates[TREES],
            what="Les places de stationnement côté sud : des arbres, ou des voitures le matin",
            would_settle="Compter, deux samedis et deux mardis, combien de clients viennent en voiture.",
            sides=[
                SideWords("Des arbres, même s’il y a six places de moins", "L’été, la place est vide.", people=14),
                SideWords("Garder les six places", "Le matin, on s’arrête ou l’on ne vient pas.", people=6),
            ],
            entry=uuid5(ENTRIES, "disagreement trees"),
        )

    def close(self) -> None:
        services.close_debate(by=self._bruno, debate=self.debates[TREES])

    def answer_as_a_body(self) -> None:
        body = Body.objects.select_related("scope").get(scope__label=YOUTH)
        services.argue(
            by=self._bruno,
            debate=self.debates[MEAT],
            side=Side.FOR,
            text="Nous avons demandé à 62 collégiens : 41 le prendraient une fois par semaine au moins.",
            body=body,
            entry=uuid5(ENTRIES, "reason youth"),
        )
        services.record_disagreement(
            by=self._bruno,
            debate=self.debates[MEAT],
            what="Un choix tous les jours, ou la viande garantie à chaque repas",
            would_settle="L’essai d’un mois dans deux écoles : ce qui est mangé, jeté, et le travail des agents.",
            sides=[
                SideWords("Un choix tous les jours", "Personne ne mange du pain le midi.", bodies=[body], people=19),
                SideWords("La viande à chaque repas", "C’est parfois le seul repas de viande.",
                          people=11),
            ],
            entry=uuid5(ENTRIES, "disagreement meat"),
        )  # fmt: skip

    def wait_to_be_read(self) -> None:
        services.argue(
            by=AnonymousUser(),
            debate=self.debates[MEAT],
            side=Side.NUANCE,
            text="Oui, si l’on demande aux enfants ce qu’ils en pensent au bout d’un mois.",
            author_name=f"Un grand frère, {TOWN}",
            entry=uuid5(ENTRIES, "reason waiting"),
        )

    @property
    def _bruno(self) -> User:
        return self.voices.story.people["bruno"]
