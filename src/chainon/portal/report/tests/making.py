"""A winter and a spring of a small town, made through the services: for the tests of this slice."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.services import ask_to_be_told, tell_back
from chainon.base.scopes.models import Scope
from chainon.commitments.answers import services as answers
from chainon.commitments.answers.models import AnswerKind, Handover
from chainon.commitments.commitments import services as commitments
from chainon.commitments.commitments.models import Commitment, UpdateKind
from chainon.deliberation.proposals.models import Origin, Proposal
from chainon.deliberation.proposals.services import enter_for_someone
from chainon.deliberation.proposals.tests.making import said, words
from chainon.governance.gatherings.tests import making as meetings
from chainon.territory.places.models import Kind
from chainon.territory.places.services import add_place


@dataclass(frozen=True)
class Town:
    territory: Scope
    port: Scope
    bourg: Scope
    paper: list[Proposal]


def on(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


MAY = on(5, 10)


def entered(by: User, scope: Scope, origin: Origin, number: int) -> list[Proposal]:
    today = clock.today()
    return [
        enter_for_someone(
            by=by, scope=scope, words=words(f"Parole {each}"), entry=uuid.uuid4(), origin=origin, said_on=today
        )
        for each in range(number)
    ]


def winter(territory: Scope, *, bruno: User, amina: User) -> Town:
    """From January to April: 14 words on paper at the Port, 13 of a gathering and 2 online at the Bourg; 12 on paper
    at the Port in spring."""
    with clock.at(on(1, 12)):
        port, bourg = (
            add_place(by=bruno, parent=territory, kind=Kind.NEIGHBOURHOOD, name=name).scope
            for name in ("Port", "Bourg")
        )
        paper = entered(bruno, port, Origin.PAPER, 14)
        entered(bruno, bourg, Origin.GATHERING, 13)
        said(bourg, by=amina)
        said(bourg, by=amina)
    _meet(bruno, bourg)
    _answer(bruno, paper)
    with clock.at(on(2, 20)):
        follow = ask_to_be_told(by=amina, node=paper[0].node, contact="au 3e")
        tell_back(by=amina, node=paper[0].node, told_on=date(2026, 2, 20), follows=[follow])
    with clock.at(on(4, 20)):
        entered(bruno, port, Origin.PAPER, 12)
    return Town(territory, port, bourg, paper)


def _meet(by: User, scope: Scope) -> None:
    """One of thirty people, twelve of them for the first time; one of five."""
    with clock.at(on(1, 20)):
        many, few = meetings.convened(by, scope, days=7), meetings.convened(by, scope, days=14)
    with clock.at(on(2, 10)):
        meetings.told(by, many, present=30, first_time=12)
        meetings.told(by, few, present=5, first_time=2)


def _answer(by: User, paper: list[Proposal]) -> None:
    """A yes in ten days, kept in March; one settled at once on the day; one late since March; a promise due in March
    that was postponed in April."""
    with clock.at(on(1, 12)):
        town = answers.add_answerer(by=by, territory=paper[0].scope.root, name="La ville", email="ville@example.org")
        first, second, _third = (answers.hand_over(by=by, node=each.node, answerer=town) for each in paper[:3])
        answers.accept_frame(handover=first, signed_by="M. Petit")
        answers.settle_now(handover=second, text="L’ampoule est changée.")
    with clock.at(on(1, 22)):
        answers.give_answer(handover=first, kind=AnswerKind.TAKEN_UP, text="Oui.", signed_by="M. Petit")
        kept, moved = (promise(first, what) for what in ("Poser un banc", "Peindre le banc"))
    with clock.at(on(3, 2)):
        commitments.give_news(commitment=kept, kind=UpdateKind.KEPT, text="Fait.", signed_by="M. Petit")
    with clock.at(on(4, 10)):
        news = {"kind": UpdateKind.POSTPONED, "text": "La peinture manque.", "new_due_on": date(2026, 9, 1)}
        commitments.give_news(commitment=moved, signed_by="M. Petit", **news)


def promise(handover: Handover, what: str) -> Commitment:
    return commitments.promise(
        handover=Handover.objects.get(pk=handover.pk),
        what=what,
        details="",
        for_whom="",
        due_on=date(2026, 3, 20),
        signed_by="M. Petit",
    )
