"""The guarantor and her deputy: appointed in public, an alert, an opinion, a request answered, another left without."""

from __future__ import annotations

from uuid import uuid5

from chainon.deliberation.proposals.models import Proposal
from chainon.governance.guarantors import services
from chainon.governance.guarantors.models import Act, ActKind, InsteadOf, Opinion, Reply
from chainon.governance.guarantors.services.acting import Speech
from chainon.governance.guarantors.services.appointing import Decision
from chainon.governance.guarantors.subjects import Subject, find_subject

from .figures import DEPUTY
from .founding import open_invented
from .town import TOWN
from .voices import ENTRIES, Voices

LETTER = (
    "Je n’ai ni contrat ni mandat à la ville, chez un bailleur ou dans une association financée ici.\n\n"
    "Je dirai en public ce que je vois, y compris ce qui dérange. Je lirai ce qu’on m’écrit et n’en dirai rien sans "
    "accord. Si un sujet me concerne, ma suppléance s’en occupe."
)
TEAM = "L’équipe d’animation"


class Guarding:
    def __init__(self, voices: Voices) -> None:
        self.story = voices.story
        self.request: Act

    def plan(self) -> None:
        plan = self.story.plan
        plan(-90, 9, 0, self.appoint)
        plan(-36, 10, 0, self.give_opinion)
        plan(-24, 9, 0, self.ask_and_wait_for_answer)
        plan(-21, 16, 0, self.answer)
        plan(-16, 8, 30, self.ask_again)
        plan(-7, 11, 0, self.alert)
        plan(-5, 20, 0, self.receive)

    def appoint(self) -> None:
        people, scope, day = self.story.people, self.story.territory.scope, self.story.day(-90)
        people[DEPUTY.key] = open_invented(DEPUTY.email, DEPUTY.name)
        titular = None
        for figure in (people["chantal"], people[DEPUTY.key]):
            decision = Decision(
                email=figure.email,
                name=figure.display_name,
                appointed_on=day,
                appointed_by=f"Le conseil municipal de {TOWN}, avec les trois conseils citoyens",
                decision="délibération 17",
                until=self.story.day(640),
                titular=titular,
            )
            made = services.appoint(
                by=people["ines"], scope=scope, decision=decision, entry=uuid5(ENTRIES, f"guarantor {figure.email}")
            )
            signed = services.sign_letter(appointment=made, letter=LETTER)
            titular = titular or signed

    def give_opinion(self) -> None:
        title = "Bien transmise, au bon endroit ; rien encore pour qui ne descend plus"
        text = (
            "Le bailleur a la demande et le délai est public. D’ici sa réponse, personne ne dit qui porte les courses, "
            "et le délai n’est affiché dans aucun hall : je l’ai demandé."
        )
        speech = Speech(ActKind.OPINION, title, text, opinion=Opinion.RESERVATIONS)
        self._speak("chantal", self._proposal(), speech)

    def ask_and_wait_for_answer(self) -> None:
        title = "Suspendre la collecte tant que les horaires ne sont pas affichés aux Tilleuls"
        text = "La permanence a changé d’heure sans affiche. Des personnes sont venues pour rien."
        self.request = self._speak("chantal", self._here(), Speech(ActKind.SUSPENSION, title, text, asked_of=TEAM))

    def answer(self) -> None:
        reason = (
            "Trois jours d’arrêt, le temps d’afficher les nouveaux horaires dans chaque hall et d’appeler les inscrits."
        )
        bruno = self.story.people["bruno"]
        services.reply_to_suspension(by=bruno, act=self.request, reply=Reply.SUSPENDED, reason=reason)

    def ask_again(self) -> None:
        title = "Suspendre le choix des projets : la règle de dépouillement n’est pas publiée"
        text = "On demande aux gens de choisir avant qu’ils sachent comment leurs choix seront comptés."
        self._speak("chantal", self._here(), Speech(ActKind.SUSPENSION, title, text, asked_of=TEAM))

    def alert(self) -> None:
        title = "Les mêmes halls d’immeuble sont oubliés à chaque affichage"
        text = "Trois habitantes me l’ont dit séparément ; j’y suis allé : rien aux 4, 6 et 8 rue des Lilas."
        speech = Speech(ActKind.ALERT, title, text, instead_of=InsteadOf.ABSENT)
        self._speak(DEPUTY.key, self._here(), speech)

    def receive(self) -> None:
        text = "On m’a fait comprendre que ma demande n’avancerait pas si je parlais à la réunion. À qui le dire ?"
        entry = uuid5(ENTRIES, "message to the guarantor")
        services.write_to_guarantors(scope=self.story.territory.scope, text=text, email="", entry=entry)

    def _here(self) -> Subject:
        territory = self.story.territory.scope
        return Subject(territory.label, "", territory)

    def _proposal(self) -> Subject:
        first = Proposal.objects.filter(node__is_public=True).select_related("node").order_by("pk").first()
        found = find_subject(self.story.territory.scope, "maillon", first.node.public_id) if first else None
        return found or self._here()

    def _speak(self, who: str, subject: Subject, speech: Speech) -> Act:
        entry = uuid5(ENTRIES, f"{who} {speech.title}")
        return services.speak(by=self.story.people[who], subject=subject, speech=speech, entry=entry)
