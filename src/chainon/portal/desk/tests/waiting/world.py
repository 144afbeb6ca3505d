"""Who is there, and the ways to make something wait that several sorts share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.services.people import note_address
from chainon.base.scopes.models import Scope, Territory
from chainon.commitments.answers import services as answers
from chainon.commitments.answers.models import Answerer, AnswerKind, Handover
from chainon.commitments.commitments import services as promises
from chainon.commitments.commitments.models import Commitment, UpdateKind
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.tests.making import said


@dataclass(frozen=True)
class World:
    """One territory, its team, and a resident."""

    territory: Territory
    admin: User
    bruno: User
    resident: User
    chantal: User

    @property
    def scope(self) -> Scope:
        return self.territory.scope

    def ago(self, days: int) -> AbstractContextManager[object]:
        return clock.at(clock.now() - timedelta(days=days))

    def word(self, title: str = "Un banc") -> Proposal:
        return said(self.scope, by=self.resident, title=title)

    def town(self, email: str = "ville@example.org") -> Answerer:
        name = f"La ville ({Answerer.objects.count() + 1})"
        return answers.add_answerer(by=self.bruno, territory=self.scope, name=name, email=email)

    def office(self) -> Answerer:
        """Whose mail Rachid reads."""
        note_address(user=self.resident, is_proven=True)
        return self.town(self.resident.email)

    def handed(self, answerer: Answerer, *, is_accepted: bool = True) -> Handover:
        handover = answers.hand_over(by=self.bruno, node=self.word().node, answerer=answerer)
        if is_accepted:
            answers.accept_frame(handover=handover, signed_by="M. Petit")
        return Handover.objects.get(pk=handover.pk)

    def promised(self, handover: Handover, days: int = 20) -> Commitment:
        answered(handover)
        due = clock.today() + timedelta(days=days)
        return promises.promise(
            handover=Handover.objects.get(pk=handover.pk),
            what="Poser un banc",
            details="",
            for_whom="",
            due_on=due,
            signed_by="M. Petit",
        )


def answered(handover: Handover) -> None:
    answers.give_answer(handover=handover, kind=AnswerKind.TAKEN_UP, text="Oui.", signed_by="M. Petit")


def kept(promise: Commitment, by: User | None = None) -> None:
    promises.give_news(commitment=promise, by=by, kind=UpdateKind.KEPT, text="C’est posé.", signed_by="M. Petit")


Waits = Callable[[World], Iterator[None]]
