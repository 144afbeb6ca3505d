"""What residents said, who answered, what was promised: eight threads, each stopped at another link."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from uuid import UUID, uuid5

from django.contrib.auth.models import AnonymousUser

from chainon.base.chain.models import Follow, Theme
from chainon.base.chain.services import announce_pause, ask_to_be_told, tell_back
from chainon.commitments.answers.models import Answerer, AnswerKind, Handover
from chainon.commitments.answers.services import accept_frame, add_answerer, give_answer, hand_over
from chainon.commitments.commitments.models import Commitment, UpdateKind
from chainon.commitments.commitments.services import give_news, promise, take_on
from chainon.deliberation.proposals.models import Origin, Proposal
from chainon.deliberation.proposals.services import Words, enter_for_someone, propose

from .story import Story
from .town import MAIL, TOWN

ENTRIES = UUID("5f1d6d0e-3c0e-4b5e-9a53-8d8d2f6d7c11")
LANDLORD, PARKS, SCHOOLS = (
    "Habitat Valmont",
    "La ville de Valmont (espaces verts)",
    "La ville de Valmont (vie scolaire)",
)
ANSWERERS = {LANDLORD: "secteur@habitat", PARKS: "espaces-verts@mairie", SCHOOLS: "vie-scolaire@mairie"}
SIGNED = {
    LANDLORD: "Responsable de secteur",
    PARKS: "Responsable des espaces verts",
    SCHOOLS: "Gilles Hervieu, adjoint à la vie des quartiers",
}
WITHOUT_MAIL = {
    "lift": "La voisine du 3e, tour B (inventée)",
    "light": "M. Aubry, 4 rue des Lavandières (inventé)",
}


@dataclass(frozen=True)
class Said:
    """A word as it was said: where, when (days), how, by whom."""

    key: str
    days: int
    where: str
    theme: str
    who: str
    words: Words
    origin: Origin = Origin.GATHERING


SAID = (
    Said(
        "lift",
        -80,
        "Les Tilleuls",
        "Logement",
        "Une habitante de la tour B",
        Words(
            "L’ascenseur de la tour B",
            must_change="En panne une semaine sur trois. Ma mère ne sort plus depuis l’été.",
            would_do="Le remplacer, et en attendant porter les courses à celles et ceux qui ne peuvent plus descendre.",
        ),
        Origin.RELAY,
    ),
    Said(
        "benches",
        -74,
        "La Vieille-Halle",
        "Parcs et nature",
        "Des habitants de la place du Marché",
        Words(
            "Des bancs à l’ombre, place du Marché",
            goes_well="Le marché du samedi : tout le monde s’y retrouve.",
            must_change="Nulle part où s’asseoir, et pas un arbre.",
            would_do="Quatre bancs et trois tilleuls, côté sud.",
        ),
    ),
    Said(
        "light",
        -72,
        "La Vieille-Halle",
        "Tranquillité",
        "Le comité de la rue des Lavandières",
        Words(
            "Éclairer le passage des Lavandières",
            must_change="On n’y voit rien dès cinq heures l’hiver : les enfants font le tour par la route.",
            would_do="Deux lampes, et tailler la haie.",
        ),
        Origin.PAPER,
    ),
    Said(
        "canteen",
        -55,
        TOWN,
        "Écoles et jeunesse",
        "Des parents d’élèves",
        Words(
            "Cantine : un repas sans viande par jour",
            goes_well="Tout est cuisiné ici.",
            would_do="Un plat sans viande au choix, tous les jours, essayé un mois dans deux écoles.",
        ),
        Origin.PAPER,
    ),
    Said(
        "writer",
        -50,
        "La Faïencerie",
        "Entraide",
        "Un habitant de la cité des Mouleurs",
        Words(
            "Quelqu’un pour les papiers, le mardi",
            must_change="La caf, la préfecture, la retraite : tout est en ligne et personne ne nous montre.",
            would_do="Deux heures le mardi au centre social. J’étais secrétaire, je peux venir.",
        ),
        Origin.RELAY,
    ),
    Said(
        "gym",
        -45,
        "Les Prés-Hauts",
        "Sport et loisirs",
        "Des jeunes des Prés-Hauts",
        Words(
            "Le gymnase ouvert le dimanche",
            must_change="Le dimanche il pleut, et tout est fermé.",
            would_do="L’ouvrir de dix heures à midi, avec deux parents à chaque fois.",
        ),
    ),
    Said(
        "skate",
        -3,
        "Les Tilleuls",
        "Sport et loisirs",
        "Une collégienne des Tilleuls",
        Words(
            "Un coin pour le skate",
            goes_well="Le square : on y est bien.",
            would_do="Le bout du parking du stade, qui ne sert à personne.",
        ),
        Origin.RELAY,
    ),
)


@dataclass
class Voices:
    """The threads, played through the services that the pages call."""

    story: Story
    proposals: dict[str, Proposal] = field(default_factory=dict)
    answerers: dict[str, Answerer] = field(default_factory=dict)
    handovers: dict[str, Handover] = field(default_factory=dict)
    commitments: dict[str, Commitment] = field(default_factory=dict)
    told: list[Follow] = field(default_factory=list)

    def plan(self) -> None:
        plan = self.story.plan
        plan(-82, 9, 0, self.inscribe)
        for said in SAID:
            plan(said.days, 15, 0, partial(self.say, said))
        for days, key in ((-80, "lift"), (-72, "light")):
            plan(days, 15, 10, partial(self.note_who_has_no_mail, key))
        for days, key, name in ((-70, "lift", LANDLORD), (-70, "benches", PARKS), (-70, "light", PARKS)):
            plan(days, 11, 0, partial(self.hand, key, name))
        for days, key, name in ((-52, "canteen", SCHOOLS), (-44, "gym", SCHOOLS)):
            plan(days, 11, 0, partial(self.hand, key, name))
        for days, key in ((-66, "lift"), (-68, "benches"), (-52, "canteen")):
            plan(days, 16, 0, partial(self.accept, key))
        plan(-61, 10, 0, partial(self.answer, "light", AnswerKind.TAKEN_UP, LAMPS))
        plan(-60, 10, 0, partial(self.promise, "light", "Poser deux lampes passage des Lavandières", -20))
        plan(-47, 10, 0, partial(self.answer, "benches", AnswerKind.MODIFIED, TREES, after=INSTEAD))
        plan(-46, 10, 0, partial(self.promise, "benches", "Poser quatre bancs et planter deux tilleuls", 60))
        plan(-40, 14, 0, partial(self.answer, "gym", AnswerKind.SET_ASIDE, CLOSED))
        plan(-40, 18, 0, self.take_the_papers_on)
        plan(-24, 9, 0, partial(self.news, "light", UpdateKind.KEPT, "Les lampes éclairent depuis hier soir."))
        plan(-9, 9, 0, partial(self.news, "benches", UpdateKind.NEWS, ORDERED))
        plan(-7, 19, 0, partial(self.news, "writer", UpdateKind.NEWS, "Quatre mardis, dix-neuf personnes reçues."))
        plan(-6, 18, 0, self.tell)
        plan(-5, 9, 0, self.announce)
        plan(-1, 20, 0, self.wait_to_be_read)

    def inscribe(self) -> None:
        for name, mailbox in ANSWERERS.items():
            self.answerers[name] = add_answerer(
                by=self.story.people["bruno"],
                territory=self.story.territory.scope,
                name=name,
                email=f"{mailbox}.{MAIL}",
            )

    def say(self, said: Said) -> None:
        place = self.story.places[said.where].scope
        theme = Theme.objects.get(territory=self.story.territory.scope, name=said.theme)
        self.proposals[said.key] = enter_for_someone(
            by=self.story.people["bruno"],
            scope=place,
            words=Words(**{**vars(said.words), "theme": theme, "since": self._since(said.key)}),
            entry=uuid5(ENTRIES, said.key),
            origin=said.origin,
            said_on=self.story.day(said.days),
            author_name=said.who,
        )

    def _since(self, key: str) -> str:
        """The lift was out of order long before anybody said it here."""
        return f"{self.story.monday.year - 1}-03" if key == "lift" else ""

    def note_who_has_no_mail(self, key: str) -> None:
        contact = WITHOUT_MAIL[key]
        self.told.append(ask_to_be_told(by=self.story.people["bruno"], node=self.proposals[key].node, contact=contact))

    def hand(self, key: str, name: str) -> None:
        self.handovers[key] = hand_over(
            by=self.story.people["bruno"], node=self.proposals[key].node, answerer=self.answerers[name]
        )

    def accept(self, key: str) -> None:
        accept_frame(handover=self.handovers[key], signed_by=self._signature(key))

    def answer(self, key: str, kind: AnswerKind, text: str, after: str = "") -> None:
        signed_by = self._signature(key)
        give_answer(handover=self.handovers[key], kind=kind, text=text, signed_by=signed_by, after=after)

    def promise(self, key: str, what: str, days: int) -> None:
        handover = Handover.objects.select_related("answerer", "node").get(pk=self.handovers[key].pk)
        self.commitments[key] = promise(
            handover=handover,
            what=what,
            details="",
            for_whom="",
            due_on=self.story.day(days),
            signed_by=self._signature(key),
        )

    def take_the_papers_on(self) -> None:
        self.commitments["writer"] = take_on(
            by=self.story.people["bruno"],
            source=self.proposals["writer"].node,
            owner="Le collectif des Mouleurs",
            what="Tenir une permanence pour les papiers, le mardi",
            details="Deux heures chaque mardi au centre social, à trois personnes qui se relaient.",
            for_whom="Toutes celles et ceux qui viennent",
            due_on=self.story.day(120),
        )

    def news(self, key: str, kind: UpdateKind, text: str) -> None:
        commitment = self.commitments[key]
        give_news(commitment=commitment, kind=kind, text=text, signed_by=commitment.signed_by)

    def tell(self) -> None:
        """The lamps are lit; somebody went to say it."""
        light = self.proposals["light"].node
        told = [each for each in self.told if each.node_id == light.pk]
        light.refresh_from_db()
        tell_back(by=self.story.people["bruno"], node=light, told_on=self.story.day(-6), follows=told)

    def announce(self) -> None:
        announce_pause(
            by=self.story.people["bruno"],
            territory=self.story.territory.scope,
            first=self.story.day(26),
            last=self.story.day(41),
            reason="Vacances de fin d’année",
        )

    def wait_to_be_read(self) -> None:
        propose(
            by=AnonymousUser(),
            scope=self.story.places["Les Prés-Hauts"].scope,
            words=Words("Un composteur au bout du chemin", would_do="Un bac partagé, près de l’arrêt de bus."),
            entry=uuid5(ENTRIES, "compost"),
            author_name="Un habitant du chemin des Prés-Hauts",
        )

    def _signature(self, key: str) -> str:
        return SIGNED[self.handovers[key].answerer.name]


LAMPS = "Oui : deux lampes solaires, et la haie taillée."
ORDERED = "Les bancs sont commandés ; les tilleuls se plantent en décembre."
INSTEAD = "Quatre bancs côté sud, et deux tilleuls à l’est."
TREES = (
    "Oui pour les quatre bancs. Pour les arbres, une conduite de gaz passe au sud : deux tilleuls à l’est, pas trois "
    "au sud. Le plan des réseaux est à la mairie, ouvert à tous."
)
CLOSED = (
    "Non cette année : il n’y a pas de gardien le dimanche et l’assurance l’exige. Nous en reparlerons avec le budget "
    "de l’an prochain, en février, avec les jeunes qui ont demandé."
)
