"""A thread that went all the way, made through the services: for the tests of the rooms above and of the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.letters import stop_address
from chainon.base.chain.models import Node, Pause
from chainon.base.chain.services import announce_pause, follow
from chainon.base.scopes.models import Scope
from chainon.commitments.answers import links as answer_links
from chainon.commitments.answers import services as answers
from chainon.commitments.answers.models import Answer, AnswerKind, Handover
from chainon.commitments.commitments import links, services
from chainon.commitments.commitments.models import Commitment, KeptPromise, StagedPromises, Step, UpdateKind


@dataclass(frozen=True)
class Thread:
    """Answered and promised by one, waiting for another; the tokens of the links that were sent."""

    waiting: Handover
    answer: Answer
    promise: Commitment
    pause: Pause
    reply_token: str
    answer_token: str
    promise_token: str
    stop_token: str


def promised(node: Node, *, by: User) -> Thread:
    territory, soon = node.territory, clock.today() + timedelta(days=30)
    town = answers.add_answerer(by=by, territory=territory, name="La ville", email="ville@example.org")
    landlord = answers.add_answerer(by=by, territory=territory, name="Le bailleur", email="bailleur@example.org")
    answered = answers.hand_over(by=by, node=node, answerer=town)
    waiting = answers.hand_over(by=by, node=node, answerer=landlord)
    answer = answers.give_answer(handover=answered, kind=AnswerKind.TAKEN_UP, text="Oui.", signed_by="M. Petit")
    answered = Handover.objects.get(pk=answered.pk)
    promise = services.promise(
        handover=answered, what="Poser un banc", details="", for_whom="", due_on=soon, signed_by="M. Petit"
    )
    follow(by=by, node=node)
    return Thread(
        waiting=waiting,
        answer=answer,
        promise=promise,
        pause=announce_pause(by=by, territory=territory, first=soon, last=soon, reason="Pont"),
        reply_token=_last(answer_links.path_of(waiting)),
        answer_token=_last(answer_links.path_of(answered)),
        promise_token=_last(links.path_of(promise)),
        stop_token=_last(stop_address(by, territory)),
    )


def _last(path: str) -> str:
    return path.rsplit("/", 1)[-1]


@dataclass(frozen=True)
class Followed:
    """What residents took on, late: a step, a call for hands, « non tenu » announced."""

    promise: Commitment
    step: Step
    token: str


def followed(node: Node, *, by: User) -> Followed:
    today = clock.today()
    promise = services.take_on(
        by=by,
        source=node,
        owner="Le collectif du 12",
        what="Repeindre le hall",
        details="",
        for_whom="",
        due_on=today - timedelta(days=5),
        plan=services.Plan(made_on=today - timedelta(days=60), planned_cents=40_000),
    )
    step = services.plan_step(commitment=promise, what="Acheter la peinture", due_on=today, by=by)
    services.open_call(by=by, commitment=promise, missing="Des rouleaux et trois personnes", people=3)
    services.announce_not_kept(by=by, commitment=promise, reason="Le hall n’est pas repeint.")
    return Followed(promise, step, links.token_of(promise))


def kept(node: Node, *, by: User) -> Node:
    """What was done of another promise."""
    said = {"owner": "Le collectif du 12", "what": "Laver le hall", "details": "", "for_whom": ""}
    promise = services.take_on(by=by, source=node, due_on=clock.today(), **said)
    services.give_news(commitment=promise, kind=UpdateKind.KEPT, text="Il est propre.", signed_by="Le collectif", by=by)
    return KeptPromise.objects.get(commitment=promise).node


def staged(territory: Scope, *, by: User) -> StagedPromises:
    data = b"Qui;Quoi;Pour quand;Promis le\nLa ville;Rouvrir la fontaine;30/06/2025;12/01/2025\n"
    return services.stage_promises(by=by, territory=territory, data=data, file_name="promesses.csv")
