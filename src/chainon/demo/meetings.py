"""Where people meet: a table de quartier, its evenings, and one that could not be held."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid5

from chainon.base.accounts.models import Role, User
from chainon.base.accounts.services import give_role
from chainon.governance.bodies.models import Body, BodyKind
from chainon.governance.bodies.services import become, gather, open_body
from chainon.governance.gatherings.models import Gathering
from chainon.governance.gatherings.services import Account, Notice, approve, cancel, convene, tell

from .founding import open_invented
from .story import Story
from .town import MAIL

ENTRIES = UUID("0c9a35a4-2f7e-4f6a-8d52-6f8f1c6b7e02")
TABLE = "Table de quartier des Tilleuls"
PURPOSE = "Un lieu ouvert : on s’y organise entre habitants, et l’on y interpelle qui doit répondre."
HOUSE = "Maison des Tilleuls, 12 rue des Lavandières, salle du rez-de-chaussée"
MINUTES = """On était nombreux pour parler de la tour B et de la place.

- Le bailleur dit que les pièces de l’ascenseur sont commandées.
- Les parents demandent un passage plus sûr devant l’école.
- Les jeunes veulent un lieu ouvert le soir."""


class Meetings:
    """The evenings of the table, on Tuesdays."""

    table: Body
    gardeners: Body
    nadia: User
    last: Gathering
    fair: Gathering

    def __init__(self, story: Story) -> None:
        self.story = story

    def plan(self) -> None:
        plan = self.story.plan
        plan(-86, 10, 0, self.open_table)
        plan(-70, 20, 0, self.gather)
        plan(-21, 18, 0, self.become)
        plan(-34, 9, 30, self.convene_last)
        plan(-12, 9, 0, self.tell_last)
        plan(-5, 20, 0, self.approve_last)
        plan(-9, 11, 0, self.convene_next)
        plan(-15, 10, 0, self.convene_fair)
        plan(-3, 8, 30, self.cancel_fair)

    def open_table(self) -> None:
        people, place = self.story.people, self.story.places["Les Tilleuls"].scope
        kind, purpose = BodyKind.NEIGHBOURHOOD_TABLE, PURPOSE
        self.table = open_body(by=people["bruno"], parent=place, kind=kind, name=TABLE, seats=15, purpose=purpose)
        give_role(by=people["bruno"], role=Role.MEMBER, scope=self.table.scope, user=people["amina"])

    def gather(self) -> None:
        """Neighbours open a collective by themselves."""
        self.nadia = open_invented(f"nadia.soltane@{MAIL}", "Nadia Soltane")
        parent, purpose = self.story.places["La Vieille-Halle"].scope, "Faire de la friche un jardin où l’on se parle."
        said = {"name": "Les jardiniers de la friche", "purpose": purpose, "contact": "Le samedi matin, sur place"}
        self.gardeners = gather(by=self.nadia, parent=parent, **said)

    def become(self) -> None:
        become(
            by=self.nadia,
            body=self.gardeners,
            kind=BodyKind.ASSOCIATION,
            name="Les Jardins de la Vieille-Halle",
            changed_on=self.story.day(-23),
            reason="Pour signer la convention du terrain et recevoir des dons.",
        )

    def convene_last(self) -> None:
        access = "Garde d’enfants sur place, entrée de plain-pied, soupe partagée."
        self.last = self._convene("last", -13, "L’ascenseur, la place, le soir", self._purpose(), access)

    def tell_last(self) -> None:
        account = Account(
            minutes=MINUTES,
            decisions=[
                "Inviter le bailleur à la prochaine table",
                "Compter les voitures devant l’école pendant une semaine",
            ],
            disagreements=[
                "Ouvrir la place le soir : les jeunes le veulent jusqu’à 23 heures, "
                "des voisins craignent le bruit après 21 heures"
            ],
            under_16=11,
            from_16=12,
            from_26=17,
            over_60=13,
            first_time=14,
        )
        tell(by=self.story.people["amina"], gathering=self.last, account=account)

    def approve_last(self) -> None:
        approve(by=self.story.people["amina"], gathering=self.last, on=self.story.day(-6))

    def convene_next(self) -> None:
        self._convene("next", 8, "Avec le bailleur : l’ascenseur et les caves", "Habitat Valmont vient et répond.", "")

    def convene_fair(self) -> None:
        self.fair = self._convene("fair", 12, "Fête des voisins de la place", "Chacun apporte un plat.", "")

    def cancel_fair(self) -> None:
        reason = "La place est en travaux jusqu’à la fin du mois. Une autre date sera choisie à la prochaine table."
        cancel(by=self.story.people["amina"], gathering=self.fair, reason=reason)

    def _purpose(self) -> str:
        return "On choisit ce que l’on demande, et à qui. **Rien ne sera décidé sur le budget** : il vient en mai."

    def _convene(self, key: str, day: int, title: str, purpose: str, access: str) -> Gathering:
        starts = self.story.moment(day, 18, 30)
        said = {"title": title, "purpose": purpose, "access": access, "address": HOUSE}
        return convene(
            by=self.story.people["amina"],
            scope=self.story.places["Les Tilleuls"].scope,
            body=self.table,
            notice=Notice(starts_at=starts, ends_at=starts + timedelta(hours=2), **said),
            entry=uuid5(ENTRIES, key),
        )
