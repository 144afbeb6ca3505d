"""How officials reply: once to three words alike, drafted by one and signed by another, by carrying it further, at
once; and what an assembly recommended, what a table asks."""

from __future__ import annotations

from functools import partial
from uuid import uuid5

from chainon.base.chain.models import Theme
from chainon.commitments.answers.models import AnswerKind, Handover
from chainon.commitments.answers.services import (
    carry,
    hand_over,
    save_draft,
    send_draft,
    settle_now,
    sign_draft,
    study,
)
from chainon.deliberation.interpellations import services as interpellations
from chainon.deliberation.proposals.models import Origin
from chainon.deliberation.proposals.services import Words, enter_for_someone
from chainon.deliberation.recommendations import services as recommendations
from chainon.deliberation.recommendations.models import Recommendation, Sheet

from .assembly import Assembly
from .meetings import Meetings
from .voices import ENTRIES, LANDLORD, PARKS, SCHOOLS, Said, Voices

ALIKE = ("bins", "rats", "sacks")
SAID = (
    Said(
        "bins",
        -38,
        "Les Tilleuls",
        "Propreté",
        "Un habitant de la tour A",
        Words(
            "Les poubelles de la tour A débordent le lundi", must_change="Le camion passe le mardi. C’est trop tard."
        ),
        Origin.PAPER,
    ),
    Said(
        "rats",
        -37,
        "Les Tilleuls",
        "Propreté",
        "Une mère, tour C",
        Words("Des rats au local à poubelles", must_change="Les sacs restent par terre tout le week-end."),
        Origin.RELAY,
    ),
    Said(
        "sacks",
        -36,
        "Les Tilleuls",
        "Propreté",
        "Le gardien de la tour B",
        Words("Un passage de plus le samedi", would_do="Que le camion passe aussi le samedi matin."),
    ),
    Said(
        "crossing",
        -34,
        "La Faïencerie",
        "Se déplacer",
        "Des parents de l’école des Mouleurs",
        Words(
            "Un passage piéton devant l’école, route de Lyon",
            must_change="Les camions passent à soixante-dix. On traverse en courant.",
        ),
    ),
    Said(
        "bulb",
        -12,
        "Les Tilleuls",
        "Logement",
        "Une habitante de la tour C",
        Words("La lampe du hall, tour C", must_change="Éteinte depuis dix jours : on cherche la serrure à tâtons."),
        Origin.RELAY,
    ),
)
DRAFTED = "Oui : un passage de plus le samedi matin, dès le mois prochain, et le local désinfecté cette semaine."
SIGNED = DRAFTED + " Je viendrai voir sur place avec le gardien."
LINES = """numéro;texte;thème;porteur
1;Un arbre à chaque arrêt de bus, planté avec celles et ceux qui l’attendent.;Parcs et nature;Le groupe « ombre »
2;Ouvrir les cours d’école l’été, avec un gardien.;Écoles et jeunesse;Le groupe « ombre »
3;Un repas partagé par quartier et par saison, payé par la ville.;Culture et fêtes;
4;Écrire aux habitants en mots simples : une page, jamais plus.;Commerces et services;Le groupe « papiers »
5;Une navette vers l’hôpital le mardi et le vendredi.;Se déplacer;
6;Dire chaque année, en réunion publique, ce qui a été fait de ces six lignes.;;Toute l’assemblée
"""
TEXT = (
    "L’ascenseur de la tour B tombe en panne une semaine sur trois depuis plus d’un an. Soixante-dix jours après la "
    "transmission, nous n’avons ni date ni devis. La table demande un calendrier écrit, et ce qui sera fait d’ici là "
    "pour les personnes qui ne descendent plus."
)


