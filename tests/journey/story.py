"""From slip to kept commitment, as those who live it do it: only what they read on the pages and in their mails."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from chainon.base.mail.models import Mail

from .hands import Hands

WORDS = "Sous les tilleuls, on attend le bus debout"
WISH = "Un banc à l’ombre, devant l’arrêt"
PERSON = "Mme Diallo, tour B, 3e étage"
SERVICE = "Les espaces publics de Valmont"
AGENT, OFFICIAL = "espaces@example.org", "helene.roux@example.org"
PROMISE = "Poser un banc et planter un arbre devant l’arrêt"
MESSAGE = "La mairie dit oui, mais qui vérifiera ?"
ADDRESS = re.compile(r"https?://[^/\s]+(/\S+)")
CODE = re.compile(r"[0-9A-Z]{4,5}-[0-9A-Z]{4,5}-[0-9A-Z]{4,5}")


@dataclass
class Story:
    """`sit(name)` gives someone a screen: a phone or a desk, with their account where they have one."""

    sit: Callable[[str], Hands]
    today: date
    found: dict[str, str] = field(default_factory=dict)

    def mailed(self, to: str, about: str) -> str:
        """The address in the last mail that this person received about something."""
        mail = Mail.objects.filter(to=to, subject__icontains=about).order_by("-pk").first()
        assert mail is not None, (to, about, list(Mail.objects.values_list("to", "subject")))
        found = ADDRESS.search(mail.body)
        assert found is not None, mail.body
        return found[1]


def facilitator_prints_a_pad(story: Story) -> None:
    bruno = story.sit("bruno")
    bruno.open("/")
    bruno.unfold("Bruno")
    bruno.follow("Carnets de coupons")
    bruno.follow("Faire un carnet")
    bruno.press("Faire le carnet")
    bruno.follow("Imprimer")
    slip = bruno.page.get_by_role("article").first
    code = CODE.search(slip.inner_text())
    number = re.search(r"n° (\d+-\d)", slip.inner_text())
    assert code and number, slip.inner_text()
    story.found |= {"code": code[0], "number": number[1]}


def facilitator_asks_a_relay_to_type_the_pile(story: Story) -> None:
    bruno = story.sit("bruno")
    bruno.open("/")
    bruno.unfold("Bruno")
    bruno.follow("Saisie des papiers")
    bruno.follow("Ouvrir une pile")
    bruno.write("D’où viennent ces papiers ?", "Fête du quartier")
    bruno.write("Combien de papiers ?", "1")
    bruno.press("Commencer la saisie")
    bruno.follow("La pile, le compte, l’aide")
    bruno.write("Qui va aider ?", "Amina")
    bruno.press("Donner un lien")
    bruno.read("Le lien est prêt")
    link = ADDRESS.search(bruno.page.get_by_role("region", name="Se faire aider").inner_text())
    assert link is not None
    story.found["help"] = link[1]


def relay_types_the_paper(story: Story) -> None:
    amina = story.sit("amina")
    amina.open(story.found["help"])
    amina.write("Ce qui doit changer", WORDS)
    amina.write("Ce que l’on ferait", WISH)
    amina.write("Nom, comme demandé", "Une habitante des Tilleuls")
    amina.write("Comment la prévenir", PERSON)
    amina.write("N° du coupon", story.found["number"])
    amina.press("Enregistrer, papier suivant", stays=True)
    amina.read("Enregistré")
    amina.read(f"coupon {story.found['number']}")


def facilitator_publishes_it(story: Story) -> None:
    bruno = story.sit("bruno")
    bruno.open("/")
    bruno.follow("Propositions")
    bruno.follow("À relire (1)")
    bruno.read(WISH)
    bruno.press("Publier")
    bruno.read("est publique")


def facilitator_hands_it_to_the_town(story: Story) -> None:
    bruno = story.sit("bruno")
    bruno.follow("Transmettre à qui peut répondre")
    bruno.write("Son nom, tel que tout le monde le lira", SERVICE)
    bruno.write("Son adresse électronique", AGENT)
    bruno.press("Transmettre")
    bruno.read(SERVICE)


def agent_drafts_an_answer(story: Story) -> None:
    agent = story.sit("agent")
    agent.open(story.mailed(AGENT, "Une réponse vous est demandée"))
    agent.read(WORDS)
    agent.follow("La faire signer par quelqu’un")
    agent.choose("C’est oui")
    agent.write("En quelques phrases", "Un banc et un arbre de plus devant l’arrêt, avant l’été.")
    agent.write("Qui prépare cette réponse ?", "Nadia Petit")
    agent.write("Qui la signera ? Son nom", "Hélène Roux")
    agent.write("Sa fonction", "adjointe à la maire, cadre de vie")
    agent.write("Son adresse électronique", OFFICIAL)
    agent.press("Envoyer à signer")
    agent.read("C’est envoyé à")


def official_signs_it(story: Story) -> None:
    official = story.sit("official")
    official.open(story.mailed(OFFICIAL, "Une réponse à signer"))
    official.read(WORDS)
    official.write("Signée par", "Hélène Roux, adjointe à la maire, cadre de vie")
    official.press("Signer et publier")
    official.read("Vous avez signé")


def agent_promises(story: Story) -> None:
    agent = story.sit("agent")
    agent.open(story.mailed(AGENT, "Votre réponse est signée"))
    agent.follow("Dire qui fait quoi, et pour quand")
    agent.write("Quoi ?", PROMISE)
    agent.pick_day("Pour quand ?", story.today + timedelta(days=60))
    agent.write("Signé par", "Nadia Petit, espaces publics")
    agent.press("Publier mon engagement")
    agent.open(story.mailed(AGENT, "Votre engagement"))
    agent.follow("Écrire les étapes, dire ce qui est fait")
    agent.write("Quelle étape ?", "Commander le banc")
    agent.pick_day("Pour quand ?", story.today + timedelta(days=20))
    agent.press("Écrire cette étape")
    agent.read("Commander le banc")


def resident_reads_by_the_slip(story: Story) -> None:
    resident = story.sit("resident")
    resident.open("/")
    resident.follow("J’ai un coupon")
    resident.write("Le code de votre coupon", story.found["code"].lower().replace("-", " "))
    resident.press("Voir ce que cela devient")
    resident.read(PROMISE)


def resident_writes_to_the_guarantor(story: Story) -> None:
    resident = story.sit("resident")
    resident.follow("Garant de la participation")
    resident.follow("Lui écrire, à personne d’autre")
    resident.write("Votre message", MESSAGE)
    resident.press("Envoyer")
    code = CODE.search(resident.page.locator("main").inner_text())
    assert code is not None, resident.page.locator("main").inner_text()
    story.found["answer"] = code[0]


def guarantor_reads_and_gives_an_opinion(story: Story) -> None:
    chantal = story.sit("chantal")
    chantal.open("/")
    chantal.unfold("Chantal")
    chantal.follow("Veiller")
    chantal.follow("1 message à lire")
    chantal.follow(MESSAGE)
    chantal.read(MESSAGE)
    chantal.write("Votre réponse", "Je regarde, et je le dirai en public.")
    chantal.press("Garder cette réponse")
    chantal.follow("Engagements")
    chantal.follow(PROMISE)
    chantal.follow("Alerter, donner un avis")
    chantal.choose("Donner un avis")
    chantal.write("En une phrase", "Un oui, avec un jour")
    chantal.write("Ce que vous avez vu, et pourquoi", "Le jour est dit, les étapes aussi : on peut vérifier.")
    chantal.select("Pour un avis : il est…", "favorable")
    chantal.press("Publier")
    chantal.read("Un oui, avec un jour")


def resident_reads_the_guarantors_answer(story: Story) -> None:
    resident = story.sit("resident")
    resident.follow("Garant de la participation")
    resident.follow("Lire une réponse avec un code")
    resident.write("Votre code", story.found["answer"])
    resident.press("Lire")
    resident.read("Je regarde, et je le dirai en public.")


def agent_keeps_the_promise(story: Story) -> None:
    agent = story.sit("agent")
    agent.open(story.mailed(AGENT, "Votre engagement"))
    agent.follow("Écrire les étapes, dire ce qui est fait")
    agent.follow("C’est fait : Commander le banc")
    agent.press("C’est fait")
    agent.follow("Donner des nouvelles de l’engagement entier")
    agent.choose("Des nouvelles")
    agent.write("En quelques phrases", "Le banc est commandé, il arrive la semaine prochaine.")
    agent.write("Signé par", "Nadia Petit, espaces publics")
    agent.press("Publier")
    agent.open(story.mailed(AGENT, "Votre engagement"))
    agent.choose("C’est fait")
    agent.write("En quelques phrases", "Le banc est posé, l’arbre est planté.")
    agent.write("Signé par", "Nadia Petit, espaces publics")
    agent.press("Publier")
    agent.read("C’est publié")
    agent.follow("Lire la page publique")
    agent.read("Le banc est posé")


def resident_says_what_they_see(story: Story) -> None:
    resident = story.sit("resident")
    resident_reads_by_the_slip(story)
    resident.follow(PROMISE)
    resident.follow("Est-ce fait ? Dire ce que j’ai vu")
    resident.choose("Oui, c’est fait")
    resident.write("Le code de votre coupon", story.found["code"])
    resident.press("Dire ce que j’ai vu")
    resident.read("Un banc")


def facilitator_tells_it_back(story: Story) -> None:
    bruno = story.sit("bruno")
    bruno.follow("À qui le tour")
    bruno.follow("À rendre de vive voix")
    bruno.read(WORDS)
    bruno.tick(PERSON)
    bruno.press("C’est rendu")
    bruno.read("C’est noté dans le fil.")


def resident_reads_that_it_was_told(story: Story) -> None:
    resident = story.sit("resident")
    resident_reads_by_the_slip(story)
    resident.read(re.compile("[Rr]endu de vive voix"))


STORY = (
    facilitator_prints_a_pad,
    facilitator_asks_a_relay_to_type_the_pile,
    relay_types_the_paper,
    facilitator_publishes_it,
    facilitator_hands_it_to_the_town,
    agent_drafts_an_answer,
    official_signs_it,
    agent_promises,
    resident_reads_by_the_slip,
    resident_writes_to_the_guarantor,
    guarantor_reads_and_gives_an_opinion,
    resident_reads_the_guarantors_answer,
    agent_keeps_the_promise,
    resident_says_what_they_see,
    facilitator_tells_it_back,
    resident_reads_that_it_was_told,
)
