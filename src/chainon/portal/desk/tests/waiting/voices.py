"""What people say: proposals, debates, reports, papers."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser

from chainon.base import clock
from chainon.commitments.answers import services as answers
from chainon.deliberation.debates import services as debating
from chainon.deliberation.debates.tests import making as debates
from chainon.deliberation.merging import services as merging
from chainon.deliberation.merging.models import MergeRequest
from chainon.deliberation.moderation import services as moderation
from chainon.deliberation.moderation.models import Outcome, Reason
from chainon.deliberation.moderation.tests.making import thing_of
from chainon.deliberation.paper import services as papers
from chainon.deliberation.paper.tests import making as piles
from chainon.deliberation.proposals import services as proposals
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.tests.making import said

from .world import Waits, World


def review(world: World) -> Iterator[None]:
    waiting = said(world.scope)
    yield
    proposals.publish_proposal(by=world.bruno, proposal=waiting)


def reasons(world: World) -> Iterator[None]:
    waiting = debates.argued(debates.opened(world.bruno, world.word().node))
    yield
    debating.publish_argument(by=world.bruno, argument=waiting)


def reports(world: World) -> Iterator[None]:
    case = moderation.report(by=AnonymousUser(), thing=thing_of(world.word()), reason=Reason.OTHER)
    yield
    moderation.decide(by=world.bruno, case=case, outcome=Outcome.KEPT, reason="Rien de mal.")


def unheard(world: World) -> Iterator[None]:
    node = world.word().node
    yield
    answers.hand_over(by=world.bruno, node=node, answerer=world.town())


def syntheses(world: World) -> Iterator[None]:
    with world.ago(20):
        until = clock.today() + timedelta(days=10)
        debate = debates.opened(world.bruno, world.word().node, until_on=until)
        debates.argued(debate, world.resident)
    yield
    debates.summed_up(debate, world.bruno)


def late_synthesis(world: World) -> Iterator[None]:
    with world.ago(50):
        until = clock.today() + timedelta(days=10)
        debate = debates.opened(world.bruno, world.word().node, until_on=until)
        debates.argued(debate, world.resident)
    with world.ago(39):
        debating.expect_syntheses()
    yield
    debates.summed_up(debate, world.bruno)


def closing(world: World) -> Iterator[None]:
    with world.ago(20):
        debate = debates.opened(world.bruno, world.word().node)
        debates.argued(debate, world.resident)
    with world.ago(8):
        debates.summed_up(debate, world.bruno)
    yield
    debating.close_debate(by=world.bruno, debate=debate)


def consents(world: World) -> Iterator[None]:
    kept_one = world.word()
    gone = proposals.publish_proposal(by=world.bruno, proposal=said(world.scope, title="Pouvoir s’asseoir"))
    request = merging.ask_to_merge(by=world.bruno, gone=gone, kept=kept_one, reason="Pareil.", entry=uuid.uuid4())
    yield
    told_on = clock.today()
    merging.note_answer(
        by=world.bruno, request=request, proposal=gone, agrees=True, told_on=told_on, how="Au téléphone"
    )


def asked(world: World) -> Iterator[None]:
    gone = said(world.scope, by=world.admin, title="Pouvoir s’asseoir")
    request = merging.ask_to_merge(by=world.bruno, gone=gone, kept=world.word(), reason="Pareil.", entry=uuid.uuid4())
    yield
    merging.answer(by=world.resident, request=request, proposal=kept_word(request), agrees=True)


def kept_word(request: MergeRequest) -> Proposal:
    return Proposal.objects.get(node=request.kept)


def paper(world: World) -> Iterator[None]:
    pile = piles.pile(world.scope, world.bruno, expected=1)
    yield
    papers.type_form(by=world.bruno, batch=pile, paper=piles.paper(world.scope), entry=uuid.uuid4())


def typed(world: World) -> Iterator[None]:
    pile = piles.pile(world.scope, world.bruno, expected=1)
    papers.type_form(by=world.bruno, batch=pile, paper=piles.paper(world.scope), entry=uuid.uuid4())
    yield
    papers.close_batch(by=world.bruno, batch=pile)


VOICES: dict[str, tuple[str, Waits]] = {
    "proposals": ("bruno", review),
    "reasons": ("bruno", reasons),
    "reports": ("bruno", reports),
    "unheard": ("bruno", unheard),
    "syntheses": ("bruno", syntheses),
    "turns/synthesis": ("bruno", late_synthesis),
    "debates": ("bruno", closing),
    "consents": ("bruno", consents),
    "asked": ("resident", asked),
    "papers": ("bruno", paper),
    "piles": ("bruno", typed),
}