class Replying:
    """Played beside the voices, with the same answerers."""

    def __init__(self, voices: Voices, assembly: Assembly, meetings: Meetings) -> None:
        self.voices, self.assembly, self.meetings = voices, assembly, meetings
        self.story = voices.story
        self.handed: dict[str, Handover] = {}
        self.sheet: Sheet

    def plan(self) -> None:
        plan = self.story.plan
        for said in SAID:
            plan(said.days, 16, 0, partial(self.say, said))
            answerer = PARKS if said.key == "crossing" else LANDLORD
            plan(said.days + 1, 9, 0, partial(self.hand, said.key, answerer))
        plan(-30, 14, 0, self.study)
        plan(-28, 11, 0, self.carry)
        plan(-21, 10, 0, self.draft)
        plan(-19, 17, 0, self.sign)
        plan(-13, 20, 30, self.write)
        plan(-12, 9, 0, self.publish)
        plan(-11, 17, 0, self.settle)
        plan(-10, 14, 0, self.hand_lines)
        plan(-4, 10, 0, self.settle_a_line)
        plan(-8, 19, 0, self.interpellate)

    def say(self, said: Said) -> None:
        theme = Theme.objects.get(territory=self.story.territory.scope, name=said.theme)
        self.voices.proposals[said.key] = enter_for_someone(
            by=self.story.people["bruno"],
            scope=self.story.places[said.where].scope,
            words=Words(**{**vars(said.words), "theme": theme}),
            entry=uuid5(ENTRIES, said.key),
            origin=said.origin,
            said_on=self.story.day(said.days),
            author_name=said.who,
        )

    def hand(self, key: str, name: str) -> None:
        node = self.voices.proposals[key].node
        self.handed[key] = hand_over(by=self.story.people["bruno"], node=node, answerer=self.voices.answerers[name])

    def study(self) -> None:
        text = "Nous comptons les repas d’octobre dans les deux écoles."
        study(handover=self.voices.handovers["canteen"], text=text, more_on=self.story.day(14))

    def carry(self) -> None:
        carry(
            handover=self.handed["crossing"],
            to="Le Département",
            text="La route est à lui. Nous demandons un passage protégé et la limite à trente.",
            hoped_on=self.story.day(20),
        )

    def draft(self) -> None:
        said = {"kind": AnswerKind.TAKEN_UP, "text": DRAFTED, "after": "", "other": "", "pass_to": None}
        signer = {"signer_name": "Sophie Roux", "signer_function": "Responsable de secteur"}
        mail = {"signer_email": self.voices.answerers[LANDLORD].email, "drafted_by": "Une gestionnaire d’immeuble"}
        self.drafted = save_draft(handovers=[self.handed[key] for key in ALIKE], **said, **signer, **mail)
        send_draft(draft=self.drafted)

    def sign(self) -> None:
        sign_draft(draft=self.drafted, kind=AnswerKind.TAKEN_UP, text=SIGNED, signed_by="Responsable de secteur")

    def settle(self) -> None:
        settle_now(handover=self.handed["bulb"], text="La lampe est changée depuis ce matin.")

    def write(self) -> None:
        self.sheet = recommendations.write_sheet(
            by=self.story.people["bruno"],
            body=self.assembly.body,
            title="Premier avis de l’assemblée",
            addressed_to="le conseil municipal",
            adopted_on=self.story.day(-13),
            source=LINES,
            entry=uuid5(ENTRIES, "advice"),
        )

    def publish(self) -> None:
        self.sheet = recommendations.publish_sheet(by=self.story.people["bruno"], sheet=self.sheet)

    def hand_lines(self) -> None:
        for numbers, name in ((("1", "5"), PARKS), (("2",), SCHOOLS)):
            recommendations.hand_several(
                by=self.story.people["bruno"],
                sheet=self.sheet,
                key=self.voices.answerers[name].public_id,
                lines=[self.line(number) for number in numbers],
            )

    def settle_a_line(self) -> None:
        handover = Handover.objects.select_related("node", "answerer").get(node=self.line("2").node)
        settle_now(handover=handover, text="Deux cours ouvrent dès ce mercredi, avec un gardien.")

    def line(self, number: str) -> Recommendation:
        related = ("node__scope", "node__territory")
        return Recommendation.objects.select_related(*related).get(sheet=self.sheet, number=number)

    def interpellate(self) -> None:
        to = self.voices.answerers[LANDLORD].public_id
        interpellations.interpellate(
            by=self.story.people["amina"],
            scope=self.story.places["Les Tilleuls"].scope,
            words=interpellations.Words("Ascenseur de la tour B : une date, s’il vous plaît", TEXT, to),
            entry=uuid5(ENTRIES, "interpellation"),
            body=self.meetings.table,
        )
