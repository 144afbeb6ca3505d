"""Two requests made one, in their threads and rings: on its own day, in nobody's mouth."""

from __future__ import annotations

from datetime import timedelta

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.models import Relation, Stage
from chainon.base.chain.selectors import thread_of
from chainon.base.chain.services import add_link
from chainon.base.chain.tests.things import Things, things
from chainon.base.chain.words import thread_rows
from chainon.deliberation.merging.services import answer
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.rings import ANSWERED, STUDIED, rings_of
from chainon.deliberation.proposals.tests.making import said

from .conftest import Ask

__all__ = ["things"]


def test_the_reason_is_a_row_of_its_day_and_no_ring_comes_before_its_word(
    bench: Proposal, noura: User, ask: Ask, things: Things
) -> None:
    with clock.at(clock.now() + timedelta(days=1)):
        debate = things.add(bench.scope, "Faut-il des bancs ?", Stage.DELIBERATION)
        add_link(source=bench.node, target=debate.node, relation=Relation.CARRIED)
        given = things.add(bench.scope, "Oui", Stage.DECISION)
        add_link(source=bench.node, target=given.node, relation=Relation.ANSWER)
    with clock.at(clock.now() + timedelta(days=20)):
        seat = said(bench.scope, by=noura, title="Pouvoir s’asseoir à l’ombre près de l’école")
    with clock.at(clock.now() + timedelta(days=22)):
        request = ask(seat, bench)
        for proposal in (seat, bench):
            by = proposal.author
            assert isinstance(by, User)
            answer(by=by, request=request, proposal=proposal, agrees=True)
    rows = thread_rows(thread_of(seat.node))
    (joined,) = [row for row in rows if row.text == request.reason]
    assert joined == rows[-1] and joined.title.startswith("Deux demandes réunies") and bench.title in joined.title
    assert not any(request.reason in row.text for row in rows if row is not joined), "nobody else says it"
    rings = rings_of(thread_of(seat.node))
    assert rings[STUDIED].state == "passed", "a debate is no study"
    assert rings[ANSWERED].detail.endswith("(la demande réunie avec elle)")
    assert "réunie" not in rings_of(thread_of(bench.node))[ANSWERED].detail
