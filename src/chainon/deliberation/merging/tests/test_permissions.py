from __future__ import annotations

import uuid

import pytest

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.scopes.models import Kind, Scope, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import Line, lines
from chainon.deliberation.merging import rules
from chainon.deliberation.merging.services import ask_to_merge
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.services import publish_proposal
from chainon.deliberation.proposals.tests.making import said
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.services import open_body


def proposal_of(whose: str, author: User, bruno: User, place: Scope) -> Proposal:
    if whose == "none":
        return publish_proposal(by=bruno, proposal=said(place))
    if whose == "body":
        body = open_body(by=bruno, parent=place, kind=BodyKind.YOUTH_COUNCIL, name="Conseil des jeunes", seats=9)
        return said(place, by=bruno, body=body)
    proposal = said(place, by=author)
    if whose == "closed":
        author.erased_at = clock.now()
        author.save()
    return Proposal.objects.select_related("author", "body__scope", "scope", "node__territory").get(pk=proposal.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("line", lines(rules), ids=str)
def test_the_matrix_says_who_may_do_what(line: Line, territory: Territory, bruno: User) -> None:
    act, whose, held = line.asked
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Ailleurs")
    author = User.objects.create_user("author@example.org", "Autrice")
    proposal = proposal_of(whose, author, bruno, place)
    other = said(place, by=User.objects.create_user("autre@example.org", "Autre"), title="Une autre")
    scopes = {"territory": territory.scope, "place": place, "elsewhere": elsewhere}
    scope = proposal.body.scope if held == "body" and proposal.body else scopes[held]
    asked = ask_to_merge(by=bruno, gone=proposal, kept=other, reason="x", entry=uuid.uuid4())
    rule = {
        "pair": lambda by: rules.may_bring_near(by, proposal.scope),
        "answer": lambda by: rules.may_answer(by, proposal),
        "note": lambda by: rules.may_note_answer(by, proposal),
        "read": lambda by: rules.may_read_request(by, asked),
    }[act]
    for by, may in line.people(scope, author=author):
        verdict = rule(by)
        assert bool(verdict) == may, by
        assert verdict or verdict.reason
